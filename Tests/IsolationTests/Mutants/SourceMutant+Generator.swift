/// A generator that writes statements without their tenant, or accepts a schema that mixes tenants.
extension SourceMutant {
  private static func mutant(
    _ name: String,
    in file: String,
    within declaration: String? = nil,
    as weave: Weave = .expression,
    _ text: String,
    _ mutated: String,
    killer: Killer = bound
  ) -> SourceMutant {
    SourceMutant(
      name,
      in: Place(layer: .generator, file: "Sources/RepositoryGeneration/\(file).swift"),
      within: declaration,
      as: weave,
      text,
      mutated,
      killer: killer
    )
  }

  private static let bound = Killer(
    "IsolationTests.GeneratedStatementsTests",
    "what the generator writes now is bound to the tenant"
  )
  private static let reading = "Rendering/RepositoryFile+Reading"
  private static let writing = "Rendering/RepositoryFile+Writing"

  static let generator: [SourceMutant] = [
    mutant(
      "no statement has a predicate on the tenant",
      in: "Rendering/SQLText",
      within: "var tenantConditions",
      #"scope.tenantColumn.map { ["\(quotedIdentifier($0)) = $1"] } ?? []"#,
      "[String]()"
    ),
    mutant(
      "every predicate compares the key with the tenant",
      in: "Rendering/SQLText",
      within: "var tenantConditions",
      #"scope.tenantColumn.map { ["\(quotedIdentifier($0)) = $1"] } ?? []"#,
      #"["id = $1"]"#
    ),
    mutant(
      "statements by key forget the tenant",
      in: "Rendering/RepositoryFile",
      "conditions(equal: keyProperties)",
      "Array(conditions(equal: keyProperties).dropFirst())"
    ),
    mutant(
      "statements by a unique key forget the tenant",
      in: reading,
      "conditions(equal: key.properties)",
      "Array(conditions(equal: key.properties).dropFirst())"
    ),
    mutant(
      "find by keys forgets the tenant",
      in: reading,
      within: "private var findByIdentities",
      #"tenantConditions + ["\(property.sql) = any($\(position)::\(type))"]"#,
      #"["\(property.sql) = any($\(position)::\(type))"]"#
    ),
    mutant(
      "find by references forgets the tenant",
      in: reading,
      within: "private var findByReferences",
      #"tenantConditions + ["\(property.sql) = any($\(position)::\(type))"]"#,
      #"["\(property.sql) = any($\(position)::\(type))"]"#
    ),
    mutant(
      "exists forgets the tenant",
      in: reading,
      within: "private var exists",
      "whereLines(keyConditions + liveConditions)",
      "whereLines(Array(keyConditions.dropFirst()) + liveConditions)"
    ),
    mutant(
      "searches forget the tenant",
      in: reading,
      within: "private func builder(",
      "whereLines(searchConditions)",
      "whereLines(liveConditions)"
    ),
    mutant(
      "update forgets the tenant",
      in: writing,
      within: "private var update:",
      "whereLines(keyConditions + liveConditions)",
      "whereLines(Array(keyConditions.dropFirst()) + liveConditions)"
    ),
    mutant(
      "delete forgets the tenant",
      in: writing,
      within: "private var removal",
      "whereLines(keyConditions)",
      "whereLines(Array(keyConditions.dropFirst()))"
    ),
    mutant(
      "upsert meets rows of any tenant",
      in: writing,
      within: "private var upsert",
      #"scope.tenantColumn.map { ["where target.\(quotedIdentifier($0)) = $1"] } ?? []"#,
      "[String]()"
    ),
    mutant(
      "insert names no tenant",
      in: writing,
      within: "private var insert:",
      "contextColumnList",
      #""""#
    ),
    mutant(
      "insert takes the tenant from the draft",
      in: "Rendering/ChangesFile",
      within: "var contextColumns",
      #"[(quotedIdentifier(column), "tenant")]"#,
      #"[(quotedIdentifier(column), "draft.clientID")]"#
    ),
    mutant(
      "a repository of tenants takes the context of the control plane",
      in: "Rendering/RepositoryFile",
      within: "private let tenant: TenantID\n\n        /// Works",
      as: .literal,
      "public init(_ context: ClusterContext) {",
      "public init(_ context: AdminContext) {",
      killer: Killer(
        "IsolationTests.GeneratedStatementsTests",
        "a tenant's repository takes a context of its cluster, and no tenant from its caller"
      )
    ),
    mutant(
      "a draft holds the tenant",
      in: "Rendering/ChangesFile",
      within: "var draftProperties",
      "Set(contextColumns.map(\\.column) + kept.map(\\.sql))",
      "Set(kept.map(\\.sql))",
      killer: Killer(
        "IsolationTests.GeneratedStatementsTests",
        "a tenant's repository takes a context of its cluster, and no tenant from its caller"
      )
    ),
    mutant(
      "a patch holds the tenant",
      in: "Rendering/ChangesFile",
      within: "var patchProperties",
      "Set(contextColumns.map(\\.column) + (keyProperties + kept).map(\\.sql))",
      "Set((keyProperties + kept).map(\\.sql))",
      killer: Killer(
        "IsolationTests.GeneratedStatementsTests",
        "a tenant's repository takes a context of its cluster, and no tenant from its caller"
      )
    ),
    mutant(
      "a global relation can be written",
      in: "Planning/EntityPlan",
      "scope != .global && relation.isTable",
      "true",
      killer: Killer("IsolationTests.GeneratedStatementsTests", "a global relation is only read")
    ),
  ]

