import ControlItems
import Demarc
import Logging
import PostgresDriver
import TenantItems

/// A hundred thousand rows that are added to an empty table at once.
enum Insertions {
  private static let count: UInt32 = 100_000

  /// Adds them through a generated repository of the control plane.
  static func control(_ seconds: Double) async throws -> Figures {
    let client = try client("insertions_control")
    let items = ControlItems.ItemRepository(AdminContext(client))
    let drafts = try (0..<count).map { number in
      let draft = try draft(number)
      return ControlItems.Item.Draft(
        clientID: uuid(1),
        id: draft.id.rawValue,
        name: draft.name,
        price: draft.price,
        quantity: draft.quantity,
        score: draft.score,
        active: draft.active,
        tags: draft.tags,
        attributes: draft.attributes,
        createdAt: draft.createdAt
      )
    }
    return try await measure(seconds, emptying: client) {
      try await items.insert(contentsOf: drafts)
    }
  }

  /// Adds them through a generated repository of a tenant.
  static func tenant(_ seconds: Double) async throws -> Figures {
    let stores = Stores(database: "insertions_data")
    let router = ClusterRouter(registry: stores, directory: stores)
    let context = try await router.context(for: AccountID(rawValue: uuid(1)))
    let items = TenantItems.ItemRepository(context)
    let drafts = try (0..<count).map(draft)
    return try await measure(seconds, emptying: try client("insertions_data")) {
      try await items.insert(contentsOf: drafts)
    }
  }

  /// Has the server read them from a file of its own, as a superuser.
  static func file(into database: String, _ seconds: Double) async throws -> Figures {
    let source = try client("control")
    let folder = try await source.execute(
      Statement("select current_setting('data_directory')", access: .read)
    ).one { row in try row.next(String.self) }
    let file = "'\(folder)/items.binary' (format binary)"
    _ = try await source.execute(Statement("copy items to \(file)", access: .write))
    await source.shutdown()
    let client = try client(database)
    return try await measure(seconds, emptying: client) {
      try await client.execute(Statement("copy items from \(file)", access: .write)).affectedRows
    }
  }

  /// The same row that the server's file has.
  private static func draft(_ number: UInt32) throws -> TenantItems.Item.Draft {
    guard let price = PostgresNumeric("\(number).25") else {
      throw MissingRow()
    }
    return TenantItems.Item.Draft(
      id: .init(uuid(number)),
      name: "item \(number)",
      price: price,
      quantity: Int64(number),
      score: Double(number) / 3,
      active: true,
      tags: ["one", "two", "three"],
      attributes: JSON(text: #"{"size": 42, "colour": "red"}"#),
      createdAt: Timestamp(microsecondsSince2000: 0)
    )
  }

  private static func client(_ database: String) throws -> PostgresClient {
    PostgresClient(
      try PostgresConfiguration("dbname=\(database)"),
      logger: Logger(label: "benchmark")
    )
  }

  /// Repeats an insertion for a time; the clock stands while the table is emptied.
  private static func measure(
    _ seconds: Double,
    emptying client: PostgresClient,
    _ insert: () async throws -> Int
  ) async throws -> Figures {
    var times: [Duration] = []
    let startCPU = Stopwatch.cpuTime()
    repeat {
      _ = try await client.execute(Statement("truncate items", access: .write))
      let start = ContinuousClock.now
      guard try await insert() == Int(count) else { throw MissingRow() }
      times.append(ContinuousClock.now - start)
    } while times.reduce(.zero, +) < .seconds(seconds)
    let rows = Double(times.count) * Double(count)
    return Figures([
      .rate: rows / (times.reduce(.zero, +) / .seconds(1)),
      .latency: times.sorted()[times.count / 2] / .microseconds(1) / Double(count),
      .cpu: (Stopwatch.cpuTime() - startCPU) / .microseconds(1) / rows,
    ])
  }
}
