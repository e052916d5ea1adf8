import SQLLanguage

/// Reads a file of named queries.
///
/// A query begins with the comment `-- name: topProducts :many`; comments below it are its documentation. `:limit` is a
/// parameter, `:note?` one that may be NULL, `:tenant` the context's tenant. A line behind `--?` is a filter.
struct QueryFileParser {
  private let file: QueryFile
  private(set) var queries: [QuerySource] = []
  private(set) var problems = ProblemCollector()
  /// The comment above the first query.
  private(set) var comment: [String] = []
  private var isEnded = false
  /// A filter whose brackets are still open.
  private var openFilter: [QueryText.Piece] = []

  /// Reads a file.
  init(_ file: QueryFile) {
    self.file = file
    for token in SQLToken.tokens(of: file.text) { read(token) }
    endQuery()
    reportSharedNames()
  }

  // MARK: Tokens

  private mutating func read(_ token: SQLToken) {
    switch token.kind {
    case .lineComment(let comment): read(comment, at: token)
    case .blockComment: break
    case .unterminated(let what):
      report(token.offset, "\(what) begins here and does not end", "Close it.")
    case .semicolon:
      isEnded = !queries.isEmpty
    case .positional:
      report(
        token.offset,
        "parameters have names here",
        "Write :name in the place of \(token.text)."
      )
    case .text where token.text.allSatisfy(\.isWhitespace) && (queries.isEmpty || isEnded):
      break
    case .text, .quoted, .parameter:
      append(token)
    }
  }

  private mutating func append(_ token: SQLToken) {
    guard let last = queries.indices.last, !isEnded else {
      if !isEnded || !problems.problems.contains(where: { $0.cause == Self.isNameless }) {
        report(token.offset, Self.isNameless, "Write '-- name: aName :many' above it.")
      }
      return
    }
    // The line's end behind a filter that goes on.
    if !openFilter.isEmpty, token.text.allSatisfy(\.isWhitespace) { return }
    closeFilter()
    queries[last].text.append(Self.piece(token))
  }

  private static func piece(_ token: SQLToken) -> QueryText.Piece {
    if case .parameter(let name, let isOptional) = token.kind {
      return .parameter(name, isOptional: isOptional, offset: token.offset)
    }
    return .sql(token.text, offset: token.offset, isQuoted: token.kind == .quoted)
  }

  // MARK: Comments

  private mutating func read(_ comment: String, at token: SQLToken) {
    if let match = comment.wholeMatch(of: #/\s*name:\s*(.*?)\s*/#) {
      beginQuery(String(match.output.1), at: token)
    } else if comment.hasPrefix("?") {
      readFilter(String(comment.dropFirst()), at: token.offset + 3)
    } else if let last = queries.indices.last {
      if queries[last].text.isBlank, !isEnded { queries[last].comment.append(comment) }
    } else {
      self.comment.append(comment)
    }
  }

  private mutating func beginQuery(_ heading: String, at token: SQLToken) {
    endQuery()
    isEnded = false
    let words = heading.split(whereSeparator: \.isWhitespace).map(String.init)
    let name = words.first ?? ""
    let kind = words.count == 2 ? QuerySource.Kind(rawValue: String(words[1].dropFirst())) : nil
    if !SwiftName.isName(name) {
      report(
        token.offset,
        "'\(name)' is no name that a method can have",
        "Write one word: topProducts."
      )
    }
    if kind == nil || words.last?.hasPrefix(":") != true {
      let kinds = QuerySource.Kind.allCases.map { ":\($0)" }.joined(separator: ", ")
      report(
        token.offset,
        "it does not say what '\(name)' gives",
        "Write one of \(kinds) behind the name."
      )
    }
    queries.append(
      QuerySource(file: file, offset: token.offset, name: name, kind: kind ?? .many)
    )
  }

  private mutating func endQuery() {
    closeFilter()
    guard let query = queries.last else { return }
    if query.text.isBlank {
      report(query.offset, "'\(query.name)' has no statement", "Write it below the name.")
    }
    let filters = query.text.parts.filter(\.isFilter)
    for filter in filters where query.text.ownNames(of: filter).isEmpty {
      report(
        filter.pieces.first?.offset ?? query.offset,
        "this filter would never vanish: it has no parameter of its own",
        "Write it without '--?', or use a parameter that stands in filters alone."
      )
    }
    if query.text.filterNames.count > Self.mostFilterParameters {
      report(
        query.offset,
        "'\(query.name)' has \(query.text.filterNames.count) parameters of filters, and each doubles what must be proven",
        "Keep at most \(Self.mostFilterParameters), or split the query."
      )
    }
    for name in query.text.filterNames where query.text.isNullable(name) {
      report(
        query.offset,
        "':\(name)?' stands in a filter, which vanishes without it",
        "Write :\(name)."
      )
    }
  }

  // MARK: Filters

  /// A filter goes on over the lines that follow until its brackets are closed.
  private mutating func readFilter(_ text: String, at offset: Int) {
    guard !queries.isEmpty, !isEnded else {
      report(offset, "a filter stands outside of a query", "Put it where its condition belongs.")
      return
    }
    for token in SQLToken.tokens(of: text, at: offset) {
      switch token.kind {
      case .text, .quoted, .parameter: openFilter.append(Self.piece(token))
      case .lineComment, .blockComment: break
      case .unterminated(let what):
        report(token.offset, "\(what) does not end in the filter's line", "Close it.")
      case .positional, .semicolon:
        report(
          token.offset,
          "'\(token.text)' cannot stand in a filter",
          "Put it below, or take it out."
        )
      }
    }
    if Self.depth(of: openFilter) <= 0 {
      closeFilter()
    } else {
      openFilter.append(.sql("\n", offset: offset, isQuoted: false))
    }
  }

  private mutating func closeFilter() {
    guard !openFilter.isEmpty, let last = queries.indices.last else { return }
    queries[last].text.parts.append(.filter(openFilter))
    openFilter = []
  }

  private static func depth(of pieces: [QueryText.Piece]) -> Int {
    pieces.reduce(0) { depth, piece in
      guard case .sql(let text, _, false) = piece else { return depth }
      return depth + text.count { $0 == "(" } - text.count { $0 == ")" }
    }
  }

  // MARK: Problems

  private static let isNameless = "a statement stands here without a name"
  /// How many parameters filters may have: each way of giving them is proven and described.
  private static let mostFilterParameters = 8

  private mutating func reportSharedNames() {
    var seen: Set<String> = []
    for query in queries where !seen.insert(query.name).inserted {
      report(query.offset, "the file has a query '\(query.name)' already", "Give one another name.")
    }
  }

  private mutating func report(_ offset: Int, _ cause: String, _ remedy: String) {
    problems.report(file.place(offset), cause, remedy)
  }
}
