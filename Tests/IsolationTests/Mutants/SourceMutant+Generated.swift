/// Statements of the generated repositories that have lost their tenant.
///
/// Each is killed by the attack with row security off: the predicate alone must keep tenants apart.
extension SourceMutant {
  static let generatedCode: [SourceMutant] = reads + writes + otherKeys + versions

  private static func mutant(
    _ name: String,
    in repository: String,
    of relation: String,
    within declaration: String,
    as weave: Weave = .literal,
    _ text: String,
    _ mutated: String
  ) -> SourceMutant {
    let folder = repository.replacing("Repository", with: "")
    return SourceMutant(
      name,
      in: Place(
        layer: .generatedCode,
        file: "generated/BackendData/\(folder)/\(repository).swift"
      ),
      within: declaration,
      as: weave,
      text,
      mutated,
      killer: .attack("row security off", on: relation)
    )
  }

  private static func product(
    _ name: String,
    within declaration: String,
    as weave: Weave = .literal,
    _ text: String,
    _ mutated: String
  ) -> SourceMutant {
    mutant(
      name,
      in: "ProductRepository",
      of: "products",
      within: declaration,
      as: weave,
      text,
      mutated
    )
  }

  private static let key = "where client_id = $1 and id = $2"
  private static let tenant = "where client_id = $1"
  private static let anyTenant = "where $1::uuid is not null"

  private static let reads: [SourceMutant] = [
    product(
      "find by key without the tenant",
      within: "public func find(_ id:",
      key,
      "where id = $2"
    ),
    product(
      "find by key compares another column with the tenant",
      within: "public func find(_ id:",
      key,
      "where coalesce(option_set_id, $1) = $1 and id = $2"
    ),
    product(
      "find by key compares the tenant or the key",
      within: "public func find(_ id:",
      key,
      "where client_id = $1 or id = $2"
    ),
    product(
      "find by keys without the tenant",
      within: "public func find(_ ids:",
      "where client_id = $1 and id = any",
      "where id = any"
    ),
    product(
      "find by a unique key without the tenant",
      within: "public func find(bySlug",
      "where client_id = $1 and slug = $2",
      "where slug = $2"
    ),
    product(
      "find many without the tenant",
      within: "by ordering: Ordering<Product> = .id(),\n    limit: Int",
      tenant,
      anyTenant
    ),
    product("page without the tenant", within: "public func page(", tenant, anyTenant),
    product("a stream without the tenant", within: "public func withRows<", tenant, anyTenant),
    product("count without the tenant", within: "public func count(", tenant, anyTenant),
    product("exists without the tenant", within: "public func exists(", key, "where id = $2"),
  ]

  private static let writes: [SourceMutant] = [
    product("update without the tenant", within: "public func update(", key, "where id = $2"),
    product("delete without the tenant", within: "public func delete(", key, "where id = $2"),
    product(
      "insert gives its tenant to another column",
      within: "public func insert(_ draft:",
      as: .expression,
      #"["client_id"]"#,
      #"["option_set_id"]"#
    ),
    product(
      "insert many gives its tenant to another column",
      within: "public func insert(contentsOf",
      as: .expression,
      #"["client_id"]"#,
      #"["option_set_id"]"#
    ),
    product(
      "upsert meets a key without the tenant",
      within: "public func upsert(",
      as: .expression,
      "key.columns",
      #"key.columns.filter { $0 != "client_id" }"#
    ),
  ]

  /// A root, a relation with one row for each tenant, and one with a key of several columns.
  private static let otherKeys: [SourceMutant] = [
    mutant(
      "the root is found without the tenant",
      in: "ClientRepository",
      of: "clients",
      within: "public func find()",
      "where id = $1",
      anyTenant
    ),
    mutant(
      "the root is updated without the tenant",
      in: "ClientRepository",
      of: "clients",
      within: "public func update(",
      "where id = $1",
      anyTenant
    ),
    mutant(
      "the root is deleted without the tenant",
      in: "ClientRepository",
      of: "clients",
      within: "public func delete()",
      "where id = $1",
      anyTenant
    ),
    mutant(
      "a single row is updated without the tenant",
      in: "ContactInfoRepository",
      of: "contact_info",
      within: "public func update(",
      tenant,
      anyTenant
    ),
    mutant(
      "a composite key is found without the tenant",
      in: "FavoriteRepository",
      of: "favorites",
      within: "public func find(_ id:",
      "where client_id = $1 and user_id = $2",
      "where user_id = $2"
    ),
    mutant(
      "a composite key is deleted without the tenant",
      in: "FavoriteRepository",
      of: "favorites",
      within: "public func delete(",
      "where client_id = $1 and user_id = $2",
      "where user_id = $2"
    ),
  ]
}

extension SourceMutant {
  private static func page(
    _ name: String,
    within declaration: String,
    _ text: String,
    _ mutated: String
  ) -> SourceMutant {
    mutant(
      name,
      in: "PageRowRepository",
      of: "pages",
      within: declaration,
      text,
      mutated
    )
  }

  /// A relation whose rows count their changes and are marked as deleted.
  fileprivate static let versions: [SourceMutant] = [
    page(
      "a deleted row is found without the tenant",
      within: "public func findIncludingDeleted(",
      key,
      "where id = $2"
    ),
    page(
      "an update of a version tells of another tenant's row",
      within: "expecting version: Int64",
      "\(key) and deleted_at",
      "where id = $2 and deleted_at"
    ),
    page(
      "an update of a version changes every tenant's rows",
      within: "expecting version: Int64",
      "\(key) and (select",
      "where client_id is not null and (select"
    ),
    page("a row is marked without the tenant", within: "public func delete(", key, "where id = $2"),
    page(
      "a row is restored without the tenant",
      within: "public func restore(",
      key,
      "where id = $2"
    ),
    page("a row is purged without the tenant", within: "public func purge(", key, "where id = $2"),
  ]
}

extension SourceMutant.Killer {
  /// The attack on a relation under one circumstance.
  static func attack(_ circumstance: String, on relation: String = "products") -> Self {
    Self(
      "IsolationTests.AttackTests",
      "every method gives the tenant its own rows or refuses, and meets no other's",
      only: [circumstance, relation]
    )
  }

  /// The guardians of one broken schema.
  static func schema(_ mutant: String) -> Self {
    Self(
      "IsolationTests.SchemaMutantTests",
      "a schema that is broken in one way is noticed by those who should",
      only: [mutant]
    )
  }
}
