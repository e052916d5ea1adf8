import Lint
import SourceText

/// Values that stand in where another is missing.
extension CFactsCollector {
  /// As in `name ?: "…"`, and in `name ? name : "…"`, whose condition asks for what it gives.
  mutating func conditional(_ tokens: [CToken], _ question: Int) {
    let subject = Self.names(in: Self.operand(tokens, before: question))
    guard let colon = Self.colon(tokens, behind: question) else { return }
    let given = Self.names(in: tokens[(question + 1)..<colon])
    let isElvis = question + 1 == colon
    // Of two values that a condition chooses between, none stands in for the other.
    guard isElvis || (!given.isEmpty && given.allSatisfy(subject.contains)) else { return }
    noteFallback(
      isElvis ? .elvis : .conditional,
      subject: subject,
      tokens[(colon + 1)..<Self.end(of: tokens, from: colon + 1)]
    )
  }

  /// As in `placement(account).value_or("…")`.
  mutating func valueOr(_ tokens: [CToken], _ name: Int, _ end: Int) {
    guard name > 0, tokens[name - 1].isPunctuator(".") || tokens[name - 1].isPunctuator("->") else {
      return
    }
    noteFallback(
      .valueOr,
      subject: Self.names(in: Self.operand(tokens, before: name - 1)),
      tokens[(name + 2)..<end]
    )
  }

  /// As in `std::string route(const std::string &cluster = "…")`, `if (name == NULL) name = "…";`.
  mutating func standIn(_ tokens: [CToken], _ equals: Int) {
    guard equals > 1, tokens[equals - 1].kind == .identifier else { return }
    let name = tokens[equals - 1].text
    let value = tokens[(equals + 1)..<Self.end(of: tokens, from: equals + 1)]
    if let open = Self.parameterStart(tokens, before: equals - 1) {
      noteFallback(.defaultArgument, subject: Self.names(in: tokens[open..<equals]), value)
      return
    }
    var close = equals - 2
    if tokens[close].isPunctuator("{"), close > 0 { close -= 1 }
    guard tokens[close].isPunctuator(")"), let open = Self.opening(tokens, close), open > 0,
      tokens[open - 1].isWord("if")
    else { return }
    let condition = tokens[open..<close]
    let subject = Self.names(in: condition)
    guard subject.contains(name),
      condition.contains(where: { $0.isPunctuator("!") || $0.isPunctuator("==") })
    else { return }
    noteFallback(.assignment, subject: subject, value)
  }

  private mutating func noteFallback(
    _ kind: Fallback.Kind,
    subject: [String],
    _ value: ArraySlice<CToken>
  ) {
    guard !value.isEmpty else { return }
    let names = Self.names(in: value.filter { $0.kind == .identifier }[...])
    facts.fallbacks.append(
      Fallback(
        kind: kind,
        subjectNames: subject,
        valueNames: names,
        alternatives: folder.evaluate(value) ?? [],
        isRefusal: names.contains { Self.refusals.contains($0) },
        range: lines.range(range(value))
      )
    )
  }

  private static let refusals: Set<String> = [
    "NULL", "nullptr", "nil", "Nil", "throw", "abort", "exit", "terminate",
  ]

  // MARK: Parts

  /// How many tokens away a part of an operand may be, so that a file of `?` alone takes no longer than others.
  private static let reach = 1_000

  /// The names that tokens are written with, and the texts of their literals: `CLUSTER` of `getenv("CLUSTER")`.
  private static func names(in tokens: ArraySlice<CToken>) -> [String] {
    tokens.filter { $0.kind == .identifier || $0.kind == .string }.map(\.text)
  }

  /// The operand before a place, back to what it is a part of.
  private static func operand(_ tokens: [CToken], before place: Int) -> ArraySlice<CToken> {
    var depth = 0
    var start = place
    while start > max(0, place - reach) {
      let token = tokens[start - 1]
      if token.isWord("return") { break }
      if token.kind == .punctuator {
        switch token.text {
        case ")", "]": depth += 1
        case "(", "[":
          if depth == 0 { return tokens[start..<place] }
          depth -= 1
        case "=", ",", ";", "{", "}", ":", "?":
          if depth == 0 { return tokens[start..<place] }
        default: break
        }
      }
      start -= 1
    }
    return tokens[start..<place]
  }

  /// The `:` that belongs to a `?`.
  private static func colon(_ tokens: [CToken], behind question: Int) -> Int? {
    var inner = 0
    let place = stop(tokens, from: question + 1) { text in
      switch text {
      case "?": inner += 1
      case ":":
        if inner == 0 { return true }
        inner -= 1
      default: break
      }
      return text == ";"
    }
    return place.flatMap { tokens[$0].isPunctuator(":") ? $0 : nil }
  }

  /// Where an operand ends that begins at a place.
  private static func end(of tokens: [CToken], from start: Int) -> Int {
    stop(tokens, from: start) { [";", ",", ":", "?"].contains($0) }
      ?? min(tokens.count, start + reach)
  }

  /// The first punctuator outside of brackets at which a reader stops, or the bracket that ends what a place is in.
  private static func stop(
    _ tokens: [CToken],
    from start: Int,
    at isStop: (String) -> Bool
  ) -> Int? {
    var depth = 0
    for position in start..<max(start, min(tokens.count, start + reach))
    where tokens[position].kind == .punctuator {
      switch tokens[position].text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        if depth == 0 { return position }
        depth -= 1
      default: if depth == 0, isStop(tokens[position].text) { return position }
      }
    }
    return nil
  }

  /// Where a parameter begins whose name stands at a place: behind `(` or `,`, with a type before the name.
  private static func parameterStart(_ tokens: [CToken], before name: Int) -> Int? {
    var start = name
    while start > max(0, name - reach) {
      let token = tokens[start - 1]
      if token.isPunctuator("(") || token.isPunctuator(",") { return start < name ? start : nil }
      let isOfType =
        token.kind == .identifier
        || ["::", "&", "*", "<", ">", "&&"].contains(where: token.isPunctuator)
      guard isOfType, !token.isWord("return") else { return nil }
      start -= 1
    }
    return nil
  }

  /// The `(` that belongs to a `)`.
  private static func opening(_ tokens: [CToken], _ close: Int) -> Int? {
    var depth = 0
    for position in (max(0, close - reach)...close).reversed()
    where tokens[position].kind == .punctuator {
      if tokens[position].text == ")" { depth += 1 }
      if tokens[position].text == "(" {
        depth -= 1
        if depth == 0 { return position }
      }
    }
    return nil
  }
}
