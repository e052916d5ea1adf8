import SQLLanguage

/// A condition on the rows of a relation, which can be followed with values of the columns.
struct RowCheck {
  /// The columns that it speaks of.
  let columns: Set<String>
  /// Its texts and numbers, by the column that they stand beside.
  let constants: [CheckValue]
  private let condition: SyntaxNode?
  private let renamed: [String: String]

  /// Reads a check constraint as Postgres prints it; one that is not understood holds of nothing for sure.
  ///
  /// - Parameters:
  ///   - definition: the constraint.
  ///   - all: the columns of the relation, of any of which a check may speak that cannot be read.
  ///   - column: the column that `VALUE` is, for the check of a domain.
  init(_ definition: String, amongColumns all: [String], valueColumn column: String? = nil) {
    let constraint = SyntaxNode.constraint(definition)
    condition = constraint?.node("raw_expr")
    renamed = column.map { ["value": $0] } ?? [:]
    let renamed = renamed
    columns = Set(condition.map { $0.columnNames.map { renamed[$0] ?? $0 } } ?? all)
    constants = condition.map(Self.constants) ?? []
  }

  /// Whether a row passes, or nil when that is not known.
  ///
  /// As in Postgres, what is NULL passes.
  func passes(_ row: (String) -> CheckValue) -> Bool? {
    guard let condition else { return nil }
    return switch value(condition, row) {
    case .truth(let isSo): isSo
    case .null: true
    default: nil
    }
  }

  // MARK: Expressions

  private func value(_ node: SyntaxNode, _ row: (String) -> CheckValue) -> CheckValue {
    switch node.kind {
    case "A_Const": return Self.constant(node)
    case "ColumnRef":
      guard let name = node.names("fields").last else { return .unknown }
      return row(renamed[name] ?? name)
    case "TypeCast": return node.node("arg").map { value($0, row) } ?? .unknown
    case "BoolExpr": return logic(node, node.nodes("args").map { value($0, row) })
    case "NullTest":
      guard let argument = node.node("arg").map({ value($0, row) }), argument != .unknown else {
        return .unknown
      }
      return .truth((argument == .null) == (node.text("nulltesttype") == "IS_NULL"))
    case "A_Expr": return comparison(node, row)
    case "FuncCall": return call(node, node.nodes("args").map { value($0, row) })
    case "CoalesceExpr":
      let values = node.nodes("args").map { value($0, row) }
      return values.first { $0 != .null } ?? .null
    default: return .unknown
    }
  }

  private func logic(_ node: SyntaxNode, _ values: [CheckValue]) -> CheckValue {
    let decisive: Bool
    switch node.text("boolop") {
    case "AND_EXPR": decisive = false
    case "OR_EXPR": decisive = true
    case "NOT_EXPR":
      guard case .truth(let isSo) = values.first else { return values.first ?? .unknown }
      return .truth(!isSo)
    default: return .unknown
    }
    if values.contains(.truth(decisive)) { return .truth(decisive) }
    if values.allSatisfy({ $0 == .truth(!decisive) }) { return .truth(!decisive) }
    return values.allSatisfy { $0 == .truth(!decisive) || $0 == .null } ? .null : .unknown
  }

  private func comparison(_ node: SyntaxNode, _ row: (String) -> CheckValue) -> CheckValue {
    guard let left = node.node("lexpr").map({ value($0, row) }), let right = node.node("rexpr"),
      let name = node.names("name").last
    else { return .unknown }
    switch node.text("kind") {
    case "AEXPR_OP": return compare(left, name, value(right, row))
    case "AEXPR_OP_ANY", "AEXPR_OP_ALL":
      var list = right
      while list.kind == "TypeCast", let inner = list.node("arg") { list = inner }
      guard list.kind == "A_ArrayExpr" else { return .unknown }
      let results = list.nodes("elements").map { compare(left, name, value($0, row)) }
      let decisive = node.text("kind") == "AEXPR_OP_ANY"
      if results.contains(.truth(decisive)) { return .truth(decisive) }
      if left == .null { return .null }
      return results.allSatisfy { $0 == .truth(!decisive) } ? .truth(!decisive) : .unknown
    default: return .unknown
    }
  }

