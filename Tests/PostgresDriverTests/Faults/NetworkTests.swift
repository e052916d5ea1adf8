import EphemeralPostgres
import PostgresDriver
import TestServers
import Testing

extension FaultTests {
  @Suite(.serialized)
  struct NetworkTests {
    @Test func `a network that is cut again and again under load loses and doubles nothing`()
      async throws
    {
      try await withProxy { client, proxy in
        try await Ledger.createTable(client)
        let ledger = Ledger()
        try await underLoad(client, ledger) {
          for _ in 0..<20 {
            try await ledger.waitForWrites(20)
            proxy.cut()
          }
          try await ledger.waitForWrites(20)
        }
        try await ledger.check(client)
      }
    }

    @Test func `a slow network makes answers late, not wrong`() async throws {
      try await withProxy { client, proxy in
        try await Ledger.createTable(client)
        let ledger = Ledger()
        proxy.set(.slow(5_000))
        try await underLoad(client, ledger) { try await ledger.waitForWrites(100) }
        proxy.set(.fair)
        try await ledger.check(client)
        #expect(await ledger.refused.isEmpty)
      }
    }

    @Test func `a network that falls silent is noticed, and the next call reconnects`() async throws
    {
      try await withProxy({
        $0.sharedLanes = 1
        $0.statementTimeout = .milliseconds(200)
        $0.networkTimeout = .milliseconds(300)
      }) { client, proxy in
        let _: Bool = try await client.value("select true")
        proxy.set(.silent)
        let error = await #expect(throws: PostgresError.self) {
          let _: Bool = try await client.value("select true")
        }
        #expect(error?.code == .connectionLost)
        #expect(error?.description.contains("silent") == true)
        proxy.set(.fair)
        let isBack: Bool = try await client.value("select true")
        #expect(isBack)
      }
    }

    @Test func `connecting into silence ends in time, and at once when the caller is cancelled`()
      async throws
    {
      try await withProxy({
        $0.sharedLanes = 1
        $0.connectTimeout = .milliseconds(400)
      }) { client, proxy in
        proxy.set(.silent)
        let first = Task { try await client.execute(Statement("select 1", access: .read)).count }
        let error = await #expect(throws: PostgresError.self) { try await first.value }
        #expect(error?.code == .connectionFailed)
      }
      try await withProxy({ $0.sharedLanes = 1 }) { client, proxy in
        proxy.set(.silent)
        let callers = (0..<3).map { _ in
          Task { try await client.execute(Statement("select 1", access: .read)).count }
        }
        try await Task.sleep(for: .milliseconds(50))
        let start = ContinuousClock.now
        for caller in callers { caller.cancel() }
        for caller in callers {
          await #expect(throws: CancellationError.self) { try await caller.value }
        }
        #expect(ContinuousClock.now - start < .seconds(5))
      }
    }

    /// Lends a client that reaches a server of its own over a network of the test's.
    private func withProxy(
      _ configure: (inout PostgresConfiguration) -> Void = { _ in },
      _ body: (PostgresClient, TestProxy) async throws -> Void
    ) async throws {
      var options = EphemeralPostgres.Options()
      options.listensOnLoopback = true
      options.accessRules = ["host all all 127.0.0.1/32 trust"]
      try await EphemeralPostgres.withServer(options) { server in
        let proxy = try TestProxy(to: server.port)
        defer { proxy.stop() }
        var place = try PostgresConfiguration(
          "host=127.0.0.1 port=\(proxy.port) dbname=postgres user=postgres"
        )
        configure(&place)
        try await withClient(place) { client in try await body(client, proxy) }
      }
    }
  }
}
