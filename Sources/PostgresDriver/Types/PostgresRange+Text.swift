extension PostgresRange: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// The range as Postgres prints it: `[1,6)`, `(,2026-11-25]`, `empty`.
  public var description: String {
    guard let lower, let upper else { return "empty" }
    let begin =
      switch lower {
      case .unbounded: "("
      case .inclusive(let bound): "[" + quoted(bound)
      case .exclusive(let bound): "(" + quoted(bound)
      }
    let end =
      switch upper {
      case .unbounded: ")"
      case .inclusive(let bound): quoted(bound) + "]"
      case .exclusive(let bound): quoted(bound) + ")"
      }
    return begin + "," + end
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    if description == "empty" {
      self = .empty
      return
    }
    // No bound's text holds a comma.
    let parts = description.dropFirst().dropLast()
      .split(separator: ",", omittingEmptySubsequences: false)
    guard description.count >= 3, parts.count == 2,
      let lower = Self.end(parts[0], description.hasPrefix("["), description.hasPrefix("(")),
      let upper = Self.end(parts[1], description.hasSuffix("]"), description.hasSuffix(")"))
    else { return nil }
    self.init(from: lower, to: upper)
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }

  private func quoted(_ bound: Bound) -> String {
    let text = bound.description
    return text.contains(" ") ? "\"\(text)\"" : text
  }

  private static func end(_ text: Substring, _ isInclusive: Bool, _ isExclusive: Bool) -> End? {
    guard isInclusive != isExclusive else { return nil }
    if text.isEmpty { return isExclusive ? .unbounded : nil }
    let isQuoted = text.count > 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
    guard let bound = Bound(String(isQuoted ? text.dropFirst().dropLast() : text)) else {
      return nil
    }
    return isInclusive ? .inclusive(bound) : .exclusive(bound)
  }
}
