import Catalog

extension EntityPlan {
  /// The relation as SQL.
  var table: String { relation.name.sql }

  /// `select …` and `from …`, wrapped, one line each element.
  var selectLines: [String] { wrappedList("select", columnList) + ["from \(table)"] }

  /// `returning …`, wrapped.
  var returningLines: [String] { wrappedList("returning", columnList) }

  /// The columns in the order in which a row is decoded.
  var columnList: [String] { properties.map(\.sql) }

  /// The conditions that bind a statement to its tenant: `client_id = $1`; none in the control plane.
  var tenantConditions: [String] {
    scope.tenantColumn.map { ["\(quotedIdentifier($0)) = $1"] } ?? []
  }

  /// The tenant's parameter, which is `$1` of every statement of a tenant relation.
  var tenantParameters: [String] { scope.tenantColumn == nil ? [] : ["tenant"] }

  /// Conditions that columns equal parameters, which follow the tenant's.
  func conditions(equal columns: [String]) -> [String] {
    let first = tenantConditions.count + 1
    return tenantConditions
      + columns.enumerated().map { position, column in "\(column) = $\(first + position)" }
  }

  /// `where a and b`, wrapped, or nothing.
  func whereLines(_ conditions: [String]) -> [String] {
    guard !conditions.isEmpty else { return [] }
    let line = "where " + conditions.joined(separator: " and ")
    guard line.count > 90 else { return [line] }
    return ["where \(conditions[0])"] + conditions.dropFirst().map { "  and \($0)" }
  }
}

/// A keyword with a list behind it, on as many lines as it needs.
func wrappedList(_ keyword: String, _ items: [String]) -> [String] {
  let words = items.enumerated().map { position, item in
    position == items.count - 1 ? item : item + ","
  }
  let line = ([keyword] + words).joined(separator: " ")
  if line.count <= 88 { return [line] }
  return [keyword] + wrappedItems(words, width: 86).map { "  " + $0 }
}

/// Like `wrapped(words:width:)`, but an item may hold blanks.
private func wrappedItems(_ items: [String], width: Int) -> [String] {
  wrapped(words: items, width: width)
}
