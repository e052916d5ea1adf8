import Catalog
import ConfigurationFile
import PostgresDriver

// What Demarc itself needs in a database.
extension Migrator {
  /// Installs or completes Demarc's own schema and roles.
  func installSupport(on connection: PostgresConnection) async throws {
    do {
      if let roles = database.roles {
        try await connection.executeScript(SupportSQL.roles(roles))
        try await asOwner("\(SupportSQL.ledger)\n\(SupportSQL.cluster(roles))", on: connection)
      } else {
        try await connection.executeScript(SupportSQL.ledger)
      }
    } catch let error as PostgresError where error.code == .server && !error.isShutdown {
      throw MigrationError(
        """
        Demarc's own schema cannot be installed in \(client.configuration): \(error). Migrate as a role \
        that may create roles and schemas.
        """
      )
    }
    if let cluster { try await identify(as: cluster, on: connection) }
  }

  /// Tells the database which cluster it is, once.
  private func identify(as cluster: String, on connection: PostgresConnection) async throws {
    let found = try await connection.execute(
      Statement(
        """
        with made as (
          insert into demarc.cluster_identity (cluster_id) values ($1)
          on conflict do nothing
          returning cluster_id
        )
        select cluster_id from made union all select cluster_id from demarc.cluster_identity limit 1
        """,
        Parameters(cluster),
        access: .write
      )
    ).one { row in try row.next(String.self) }
    guard found == cluster else {
      throw MigrationError(
        """
        \(client.configuration) is the cluster '\(found)', and was to be migrated as '\(cluster)'; \
        nothing was changed. Correct the URL or the cluster's name: a database keeps its identity.
        """
      )
    }
  }

  private func asOwner(_ script: String, on connection: PostgresConnection) async throws {
    try await connection.inTransaction {
      try await setOwner(on: connection)
      try await connection.executeScript(script)
    }
  }
}

extension PostgresError {
  /// Whether the server, rather than its answer to a statement, ended the connection.
  fileprivate var isShutdown: Bool { sqlState?.errorClass == "57" }
}
