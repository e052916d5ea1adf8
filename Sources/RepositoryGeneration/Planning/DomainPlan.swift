import Catalog

/// What is generated for a domain.
struct DomainPlan {
  /// The domain in the database.
  let domain: DomainType
  /// What stands below it, and below that, where it is a domain too.
  let others: [DomainType]
  /// The name of the Swift type.
  let typeName: String
  /// The Swift type of what stands below.
  let rawType: String
}
