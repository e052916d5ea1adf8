import ControlItems
import Demarc
import Logging
import PostgresDriver
import TenantItems

/// Rows that are read by key through generated repositories.
enum PointReads {
  /// Reads where the statement's predicate is the only layer: from a table of the control plane.
  static func predicate(callers: Int, _ seconds: Double) async throws -> Figures {
    let items = ControlItems.ItemRepository(AdminContext(try .control()))
    return try await Stopwatch.measure(seconds, callers: callers) { number in
      let id = ControlItems.Item.ID(clientID: uuid(1), id: uuid(number))
      guard try await items.find(id) != nil else { throw MissingRow() }
    }
  }

  /// Reads behind the tenant's fence and row security.
  static func layers(callers: Int, _ seconds: Double) async throws -> Figures {
    let items = try await tenantItems()
    return try await Stopwatch.measure(seconds, callers: callers) { number in
      try await read(items, number)
    }
  }

  /// The items of the tenant that has some.
  static func tenantItems() async throws -> TenantItems.ItemRepository {
    let router = ClusterRouter(registry: Stores(), directory: Stores())
    return TenantItems.ItemRepository(try await router.context(for: AccountID(rawValue: uuid(1))))
  }

  /// Reads one row.
  static func read(_ items: TenantItems.ItemRepository, _ number: UInt32) async throws {
    guard try await items.find(TenantItems.Item.ID(uuid(number))) != nil else { throw MissingRow() }
  }
}

/// A row that the benchmark put there and did not find.
struct MissingRow: Error {}

extension PostgresClient {
  /// A client of the control plane, where libpq's environment says that it is.
  static func control() throws -> PostgresClient {
    PostgresClient(
      try PostgresConfiguration("dbname=control"),
      logger: Logger(label: "benchmark")
    )
  }
}
