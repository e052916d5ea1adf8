import Catalog
import ConfigurationFile

/// Demarc's own SQL, with the roles of a configuration in the place of psql-style variables:
/// `:"owner"` is an identifier, `:'owner'` a text.
enum SupportSQL {
  /// The roles of the data plane and their rights in the database.
  static func roles(_ roles: Configuration.Roles) -> String {
    text(PackageResources.roles_sql, roles)
  }

  /// The Postgres schema `demarc` and the ledger.
  static let ledger: String = String(decoding: PackageResources.ledger_sql, as: UTF8.self)

  /// What watches the tables of a database on a throw-away server.
  static let watch: String = String(decoding: PackageResources.watch_sql, as: UTF8.self)

  /// What makes a database a cluster of the data plane.
  static func cluster(_ roles: Configuration.Roles) -> String {
    text(PackageResources.cluster_sql, roles)
  }

  private static func text(_ resource: [UInt8], _ roles: Configuration.Roles) -> String {
    let values = [
      "owner": roles.owner, "application": roles.application, "fleet": roles.fleet,
      "replication": roles.replication,
    ]
    var sql = String(decoding: resource, as: UTF8.self)
    for (name, value) in values {
      sql = sql.replacing(":\"\(name)\"", with: quotedIdentifier(value))
        .replacing(":'\(name)'", with: "'\(value.replacing("'", with: "''"))'")
    }
    return sql
  }
}
