import EphemeralPostgres
import Logging
import PostgresDriver
import TestServers
import Testing

/// One after the other: they need the machine for a load of their own.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct FaultTests {
  @Test func `backends killed mid-pipeline cost typed errors, and the next call reconnects`()
    async throws
  {
    try await TestServer.withClient { client in
      try await Ledger.createTable(client)
      let ledger = Ledger()
      try await underLoad(client, ledger) {
        for _ in 0..<25 {
          try await ledger.waitForWrites(20)
          try await client.withConnection { connection in
            _ = try await connection.execute(
              Statement(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """,
                access: .read
              )
            )
          }
        }
        try await ledger.waitForWrites(20)
      }
      try await ledger.check(client)
    }
  }

  @Test(arguments: ["fast", "immediate"])
  func `a server that restarts under load is survived`(mode: String) async throws {
    // Writes that were acknowledged must outlive the server.
    let options = EphemeralPostgres.Options(
      settings: ["fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"])
    try await EphemeralPostgres.withServer(options) { server in
      let place = try PostgresConfiguration(server.connectionString(database: "postgres"))
      try await withClient(place) { client in
        try await Ledger.createTable(client)
        let ledger = Ledger()
        try await underLoad(client, ledger) {
          for _ in 0..<2 {
            try await ledger.waitForWrites(50)
            try await server.restart(mode: mode)
          }
          try await ledger.waitForWrites(50)
        }
        try await ledger.check(client)
      }
    }
  }

  @Test func `callers cancelled at random taint no lane and swap no answers`() async throws {
    try await TestServer.withClient { client in
      try await Ledger.createTable(client)
      let ledger = Ledger()
      let end = ContinuousClock.now + .seconds(faultSeconds)
      await withTaskGroup(of: Void.self) { group in
        for caller in Int64(0)..<48 {
          group.addTask {
            var step: Int64 = 0
            while ContinuousClock.now < end {
              step += 1
              let number = caller << 32 + step
              let task = Task {
                if number % 3 == 0 {
                  await ledger.write(client)
                } else {
                  await ledger.read(client, number)
                }
              }
              if Bool.random() {
                for _ in 0..<Int.random(in: 0..<20) { await Task.yield() }
                task.cancel()
              }
              await task.value
            }
          }
        }
        group.addTask {
          while ContinuousClock.now < end {
            let task = Task {
              _ = try? await client.withTransaction { connection in
                _ = try await connection.execute(
                  Statement("select pg_sleep(0.02)::text", access: .read)
                )
              }
            }
            try? await Task.sleep(for: .milliseconds(Int.random(in: 0..<25)))
            task.cancel()
            await task.value
          }
        }
      }
      try await ledger.check(client)
      #expect(await ledger.refused.isEmpty)
      #expect(await ledger.reads > 100)
    }
  }

  @Test func `a statement that runs into its timeout harms no neighbour`() async throws {
    try await TestServer.withClient({
      $0.sharedLanes = 1
      $0.statementTimeout = .milliseconds(200)
    }) { client in
      let sleeper = Task {
        try await client.execute(Statement("select pg_sleep(30)::text", access: .read)).count
      }
      let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
        for number in Int64(0)..<64 {
          group.addTask { try await client.value("select $1", Parameters(number)) }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(numbers.count == 64)
      let error = await #expect(throws: PostgresError.self) { try await sleeper.value }
      #expect(error?.sqlState == .queryCanceled)
    }
  }

  @Test func `a pool that many want at once serves all, in turn`() async throws {
    try await TestServer.withClient({ $0.maximumLeasedConnections = 2 }) { client in
      let processes = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<200 {
          group.addTask { try await client.withConnection { $0.backendPID } }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(processes.count <= 2)
    }
  }
}

/// How long random faults go on: a few seconds, or `DEMARC_FAULT_SECONDS`.
let faultSeconds: Int = environmentValue("DEMARC_FAULT_SECONDS").flatMap(Int.init) ?? 3

/// Runs a closure while 64 callers read and write.
func underLoad(
  _ client: PostgresClient,
  _ ledger: Ledger,
  _ body: () async throws -> Void
) async throws {
  let callers = Task {
    await withTaskGroup(of: Void.self) { group in
      for caller in Int64(0)..<64 {
        group.addTask {
          var step: Int64 = 0
          while !Task.isCancelled {
            step += 1
            if caller % 4 == 0 {
              await ledger.write(client)
            } else {
              await ledger.read(client, caller << 32 + step)
            }
            await Task.yield()
          }
        }
      }
    }
  }
  do {
    try await body()
  } catch {
    callers.cancel()
    await callers.value
    throw error
  }
  callers.cancel()
  await callers.value
}
