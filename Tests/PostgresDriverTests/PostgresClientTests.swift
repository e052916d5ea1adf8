import Foundation
import Logging
@testable import PostgresDriver
import TestServers
import Testing

struct PostgresClientTests {
  @Test func `64 callers over two lanes each get their own answer`() async throws {
    try await TestServer.withClient { client in
      let answers = try await withThrowingTaskGroup(of: (Int64, Int64).self) { group in
        for caller in Int64(0)..<64 {
          group.addTask {
            for step in Int64(0)..<20 {
              let number = caller * 1000 + step
              let statement = Statement("select $1", Parameters(number), access: .read)
              let answer = try await client.execute(statement).one { try $0.next(Int64.self) }
              guard answer == number else { return (number, answer) }
            }
            return (caller, caller)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 64)
      #expect(answers.allSatisfy { $0.0 == $0.1 })
    }
  }

  @Test func `an error of one reader disturbs no other in the same round trip`() async throws {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      let outcomes = await withTaskGroup(of: (Bool, Bool).self) { group in
        for caller in Int64(0)..<64 {
          group.addTask {
            let isBad = caller % 7 == 0
            let sql = isBad ? "select 1 / ($1 - $1)" : "select $1"
            let result = try? await client.execute(
              Statement(sql, Parameters(caller), access: .read)
            ).one { try $0.next(Int64.self) }
            return (isBad, result == caller)
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.allSatisfy { isBad, isRight in isBad != isRight })
    }
  }

  @Test func `a write among failing reads is done exactly once`() async throws {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      _ = try await client.execute(Statement("create table t (n bigint)", access: .write))
      await withTaskGroup(of: Void.self) { group in
        for caller in Int64(0)..<40 {
          group.addTask {
            let statement =
              caller % 2 == 0
              ? Statement("insert into t values ($1)", Parameters(caller), access: .write)
              : Statement("select 1 / ($1 - $1)", Parameters(caller), access: .read)
            _ = try? await client.execute(statement)
          }
        }
      }
      let numbers = try await client.execute(Statement("select n from t order by n", access: .read))
        .map { try $0.next(Int64.self) }
      #expect(numbers == (Int64(0)..<40).filter { $0 % 2 == 0 })
    }
  }

  @Test(arguments: [Access.read, .write])
  func `what the server has refused is not sent again`(access: Access) async throws {
    try await TestServer.withClient { client in
      try await client.run("create sequence attempts")
      await #expect(throws: PostgresError.self) {
        // A sequence counts on although its transaction fails.
        try await client.execute(
          Statement("select 1 / (nextval('attempts') - nextval('attempts') + 1)", access: access)
        )
      }
      let attempts: Int64 = try await client.value("select last_value from attempts")
      #expect(attempts == 2)
    }
  }

  @Test func `one text with parameters of two types is two statements`() async throws {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      let sql = "select pg_typeof($1)::text || ' ' || $1::text"
      for _ in 0..<3 {
        let number: String = try await client.value(sql, Parameters(Int64(7)))
        #expect(number == "bigint 7")
        let truth: String = try await client.value(sql, Parameters(true))
        #expect(truth == "boolean true")
      }
    }
  }

  @Test func `a prelude's setting ends with its round trip and is nobody else's`() async throws {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      let sql = "select current_setting('demarc.tenant', true)"
      let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
        for caller in 0..<64 {
          group.addTask {
            let setting = Statement(
              "select set_config('demarc.tenant', $1, true)",
              Parameters("\(caller)"),
              access: .read
            )
            let prelude = Prelude(setting) { _ in }
            return try await client.execute(Statement(sql, access: .read), after: prelude)
              .one { try $0.next(String.self) } == "\(caller)"
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers == Array(repeating: true, count: 64))
      let afterwards = try await client.execute(Statement(sql, access: .read))
        .one { try $0.next(String?.self) }
      #expect((afterwards ?? "") == "")
    }
  }

