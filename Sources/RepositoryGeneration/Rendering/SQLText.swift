import Catalog

extension EntityPlan {
  /// The relation as SQL.
  var table: String { relation.name.sql }

  /// `select …` and `from …`, wrapped, one line each element.
  var selectLines: [String] { wrappedList("select", columnList) + ["from \(table)"] }

  /// `returning …`, wrapped.
  var returningLines: [String] { wrappedList("returning", columnList) }

  /// The columns in the order in which a row is decoded.
  var columnList: [String] { properties.map(\.selectSQL) }

  /// The conditions that bind a statement to its tenant: `client_id = $1`; none in the control plane.
  var tenantConditions: [String] {
    scope.tenantColumn.map { ["\(quotedIdentifier($0)) = $1"] } ?? []
  }

  /// The condition that a row is not marked as deleted; none where rows are not marked.
  var liveConditions: [String] { deletion.map { ["\($0.sql) is null"] } ?? [] }

  /// The conditions of every search: the tenant's, and that rows are not marked as deleted.
  var searchConditions: [String] { tenantConditions + liveConditions }

  /// Conditions that columns equal parameters, which follow the tenant's.
  func conditions(equal properties: [PropertyPlan]) -> [String] {
    let first = tenantConditions.count + 1
    return tenantConditions
      + properties.enumerated().map { position, property in
        "\(property.sql) = $\(first + position)\(property.castSQL.map { "::" + $0 } ?? "")"
      }
  }

  /// `where a and b`, wrapped, or nothing.
  func whereLines(_ conditions: [String]) -> [String] {
    guard !conditions.isEmpty else { return [] }
    let line = "where " + conditions.joined(separator: " and ")
    guard line.columns > 90 else { return [line] }
    return ["where \(conditions[0])"] + conditions.dropFirst().map { "  and \($0)" }
  }
}

/// A keyword with a list behind it, on as many lines as it needs.
package func wrappedList(_ keyword: String, _ items: [String]) -> [String] {
  let words = items.enumerated().map { position, item in
    position == items.count - 1 ? item : item + ","
  }
  let line = ([keyword] + words).joined(separator: " ")
  if line.columns <= 88 { return [line] }
  return [keyword] + wrapped(words: words, width: 86).map { "  " + $0 }
}

extension TypeReference {
  /// The named type without a length.
  ///
  /// As words of SQL, `bit` and `char` are types of length 1, to which a cast cuts off what is longer.
  var unlimitedSQL: String {
    guard name.schema == "pg_catalog" else { return name.sql }
    return ["bit", "char"].contains(name.name) ? "\"\(name.name)\"" : name.name
  }

  /// The SQL type of an array of this type, or nil where it is an array itself.
  var arraySQL: String? {
    guard !isArray else { return nil }
    return "\(unlimitedSQL)[]"
  }
}