  private static let rules = "Planning/TenantRules"

  static let generatorRules: [SourceMutant] = [
    mutant(
      "the rule of row security is skipped",
      in: rules,
      "relation.rowSecurity != .forced",
      "false",
      killer: .schema("row security not forced")
    ),
    mutant(
      "the rule of policies is skipped",
      in: rules,
      as: .statement,
      "    checkPolicies(relation, column: column, &problems)",
      "",
      killer: .schema("permissive policy using (true)")
    ),
    mutant(
      "a policy's check is not compared",
      in: rules,
      "policy.command == \"all\" && policy.using == expression && policy.withCheck == expression",
      "policy.command == \"all\" && policy.using == expression",
      killer: .schema("with check (true)")
    ),
    mutant(
      "foreign policies are accepted",
      in: rules,
      "!foreign.isEmpty",
      "false",
      killer: .schema("another policy for everybody")
    ),
    mutant(
      "the rule of keys is skipped",
      in: rules,
      as: .statement,
      "    checkKeys(relation, column: column, &problems)",
      "",
      killer: .schema("primary key without the tenant")
    ),
    mutant(
      "the rule of foreign keys is skipped",
      in: rules,
      as: .statement,
      "    checkForeignKeys(relation, column: column, &problems)",
      "",
      killer: .schema("foreign key to another tenant's root")
    ),
    mutant(
      "a table that nobody classified is left out",
      in: "Planning/Classification",
      as: .statement,
      "unclassified.append(relation.name)",
      "",
      killer: .schema("a table without the tenant")
    ),
    mutant(
      "a view with its owner's rights is generated",
      in: "Planning/TenantRules+Views",
      "relation.view?.isSecurityInvoker != true",
      "false",
      killer: .schema("view over a tenant's table")
    ),
    mutant(
      "what a view reads is not looked at",
      in: "Planning/TenantRules+Views",
      "scopes[source]?.tenantColumn != nil",
      "false",
      killer: .schema("materialised view over a tenant's table")
    ),
    mutant(
      "a definer function is generated",
      in: "Planning/SchemaPlanner+Routine",
      "routine.isSecurityDefiner && database.plane == .data",
      "false",
      killer: .schema("definer function over a tenant's table")
    ),
  ]
}
