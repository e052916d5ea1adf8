import Foundation
import PostgresDriver
import SQLLanguage
import Testing

/// What is proven is true, on a real server without row security: statements at random give a tenant the same whatever
/// its neighbour has, and never touch the neighbour's rows.
struct NonInterferenceTests {
  private static let isLong = ProcessInfo.processInfo.environment["DEMARC_LONG_TESTS"] != nil

  @Test(arguments: isLong ? Array(1...40) : [1, 2])
  func `a proven statement neither sees nor touches a neighbour's rows`(seed: UInt64) async throws {
    var statements = RandomStatement(seed: seed)
    var counts = (proven: 0, interfering: 0)
    try await World.withTwo { first, second in
      let neighbours = (try await first.neighbourRows(), try await second.neighbourRows())
      for _ in 0..<500 {
        let (sql, isWrite) = statements.statement()
        let isProven = Self.isProven(sql)
        guard let one = try await first.outcome(of: sql, isWrite: isWrite),
          let other = try await second.outcome(of: sql, isWrite: isWrite)
        else { continue }
        let isSame =
          one.rows == other.rows && one.own == other.own
          && (!isWrite || (one.foreign, other.foreign) == neighbours)
        if isProven { counts.proven += 1 }
        if !isSame { counts.interfering += 1 }
        #expect(isSame || !isProven, "seed \(seed): \(sql)")
      }
    }
    // Otherwise the statements would show nothing.
    #expect(counts.proven > 50 && counts.interfering > 50, "\(counts)")
  }

  private static func isProven(_ sql: String) -> Bool {
    do throws(SQLRefusal) {
      _ = try StatementAnalysis.of(sql, in: World.schema, tenantParameter: 1)
      return true
    } catch {
      return false
    }
  }
}
