import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver

/// How long it takes to decode a row of 10 columns into a struct, appended to an array, once it is here.
@main
enum DecodeBenchmark {
  private static let rowCount = 1000
  private static let rounds = 500

  static func main() async throws {
    let server = try await EphemeralPostgres.start()
    do {
      try await measure(on: server.connectionString(database: "postgres"))
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  private static func measure(on connectionString: String) async throws {
    let client = PostgresClient(
      try PostgresConfiguration(connectionString),
      logger: Logger(label: "benchmark")
    )
    let plain = try await client.execute(Statement(query(PlainRow.columns), access: .read))
    try time("plain columns", plain) { try PlainRow(row: &$0) }
    let rich = try await client.execute(Statement(query(RichRow.columns), access: .read))
    try time("with numeric, text[], jsonb", rich) { try RichRow(row: &$0) }
    await client.shutdown()
  }

  private static func query(_ columns: String) -> String {
    "select \(columns) from generate_series(1, \(rowCount)) as i"
  }

  private static func time<Row>(
    _ name: String,
    _ result: PostgresResult,
    _ decode: (inout RowReader) throws -> Row
  ) throws {
    let clock = ContinuousClock()
    let times = try (0..<rounds).map { _ in
      let start = clock.now
      let rows = try result.map(decode)
      // The rows are freed after the clock was read.
      return withExtendedLifetime(rows) { (clock.now - start) / rowCount }
    }.sorted()
    let (best, median) = (times[0], times[rounds / 2])
    print("\(name): \(nanoseconds(median)) ns/row, at best \(nanoseconds(best))")
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    duration.components.attoseconds / 1_000_000_000
  }
}

/// Columns whose values stand in the row's own memory, or nearly.
private struct PlainRow {
  static let columns = """
    gen_random_uuid(), gen_random_uuid(), 'name ' || i, i::int4, i::int8, true, now(), current_date,
    1.5::float8, case when i % 2 = 0 then 'note' end
    """

  let id: UUID
  let parent: UUID?
  let name: String
  let number: Int32
  let size: Int64
  let isOpen: Bool
  let createdAt: Timestamp
  let day: CalendarDate
  let ratio: Double
  let note: String?

  init(row: inout RowReader) throws {
    id = try row.next()
    parent = try row.next()
    name = try row.next()
    number = try row.next()
    size = try row.next()
    isOpen = try row.next()
    createdAt = try row.next()
    day = try row.next()
    ratio = try row.next()
    note = try row.next()
  }
}

/// Columns some of which need memory of their own.
private struct RichRow {
  static let columns = """
    gen_random_uuid(), gen_random_uuid(), 'name ' || i, i::int4, i::int8, true, now(),
    (i + 0.25)::numeric(12, 2), array['a', 'bb', 'ccc'],
    '{"a": 1, "b": [1, 2, 3], "c": "text of it"}'::jsonb
    """

  let id: UUID
  let parent: UUID?
  let name: String
  let number: Int32
  let size: Int64
  let isOpen: Bool
  let createdAt: Timestamp
  let total: PostgresNumeric
  let tags: [String?]
  let document: JSON

  init(row: inout RowReader) throws {
    id = try row.next()
    parent = try row.next()
    name = try row.next()
    number = try row.next()
    size = try row.next()
    isOpen = try row.next()
    createdAt = try row.next()
    total = try row.next()
    tags = try row.next()
    document = try row.next()
  }
}
