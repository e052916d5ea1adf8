/// The text of a query, with its parameters and with the filters that vanish when they are not given.
struct QueryText: Sendable {
  /// A part of the text that is always there.
  enum Piece: Sendable {
    /// SQL, which begins somewhere in the file.
    case sql(String, offset: Int, isQuoted: Bool)
    case parameter(String, isOptional: Bool, offset: Int)
  }

  /// Something of the text, in order.
  enum Part: Sendable {
    case always([Piece])
    /// A line that is left out unless all its own parameters are given.
    case filter([Piece])
  }

  var parts: [Part] = []

  /// Appends to what is always there.
  mutating func append(_ piece: Piece) {
    if case .always(let pieces)? = parts.last {
      parts[parts.count - 1] = .always(pieces + [piece])
    } else {
      parts.append(.always([piece]))
    }
  }

  /// Whether nothing but blanks is in it.
  var isBlank: Bool {
    parts.flatMap(\.pieces).allSatisfy { piece in
      if case .sql(let text, _, false) = piece { text.allSatisfy(\.isWhitespace) } else { false }
    }
  }

  /// Where the first word of it stands.
  var offset: Int? {
    for piece in parts.flatMap(\.pieces) {
      guard case .sql(let text, let offset, _) = piece else { return piece.offset }
      let blanks = text.utf8.prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.count
      if blanks < text.utf8.count { return offset + blanks }
    }
    return nil
  }

  // MARK: Parameters

  /// The context's tenant, which is no argument of a method.
  static let tenant: String = "tenant"

  /// Whether the text that is always there names the tenant.
  var usesTenant: Bool { namesTenant(in: parts.filter { !$0.isFilter }) }

  /// Whether filters alone name the tenant.
  var hidesTenant: Bool { !usesTenant && namesTenant(in: parts) }

  private func namesTenant(in parts: [Part]) -> Bool {
    parts.flatMap(\.pieces).contains { piece in
      if case .parameter(Self.tenant, _, _) = piece { true } else { false }
    }
  }

  /// The names of the parameters in the order of their first appearance, the tenant aside.
  var parameterNames: [String] { names(in: parts.flatMap(\.pieces)) }

  /// The parameters that a caller must give.
  var requiredNames: [String] {
    names(in: parts.flatMap { $0.isFilter ? [] : $0.pieces })
  }

  /// The parameters without which filters vanish.
  var filterNames: [String] {
    let required = Set(requiredNames)
    return parameterNames.filter { !required.contains($0) }
  }

  /// Whether a parameter may be NULL: some place says so.
  func isNullable(_ name: String) -> Bool {
    parts.flatMap(\.pieces).contains { piece in
      if case .parameter(name, true, _) = piece { true } else { false }
    }
  }

  /// The parameters of a filter without which it vanishes.
  func ownNames(of part: Part) -> [String] {
    let required = Set(requiredNames)
    return names(in: part.pieces).filter { !required.contains($0) }
  }

  private func names(in pieces: [Piece]) -> [String] {
    var names: [String] = []
    for case .parameter(let name, _, _) in pieces where name != Self.tenant {
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  // MARK: Edits

  /// Puts a text in the place of some bytes of the file.
  ///
  /// - Returns: false when they do not stand in the SQL of one part.
  mutating func replace(_ length: Int, at offset: Int, with replacement: String) -> Bool {
    for (index, part) in parts.enumerated() {
      guard let first = part.pieces.firstIndex(where: { $0.holds(offset) }),
        let last = part.pieces.lastIndex(where: { $0.holds(offset + max(length, 1) - 1) }),
        first <= last,
        case .sql(let head, let start, let isHeadQuoted) = part.pieces[first],
        case .sql(let tail, let tailStart, let isTailQuoted) = part.pieces[last],
        let before = String(head.utf8.prefix(offset - start)),
        let after = String(tail.utf8.dropFirst(offset + length - tailStart))
      else { continue }
      let pieces = [
        Piece.sql(before, offset: start, isQuoted: isHeadQuoted),
        .sql(replacement, offset: offset, isQuoted: false),
        .sql(after, offset: offset + length, isQuoted: isTailQuoted && offset + length > tailStart),
      ].filter { !$0.isEmpty }
      let all = Array(part.pieces[..<first]) + pieces + part.pieces[(last + 1)...]
      parts[index] = part.isFilter ? .filter(all) : .always(all)
      return true
    }
    return false
  }
}

extension QueryText.Part {
  var pieces: [QueryText.Piece] {
    switch self {
    case .always(let pieces), .filter(let pieces): pieces
    }
  }

  var isFilter: Bool {
    if case .filter = self { true } else { false }
  }
}

extension QueryText.Piece {
  var offset: Int {
    switch self {
    case .sql(_, let offset, _), .parameter(_, _, let offset): offset
    }
  }

  /// Whether a byte of the file stands in this piece of SQL.
  fileprivate func holds(_ byte: Int) -> Bool {
    guard case .sql(let text, let start, _) = self else { return false }
    return (start..<start + text.utf8.count).contains(byte)
  }

  fileprivate var isEmpty: Bool {
    if case .sql("", _, _) = self { true } else { false }
  }
}
