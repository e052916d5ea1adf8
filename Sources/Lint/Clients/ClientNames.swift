package import ConfigurationFile

/// The types, injected names and functions by which a project reaches a database.
package struct ClientNames: Sendable {
  /// Types that hold a connection, or stand for one tenant or one plane.
  package let types: Set<String>
  /// Names under which clients are injected.
  package let names: Set<String>
  /// Functions that make clients.
  package let factories: Set<String>

  /// Joins what a configuration names with what is built in.
  package init(_ configuration: Configuration.Lint) {
    types = Self.runtimeTypes.union(Self.driverTypes).union(configuration.clientTypes)
    names = Set(configuration.clientNames)
    factories = Set(configuration.clientFactories)
  }

  /// Demarc's own contexts: each belongs to one request.
  private static let runtimeTypes: Set<String> = [
    "AdminContext", "ClusterContext", "FleetContext",
  ]

  /// Clients, pools and connections of the well-known drivers.
  ///
  /// Embedded databases are left out: their
  /// file belongs to one process, not to one cluster.
  private static let driverTypes: Set<String> = [
    "PostgresClient", "PostgresConnection", "PostgresConnectionPool", "PostgresDatabase",
    "PostgresConnectionSource", "EventLoopGroupConnectionPool", "PGPool", "PGConnection",
    "SupabaseClient", "PostgrestClient", "MySQLConnection", "MySQLConnectionSource",
    "MySQLDatabase",
    "PostgresClientKit",
  ]
}