  @Test func `what a prelude's check throws wins over the statement's error`() async throws {
    struct Refused: Error {}
    try await TestServer.withClient { client in
      let prelude = Prelude(Statement("select 1", access: .read)) { _ in throw Refused() }
      await #expect(throws: Refused.self) {
        try await client.execute(Statement("select 1/0", access: .read), after: prelude)
      }
    }
  }

  @Test func `a cancelled caller returns at once and harms no neighbour`() async throws {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      _ = try await client.execute(Statement("select 1", access: .read))
      let sleeper = Task {
        try await client.execute(Statement("select pg_sleep(1)::text", access: .read)).count
      }
      let neighbour = Task {
        try await client.execute(Statement("select 7::int8", access: .read))
          .one { try $0.next(Int64.self) }
      }
      sleeper.cancel()
      await #expect(throws: CancellationError.self) { try await sleeper.value }
      #expect(try await neighbour.value == 7)
    }
  }

  @Test func `a cancelled caller cancels no neighbour's statement on the server`()
    async throws
  {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      let neighbour = Task {
        try await client.execute(Statement("select pg_sleep(1)::text", access: .read)).count
      }
      try await Task.sleep(for: .milliseconds(200))
      let caller = Task {
        try await client.execute(Statement("select 1", access: .read)).count
      }
      // By now it stands behind the neighbour's on the lane.
      try await Task.sleep(for: .milliseconds(200))
      caller.cancel()
      await #expect(throws: CancellationError.self) { try await caller.value }
      #expect(try await neighbour.value == 1)
    }
  }

  @Test func `a transaction commits on return and rolls back on an error`() async throws {
    struct Stop: Error {}
    try await TestServer.withClient { client in
      _ = try await client.execute(Statement("create table t (n bigint)", access: .write))
      try await client.withTransaction { connection in
        _ = try await connection.execute(Statement("insert into t values (1)", access: .write))
      }
      await #expect(throws: Stop.self) {
        try await client.withTransaction { connection in
          _ = try await connection.execute(Statement("insert into t values (2)", access: .write))
          throw Stop()
        }
      }
      let numbers = try await client.execute(Statement("select n from t", access: .read))
        .map { try $0.next(Int64.self) }
      #expect(numbers == [1])
    }
  }

  @Test func `a transaction whose failure was swallowed is refused, not committed`() async throws {
    try await TestServer.withClient { client in
      let error = await #expect(throws: PostgresError.self) {
        try await client.withTransaction { connection in
          _ = try? await connection.execute(Statement("select 1/0", access: .write))
        }
      }
      #expect(error?.code == .transactionFailed)
    }
  }

  @Test func `a connection that was left in a transaction is lent to nobody`() async throws {
    try await TestServer.withClient({ $0.maximumLeasedConnections = 1 }) { client in
      let begin = Statement("begin", access: .write)
      let first = try await client.withConnection { connection in
        _ = try await connection.execute(begin)
        return connection.backendPID
      }
      let second = try await client.withConnection { $0.backendPID }
      #expect(second != first)
      let third = try await client.withConnection { $0.backendPID }
      #expect(third == second)
    }
  }

  @Test func `a killed connection fails those in flight and the next call reconnects`() async throws
  {
    try await TestServer.withClient({ $0.sharedLanes = 1 }) { client in
      let process = try await client.execute(Statement("select pg_backend_pid()", access: .read))
        .one { try $0.next(Int32.self) }
      let inFlight = Task {
        try await client.execute(Statement("select pg_sleep(30)::text", access: .read)).count
      }
      try await client.withConnection { connection in
        while try await connection.execute(
          Statement(
            "select query from pg_stat_activity where pid = $1 and query like '%sleep%'",
            Parameters(process),
            access: .read
          )
        ).count == 0 {}
        _ = try await connection.execute(
          Statement("select pg_terminate_backend($1)", Parameters(process), access: .read)
        )
      }
      await #expect(throws: PostgresError.self) { try await inFlight.value }
      let next = try await client.execute(Statement("select pg_backend_pid()", access: .read))
        .one { try $0.next(Int32.self) }
      #expect(next != process)
    }
  }

  @Test func `a connection closed on this side leaves open what was sent, and denies what was not`()
    async throws
  {
    try await TestServer.withClient({ $0.maximumInFlight = 1 }) { client in
      try await client.run("create table note (text text)")
      try await client.withConnection { connection in
        let sent = Task {
          try await connection.execute(
            Statement("insert into note select 'sent' from pg_sleep(30)", access: .write)
          ).affectedRows
        }
        try await eventually("the server has got it") {
          try await client.value(
            "select exists (select from pg_stat_activity where query like 'insert into note%')"
          )
        }
        let unsent = Task {
          try await connection.execute(
            Statement("insert into note values ('unsent')", access: .write)
          ).affectedRows
        }
        try await eventually("the second waits for the first") { await !connection.queue.isEmpty }
        await connection.close()
        let unknown = await #expect(throws: PostgresError.self) { _ = try await sent.value }
        #expect(unknown?.code == .connectionLost)
        let denied = await #expect(throws: PostgresError.self) { _ = try await unsent.value }
        #expect(denied?.code == .closed)
      }
    }
  }

  @Test func `a server that is down is an error that names the place`() async throws {
    let configuration = try PostgresConfiguration("host=/nonexistent dbname=shop user=app")
    let client = PostgresClient(configuration, logger: .init(label: "test"))
    let error = await #expect(throws: PostgresError.self) {
      try await client.execute(Statement("select 1", access: .read))
    }
    #expect(error?.code == .connectionFailed)
    #expect(error?.description.contains("database 'shop' on /nonexistent as 'app'") == true)
    await client.shutdown()
  }

  @Test func `leased connections beyond the limit wait, and time out with an error`() async throws {
    try await TestServer.withClient({
      $0.maximumLeasedConnections = 1
      $0.leaseTimeout = .milliseconds(50)
    }) { client in
      try await client.withConnection { _ in
        let error = await #expect(throws: PostgresError.self) {
          try await client.withConnection { _ in }
        }
        #expect(error?.code == .poolExhausted)
      }
      try await client.withConnection { connection in
        _ = try await connection.execute(Statement("select 1", access: .read))
      }
    }
  }

  @Test func `64 sleepers on leased connections do not block the cooperative pool`() async throws {
    try await TestServer.withClient({ $0.maximumLeasedConnections = 64 }) { client in
      let sleepers = Task {
        try await withThrowingDiscardingTaskGroup { group in
          for _ in 0..<64 {
            group.addTask {
              try await client.withConnection { connection in
                _ = try await connection.execute(
                  Statement("select pg_sleep(0.5)::text", access: .read)
                )
              }
            }
          }
        }
      }
      var turns = 0
      while turns < 10_000 {
        await Task.yield()
        turns += 1
      }
      sleepers.cancel()
      _ = try? await sleepers.value
      #expect(turns == 10_000)
    }
  }

  @Test func `large results and large parameters pass`() async throws {
    try await TestServer.withClient { client in
      let text = String(repeating: "x", count: 20_000_000)
      let length = try await client.execute(
        Statement("select length($1::text)", Parameters(text), access: .read)
      ).one { try $0.next(Int32.self) }
      #expect(length == 20_000_000)
      let rows = try await client.execute(
        Statement("select repeat('y', 1000000) from generate_series(1, 50)", access: .read)
      )
      #expect(rows.count == 50)
    }
  }

  @Test func `a script runs several statements and reports the position of an error`() async throws
  {
    try await TestServer.withClient { client in
      try await client.withConnection { connection in
        try await connection.executeScript("create table a (n int); create table b (n int);")
        let error = await #expect(throws: PostgresError.self) {
          try await connection.executeScript("select 1;\nselect nope;")
        }
        #expect(error?.sqlState == .undefinedColumn)
        #expect(error?.position == 18)
        _ = try await connection.execute(Statement("select a.n from a, b", access: .read))
      }
    }
  }
}
