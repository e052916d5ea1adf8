import Catalog

/// Where row security keeps an index from a search, and what to say of it.
///
/// An operator that is not leakproof could tell of other tenants' rows, so Postgres applies it behind the policy, and
/// not in an index.
extension EntityPlan {
  /// What becomes of a search by columns, where the operators of one are not leakproof.
  ///
  /// - Parameters:
  ///   - properties: the columns.
  ///   - consequence: what the server does instead, as a part of a sentence.
  /// - Returns: a paragraph for the search's documentation, or none.
  func leakyNote(
    _ properties: [PropertyPlan],
    _ consequence: String = "no index finds them, and every row of the tenant is looked at"
  ) -> [String] {
    guard let property = properties.first(where: isLeaky) else { return [] }
    let type = code(property.column.type.sql)
    return [
      "Operators of \(type) are not leakproof, so that row security comes first: \(consequence)."
    ]
  }

  /// Indexes that row security keeps from every search.
  var leakySentences: [String] {
    guard scope.tenantColumn != nil else { return [] }
    return relation.indexes
      .filter { $0.method != "btree" && $0.terms.allSatisfy { $0.isLeaky == true } }
      .map { index in
        """
        No search of a tenant uses the index \(code(index.name)) (\(index.method)): its operators are not \
        leakproof, so that row security comes first.
        """
      }
  }

  private func isLeaky(_ property: PropertyPlan) -> Bool {
    guard scope.tenantColumn != nil else { return false }
    let terms = relation.indexes.filter { $0.method == "btree" }.flatMap(\.terms)
      .filter { $0.column == property.column.name }
    return !terms.isEmpty && terms.allSatisfy { $0.isLeaky == true }
  }
}