  private func compare(_ left: CheckValue, _ name: String, _ right: CheckValue) -> CheckValue {
    if left == .null || right == .null { return .null }
    let result: Bool? =
      switch name {
      case "=": left.equals(right)
      case "<>": left.equals(right).map { !$0 }
      case "<": left.isLess(than: right)
      case ">": right.isLess(than: left)
      case "<=": right.isLess(than: left).map { !$0 }
      case ">=": left.isLess(than: right).map { !$0 }
      case "~": matches(left, right)
      case "~~": isLike(left, right)
      case "!~": matches(left, right).map { !$0 }
      default: nil
      }
    return result.map(CheckValue.truth) ?? .unknown
  }

  /// Whether a text matches a pattern that means the same to Postgres and to Swift.
  private func matches(_ text: CheckValue, _ pattern: CheckValue) -> Bool? {
    guard case .text(let text) = text, case .text(let pattern) = pattern,
      !["[[", "(?", "\\"].contains(where: { pattern.contains($0) })
        || pattern.wholeMatch(of: #/(?:[^\\\[(]|\\[.dws\/-]|\[[^\[\]]+\]|\((?!\?))*/#) != nil,
      let regex = try? Regex(pattern)
    else { return nil }
    return text.firstMatch(of: regex) != nil
  }

  /// Whether a text is like a pattern in which only `%` stands for anything.
  private func isLike(_ text: CheckValue, _ pattern: CheckValue) -> Bool? {
    guard case .text(let text) = text, case .text(let pattern) = pattern,
      !pattern.contains(where: { "_\\".contains($0) })
    else { return nil }
    let parts = pattern.split(separator: "%", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return text == pattern
    }
    guard text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }

  private func call(_ node: SyntaxNode, _ arguments: [CheckValue]) -> CheckValue {
    let name = node.names("funcname").last
    if name == "num_nonnulls" || name == "num_nulls" {
      guard !arguments.contains(.unknown) else { return .unknown }
      let count = arguments.filter { ($0 == .null) == (name == "num_nulls") }.count
      return .number(Double(count))
    }
    if arguments.contains(.null) { return .null }
    switch (name, arguments.first, arguments.last) {
    case ("lower", .text(let text), _): return .text(text.lowercased())
    case ("upper", .text(let text), _): return .text(text.uppercased())
    case ("length", .text(let text), _), ("char_length", .text(let text), _):
      return .number(Double(text.unicodeScalars.count))
    case ("btrim", .text(let text), _) where arguments.count == 1:
      return text.first == " " || text.last == " " ? .unknown : .text(text)
    case ("jsonb_typeof", .json(let type), _), ("json_typeof", .json(let type), _):
      return .text(type)
    case ("isempty", .range, _): return .truth(false)
    case ("cardinality", .emptyArray, _): return .number(0)
    case ("array_length", .emptyArray, _): return .null
    case ("extract", .text("day"), .firstDay), ("date_part", .text("day"), .firstDay):
      return .number(1)
    default: return .unknown
    }
  }

  // MARK: Constants

  private static func constant(_ node: SyntaxNode) -> CheckValue {
    if node.flag("isnull") { return .null }
    if let text = node.node("sval") { return .text(text.text("sval") ?? "") }
    if let number = node.node("ival") { return .number(Double(number.number("ival") ?? 0)) }
    if let number = node.node("fval")?.text("fval").flatMap(Double.init) { return .number(number) }
    if let truth = node.node("boolval") { return .truth(truth.flag("boolval")) }
    return .unknown
  }

  private static func constants(in node: SyntaxNode) -> [CheckValue] {
    if node.kind == "A_Const" { return [constant(node)] }
    // Postgres' order of the fields is that of the text: left before right.
    return node.children.flatMap(constants)
  }
}
