import PostgresDriver
import TenantItems

/// Rows of 10 columns that become structs once they are here, `numeric`, `jsonb` and `text[]` among them.
enum Decoding {
  static func run(_ seconds: Double) async throws -> Figures {
    let client = try PostgresClient.control()
    let result = try await client.execute(
      Statement(
        """
        select id, name, price, quantity, score, note, active, tags, attributes, created_at
        from items order by client_id, id limit 1000
        """,
        access: .read
      )
    )
    let figures = try await Stopwatch.measure(seconds, operations: result.count) {
      try result.map { row in try TenantItems.Item(row: &row) }
    }
    await client.shutdown()
    return figures
  }
}
