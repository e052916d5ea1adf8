import PostgresDriver
import TestServers
import Testing

@Suite(.timeLimit(.minutes(2)))
struct LaneTests {
  @Test func `callers beyond the cap wait in order, and each gets its answer`() async throws {
    try await TestServer.withClient({
      $0.sharedLanes = 1
      $0.maximumInFlight = 4
    }) { client in
      try await client.run("create table t (place bigint generated always as identity, n bigint)")
      // A task on a loop makes its tasks there, and they run in the order in which they were made.
      let tasks = await Task(executorPreference: PostgresClient.executor) {
        (Int64(0)..<200).map { number in
          Task(executorPreference: PostgresClient.executor) {
            try await client.run("insert into t (n) values ($1)", Parameters(number))
          }
        }
      }.value
      for task in tasks { #expect(try await task.value == 1) }
      let numbers: [Int64] = try await client.values("select n from t order by place")
      #expect(numbers == Array(0..<200))
    }
  }

  @Test func `nobody stands behind a slow statement while another lane is free`() async throws {
    try await TestServer.withClient({ $0.sharedLanes = 2 }) { client in
      let slow = Task { try await client.run("select pg_sleep(30)") }
      let sleepers = Statement(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'",
        access: .read
      )
      // On a connection beside the lanes, so that the slow statement has the first of them.
      try await client.withConnection { connection in
        try await eventually("the server sleeps") {
          try await connection.execute(sleepers).count == 1
        }
      }
      for _ in 0..<100 { _ = try await client.run("select 1") }
      #expect(try await client.execute(sleepers).count == 1)
      slow.cancel()
      // The statement goes on when its caller has left; shutting down would wait for it.
      try await client.run(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'
        """
      )
    }
  }

  @Test func `a caller that waits for its turn can be cancelled and is never sent`() async throws {
    try await TestServer.withClient({
      $0.sharedLanes = 1
      $0.maximumInFlight = 1
    }) { client in
      try await client.run("create table t (n bigint)")
      let lock = Statement("select pg_advisory_lock(1)::text", access: .write)
      let shortLock = Statement("select pg_advisory_xact_lock(1)::text", access: .read)
      let unlock = Statement("select pg_advisory_unlock(1)", access: .write)
      try await client.withConnection { connection in
        _ = try await connection.execute(lock)
        let blocked = Task { try await client.execute(shortLock).count }
        try await eventually("the lane waits for the lock") {
          try await connection.execute(
            Statement("select 1 from pg_locks where not granted and objid = 1", access: .read)
          ).count == 1
        }
        let waiting = Task { try await client.run("insert into t values (1)") }
        try await Task.sleep(for: .milliseconds(20))
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        _ = try await connection.execute(unlock)
        #expect(try await blocked.value == 1)
      }
      let numbers: [Int64] = try await client.values("select n from t")
      #expect(numbers.isEmpty)
    }
  }

  @Test func `a long pipeline of large parameters and large results does not deadlock`()
    async throws
  {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      let text = String(repeating: "x", count: 400_000)
      try await withThrowingDiscardingTaskGroup { group in
        for _ in 0..<300 {
          group.addTask {
            let answer: String = try await client.value("select $1::text", Parameters(text))
            #expect(answer.utf8.count == 400_000)
          }
        }
      }
    }
  }

  @Test func `a statement whose table changed is prepared anew and sent again`() async throws {
    try await TestServer.withClient { client in
      try await client.run("create table t (n int4)")
      let insert = Statement("insert into t values (1) returning *", access: .write)
      let read = Statement("select * from t", access: .read)
      for _ in 0..<4 { _ = try await client.execute(insert) }
      for _ in 0..<4 { _ = try await client.execute(read) }
      try await client.run("alter table t alter column n type int8")
      for _ in 0..<2 { _ = try await client.execute(insert) }
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<64 { group.addTask { try await client.execute(read).count } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(counts == [6])
      let prepared: Int64 = try await client.value(
        "select count(*) from pg_prepared_statements where statement like 'select * from t'"
      )
      #expect(prepared == 1)
    }
  }

  @Test func `in a transaction a plan that no longer fits is an error`() async throws {
    try await TestServer.withClient({ $0.maximumLeasedConnections = 1 }) { client in
      try await client.run("create table t (n int4)")
      let read = Statement("select * from t", access: .read)
      _ = try await client.withConnection { try await $0.execute(read) }
      try await client.run("alter table t add column m int4")
      let error = await #expect(throws: PostgresError.self) {
        try await client.withTransaction { connection in _ = try await connection.execute(read) }
      }
      #expect(error?.sqlState == .featureNotSupported)
      // Outside of transactions the same connection helps itself.
      let columns = try await client.withConnection { try await $0.execute(read).columnNames }
      #expect(columns == ["n", "m"])
    }
  }

  @Test func `shutting down answers every statement that is under way`() async throws {
    try await TestServer.withClient({
      $0.sharedLanes = 1
      $0.maximumInFlight = 8
    }) { client in
      try await client.run("create table t (n bigint)")
      let (callers, shutdown) = await Task(executorPreference: PostgresClient.executor) {
        let callers = (Int64(0)..<64).map { number in
          Task(executorPreference: PostgresClient.executor) {
            try await client.run("insert into t values ($1)", Parameters(number))
          }
        }
        // It runs on the same loop, after the callers.
        return (
          callers, Task(executorPreference: PostgresClient.executor) { await client.shutdown() }
        )
      }.value
      await shutdown.value
      for caller in callers { #expect(try await caller.value == 1) }
      let error = await #expect(throws: PostgresError.self) { try await client.run("select 1") }
      #expect(error?.code == .closed)
    }
  }

  @Test func `a cancelled script stops on the server`() async throws {
    try await TestServer.withClient({ $0.maximumLeasedConnections = 1 }) { client in
      let script = Task {
        try await client.withConnection { try await $0.executeScript("select pg_sleep(30)") }
      }
      try await eventually("the script sleeps") {
        let sleepers: Int64 = try await client.value(
          """
          select count(*) from pg_stat_activity
          where datname = current_database() and wait_event = 'PgSleep'
          """
        )
        return sleepers == 1
      }
      script.cancel()
      let error = await #expect(throws: PostgresError.self) { try await script.value }
      #expect(error?.sqlState == .queryCanceled)
      #expect(try await client.withConnection { $0.serverVersion } > 0)
    }
  }
}
