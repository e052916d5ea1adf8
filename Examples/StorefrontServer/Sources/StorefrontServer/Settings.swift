import PostgresDriver

/// What the environment says.
struct Settings: Sendable {
  let admin: PostgresConfiguration
  /// Decrypts the credentials of the clusters.
  let clusterKey: Secret<String>
  /// Who shows it may change what a store offers.
  let token: Secret<String>
  let port: Int
  /// The domain below which each store has its slug; a store may have a domain of its own as well.
  let domain: String
  /// Whether handlers run on the loop of the database connections.
  let hasLoopAffinity: Bool

  init(_ environment: [String: String]) throws {
    func required(_ name: String) throws -> String {
      guard let value = environment[name], !value.isEmpty else { throw MissingSetting(name: name) }
      return value
    }
    admin = try PostgresConfiguration(required("ADMIN_DATABASE_URL"))
    clusterKey = Secret(try required("NOVAVISION_CLUSTER_KEY"))
    token = Secret(try required("STOREFRONT_TOKEN"))
    port = environment["PORT"].flatMap(Int.init) ?? 8080
    domain = environment["STOREFRONT_DOMAIN"] ?? "stores.localhost"
    hasLoopAffinity = environment["STOREFRONT_AFFINITY"] != "off"
  }
}

/// A variable that the server cannot do without.
struct MissingSetting: Error, CustomStringConvertible {
  let name: String

  var description: String { "error: \(name) is not set. Set it in the server's environment." }
}
