import ConfigurationFile

/// What is generated for one database.
struct SchemaPlan {
  /// Where the schema comes from, for the first line of each file: `schema/admin`.
  let source: String
  /// Whether the database is the control plane.
  let isControlPlane: Bool
  /// How tenants are told apart, and the roles that they are told apart for; the data plane has both.
  let tenancy: (tenant: Configuration.Tenant, roles: Configuration.Roles)?
  /// The rows and repositories, sorted by the name of the relation.
  let entities: [EntityPlan]
  /// The composite types, sorted by name.
  let composites: [CompositePlan]
  /// The domains of columns, sorted by name.
  let domains: [DomainPlan]
  /// The enums, sorted by name.
  let enums: [EnumPlan]
  /// The functions, sorted by name.
  let routines: [RoutinePlan]
  /// The queries, by their files.
  let queries: [QueryGroupPlan]
}
