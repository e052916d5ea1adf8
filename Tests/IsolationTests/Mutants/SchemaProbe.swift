import Demarc
import PostgresDriver
import TestClusters
import TestServers

/// What the schema promises the application's role, tried out with statements that no generated code sends.
struct SchemaProbe: Sendable {
  /// A promise that did not hold.
  struct Finding: Sendable, CustomStringConvertible {
    let description: String
  }

  /// Reaches the cluster, over one lane that was not used before.
  let client: PostgresClient
  let own: ClusterContext
  let other: ClusterContext
  /// Counts products in some other way.
  let leak: String?

  /// The promises that do not hold.
  func findings() async throws -> [Finding] {
    var findings: [Finding] = []
    // First of all, for a connection that had a tenant answers otherwise.
    if await succeeds("select count(*) from products", as: nil) {
      findings.append(Finding(description: "no tenant is no error"))
    }
    for (name, sql) in forbidden where await succeeds(sql, as: own) {
      findings.append(Finding(description: name))
    }
    for (name, sql) in counts where try await count(sql) > 0 {
      findings.append(Finding(description: name))
    }
    for (name, sql) in allowed where await !succeeds(sql, as: own) {
      findings.append(Finding(description: name))
    }
    return findings
  }

  private var forbidden: [(String, String)] {
    [
      (
        "a row of another tenant can be inserted",
        """
        insert into products (client_id, name, slug, price, currency)
        values ('\(other.tenantID)', 'x', 'x', 1, 'ARS')
        """
      ),
      (
        "a row can refer to another tenant's",
        """
        insert into order_items
          (client_id, order_id, quantity, total, unit_price, currency, product_name)
        values ('\(own.tenantID)', '\(Self.foreignOrder)', 1, 1, 1, 'ARS', 'x')
        """
      ),
      ("a fence can be forged", "update demarc.tenant_fence set epoch = epoch"),
      ("a table can be emptied", "truncate banners"),
      ("row security can be left by becoming another", "set role demarc_replication"),
      ("a global table can be written", "delete from mp_fee_table"),
    ]
  }

  private var allowed: [(String, String)] {
    [
      (
        "a tenant meets the key of another",
        """
        insert into products (client_id, name, slug, price, currency)
        values ('\(own.tenantID)', 'x', '\(Self.sharedSlug)', 1, 'ARS')
        """
      )
    ]
  }

  private var counts: [(String, String)] {
    [
      (
        "another tenant's rows can be read",
        "select count(*) from products where client_id <> '\(own.tenantID)'"
      )
    ]
      + (leak.map { [("another tenant's rows leak", "select (\($0)) - count(*) from products")] }
        ?? [])
  }

  private func count(_ sql: String) async throws -> Int64 {
    try await client.value(sql, after: .forging(own.tenantID))
  }

  private func succeeds(_ sql: String, as tenant: ClusterContext?) async -> Bool {
    do {
      try await client.run(sql, after: tenant.map { .forging($0.tenantID) })
      return true
    } catch {
      return false
    }
  }

  // MARK: Rows

  private static let foreignOrder = "0f000000-0000-4000-8000-000000000001"
  private static let sharedSlug = "mate"

  /// Gives the other tenant the rows that the probes are after.
  static func prepare(_ superuser: PostgresClient, other: ClusterContext) async throws {
    try await superuser.run(
      "insert into orders (client_id, id, total, currency) values ($1, '\(foreignOrder)', 1, 'ARS')",
      Parameters(other.tenantID)
    )
    try await superuser.run(
      """
      insert into products (client_id, name, slug, price, currency)
      values ($1, 'x', '\(sharedSlug)', 1, 'ARS')
      """,
      Parameters(other.tenantID)
    )
  }
}
