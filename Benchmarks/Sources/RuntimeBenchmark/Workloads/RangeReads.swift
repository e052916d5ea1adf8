import ControlItems
import Demarc
import PostgresDriver

/// A thousand rows that one statement reads.
enum RangeReads {
  static func run(_ seconds: Double) async throws -> Figures {
    let items = ControlItems.ItemRepository(AdminContext(try .control()))
    return try await Stopwatch.measure(seconds, callers: 1) { _ in
      let rows = try await items.find(where: .clientID(uuid(1)), limit: 1000)
      guard rows.count == 1000 else { throw MissingRow() }
    }
  }
}
