import PostgresDriver
import TestServers
import Testing

/// What callers were told of their writes and reads while something went wrong.
actor Ledger {
  private(set) var acknowledged: Set<Int64> = []
  /// The outcome was reported as unknown: a lost connection, or a cancelled caller.
  private(set) var unknown: Set<Int64> = []
  private(set) var refused: [any Error] = []
  private(set) var swapped = 0
  private(set) var reads = 0
  private var nextWrite: Int64 = 0

  /// Makes the table of the writes.
  ///
  /// Without a key, so that a write done twice shows.
  static func createTable(_ client: PostgresClient) async throws {
    try await client.run("create table write (id bigint not null)")
  }

  /// Writes a row of its own, and notes what came of it.
  func write(_ client: PostgresClient) async {
    nextWrite += 1
    let identifier = nextWrite
    do {
      try await client.run("insert into write values ($1)", Parameters(identifier))
      acknowledged.insert(identifier)
    } catch let error as PostgresError where error.code == .connectionLost {
      unknown.insert(identifier)
    } catch is CancellationError {
      unknown.insert(identifier)
    } catch {
      refused.append(error)
    }
  }

  /// Asks for a number, and notes whether it came back.
  func read(_ client: PostgresClient, _ number: Int64) async {
    do {
      let answer: Int64 = try await client.value("select $1", Parameters(number))
      reads += 1
      if answer != number { swapped += 1 }
    } catch is CancellationError {
    } catch {
      refused.append(error)
    }
  }

  /// Returns when so many more writes were acknowledged.
  nonisolated func waitForWrites(_ count: Int) async throws {
    let goal = await acknowledged.count + count
    try await eventually("\(count) more writes") { await acknowledged.count >= goal }
  }

  /// Checks that no write was lost or doubled, and no answer went to another caller.
  func check(_ client: PostgresClient) async throws {
    try await eventually("the client reconnects") {
      (try? await client.value("select true")) ?? false
    }
    // What a cancelled caller left running may still be on its way.
    let own: Int32 = try await client.value("select pg_backend_pid()")
    try await eventually("no insert is under way") {
      let busy: Int64 = try await client.value(
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and pid <> $1 and state = 'active'
        """,
        Parameters(own)
      )
      return busy <= 1
    }
    let written: [Int64] = try await client.values("select id from write")
    let present = Set(written)
    #expect(present.count == written.count, "a write was done twice")
    #expect(acknowledged.isSubset(of: present), "an acknowledged write was lost")
    #expect(present.isSubset(of: acknowledged.union(unknown)), "a refused write was done")
    #expect(swapped == 0)
    #expect(refused.allSatisfy { $0 is PostgresError })
  }
}
