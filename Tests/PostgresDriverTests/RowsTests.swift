import Foundation
import PostgresDriver
import TestServers
import Testing

@Suite(.timeLimit(.minutes(2)))
struct RowsTests {
  @Test func `a million rows pass in flat memory`() async throws {
    try await TestServer.withClient { client in
      let before = residentMegabytes()
      let (count, sum, peak) = try await client.withRows(of: series(1_000_000)) { rows in
        var (count, sum, peak) = (Int64(0), Int64(0), 0)
        for try await row in rows {
          sum += try row.decode { row in
            let number = try row.next(Int64.self)
            _ = try row.next(String.self)
            return number
          }
          count += 1
          if count % 50_000 == 0 { peak = max(peak, residentMegabytes()) }
        }
        return (count, sum, peak)
      }
      #expect(count == 1_000_000)
      #expect(sum == 500_000_500_000)
      print("a million rows: \(before) MB resident before, at most \(peak) MB during")
      // All at once they would take 2 GB; other tests run beside this one.
      #expect(peak - before < 1000)
    }
  }

  @Test func `the server waits for a reader that is slow`() async throws {
    try await TestServer.withClient { client in
      try await client.withRows(of: series(1_000_000)) { rows in
        var iterator = rows.makeAsyncIterator()
        _ = try await iterator.next()
        try await eventually("the server waits until it can send") {
          let waits: Int64 = try await client.value(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event = 'ClientWrite'
            """
          )
          return waits == 1
        }
        var count = 1
        while try await iterator.next() != nil { count += 1 }
        #expect(count == 1_000_000)
      }
    }
  }

  @Test func `leaving early stops the server and leaves a clean connection`() async throws {
    try await TestServer.withClient({ $0.maximumLeasedConnections = 1 }) { client in
      let process = try await client.withConnection { $0.backendPID }
      let endless = Statement("select generate_series(1, 1000000000::int8)", access: .read)
      for _ in 0..<5 {
        let first = try await client.withRows(of: endless) { rows in
          for try await row in rows { return try row.decode { try $0.next(Int64.self) } }
          return 0
        }
        #expect(first == 1)
      }
      let (same, answer) = try await client.withConnection { connection in
        let answer = try await connection.execute(Statement("select 7::int8", access: .read))
          .one { try $0.next(Int64.self) }
        return (connection.backendPID == process, answer)
      }
      #expect(same)
      #expect(answer == 7)
    }
  }

  @Test func `a cancelled reader returns at once, also while it waits`() async throws {
    try await TestServer.withClient { client in
      let reader = Task {
        try await client.withRows(
          of: Statement("select pg_sleep(30)::text", access: .read)
        ) { rows in for try await _ in rows {} }
      }
      try await eventually("the server sleeps") {
        let sleepers: Int64 = try await client.value(
          "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
        )
        return sleepers > 0
      }
      reader.cancel()
      await #expect(throws: CancellationError.self) { try await reader.value }
      try await eventually("the server sleeps no more") {
        let sleepers: Int64 = try await client.value(
          """
          select count(*) from pg_stat_activity
          where datname = current_database() and wait_event = 'PgSleep'
          """
        )
        return sleepers == 0
      }
    }
  }

  @Test func `an error after some rows comes after those rows`() async throws {
    try await TestServer.withClient { client in
      var count = 0
      let error = await #expect(throws: PostgresError.self) {
        try await client.withRows(
          of: Statement("select 1 / (5 - n) from generate_series(1, 10) n", access: .read)
        ) { rows in for try await _ in rows { count += 1 } }
      }
      #expect(count == 4)
      #expect(error?.sqlState?.rawValue == "22012")
    }
  }

  @Test func `no rows are no rows, and a prelude's setting holds for all`() async throws {
    try await TestServer.withClient { client in
      let isEmpty = try await client.withRows(
        of: Statement("select 1 where false", access: .read)
      ) { rows in
        for try await _ in rows { return false }
        return true
      }
      #expect(isEmpty)
      let setting = Statement(
        "select set_config('demarc.tenant', 'a', true)",
        access: .read
      )
      let values = try await client.withRows(
        of: Statement(
          "select current_setting('demarc.tenant') from generate_series(1, 3)",
          access: .read
        ),
        after: Prelude(setting) { _ in }
      ) { rows in
        try await rows.reduce(into: []) {
          $0.append(try $1.decode { try $0.next(String.self) })
        }
      }
      #expect(values == ["a", "a", "a"])
    }
  }

  @Test func `a statement beside the rows of a connection is refused, not mixed up`() async throws {
    try await TestServer.withClient { client in
      try await client.withConnection { connection in
        try await connection.withRows(of: series(1000)) { rows in
          let error = await #expect(throws: PostgresError.self) {
            try await connection.execute(Statement("select 1", access: .read))
          }
          #expect(error?.code == .closed)
          let count = try await rows.reduce(into: 0) { count, _ in count += 1 }
          #expect(count == 1000)
        }
        #expect(try await connection.execute(Statement("select 1", access: .read)).count == 1)
      }
    }
  }

  @Test func `a backend killed among its rows is a lost connection`() async throws {
    try await TestServer.withClient { client in
      let error = await #expect(throws: PostgresError.self) {
        try await client.withConnection { connection in
          try await connection.withRows(of: series(1_000_000)) { rows in
            for try await row in rows {
              let number = try row.decode { row in
                defer { _ = try? row.next(String.self) }
                return try row.next(Int64.self)
              }
              guard number == 10 else { continue }
              let _: Bool = try await client.value(
                "select pg_terminate_backend($1)",
                Parameters(connection.backendPID)
              )
            }
          }
        }
      }
      #expect(error?.code == .connectionLost || error?.sqlState == .adminShutdown)
    }
  }

  private func series(_ count: Int64) -> Statement {
    Statement(
      // Among the columns a series is not gathered before its first row is sent.
      "select n, 'a text of the row ' || n from (select generate_series(1, $1::int8) n) s",
      Parameters(count),
      access: .read
    )
  }
}

/// How much memory the process has now, where the system tells.
private func residentMegabytes() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
  return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
}
