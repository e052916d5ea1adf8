import EphemeralPostgres
import PostgresDriver
import TestServers
import Testing

/// Through a transaction-mode PgBouncer whose clients all share one connection to the server.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct PoolerTests {
  @Test func `two tenants over one server connection see nothing of each other`() async throws {
    try await withTenants { tenants in
      try await tenants[0].client.run("create table note (tenant text not null, number bigint)")
      try await withThrowingDiscardingTaskGroup { group in
        for number in Int64(0)..<60 {
          for tenant in tenants {
            group.addTask { try await tenant.work(number) }
          }
        }
      }
      for tenant in tenants {
        let numbers: [Int64] = try await tenant.client.values(
          "select number from note where tenant = current_setting('demarc.tenant') order by number",
          after: tenant.prelude
        )
        #expect(numbers == Array(0..<60))
        try await tenant.expectNoTenantOutside()
      }
    }
  }

  @Test func `errors and cancelled callers leave the shared connection as it was`() async throws {
    try await withTenants { tenants in
      for _ in 0..<10 {
        for tenant in tenants {
          await #expect(throws: PostgresError.self) {
            try await tenant.client.run("select 1/0", after: tenant.prelude)
          }
          let sleeper = Task {
            try await tenant.client.run("select pg_sleep(0.02)", after: tenant.prelude)
          }
          let transaction = Task {
            try await tenant.client.withTransaction(prelude: tenant.prelude) { connection in
              _ = try await connection.execute(Statement("select pg_sleep(5)::text", access: .read))
            }
          }
          try await Task.sleep(for: .milliseconds(10))
          sleeper.cancel()
          transaction.cancel()
          _ = await (sleeper.result, transaction.result)
        }
        for tenant in tenants { try await tenant.expectNoTenantOutside() }
      }
    }
  }

  @Test func `rows are streamed through the pooler with their prelude's tenant`() async throws {
    try await withTenants { tenants in
      for tenant in tenants {
        let count = try await tenant.client.withRows(
          of: Statement(
            "select current_setting('demarc.tenant') from generate_series(1, 2000)",
            access: .read
          ),
          after: tenant.prelude
        ) { rows in
          try await rows.reduce(into: 0) { count, row in
            if try row.decode({ try $0.next(String.self) }) == tenant.name { count += 1 }
          }
        }
        #expect(count == 2000)
        try await tenant.expectNoTenantOutside()
      }
    }
  }

  /// Lends two tenants, each with a client of its own, that share one connection to the server.
  private func withTenants(_ body: ([PooledTenant]) async throws -> Void) async throws {
    try await TestServer.withDatabase { connectionString in
      let database = try PostgresConfiguration(connectionString).database
      let server = try await TestServer.shared.server()
      try await TestPooler.withPooler(to: server, database: database) { pooler in
        var place = try PostgresConfiguration(
          "host=127.0.0.1 port=\(pooler.port) dbname=\(database) user=anybody"
        )
        place.preparesStatements = false
        // One connection serves all callers in turn, which takes as long as the machine does.
        place.leaseTimeout = .seconds(60)
        try await withClient(place) { first in
          try await withClient(place) { second in
            let tenants = [
              PooledTenant(name: "a", client: first), PooledTenant(name: "b", client: second),
            ]
            try await eventually("the pooler listens") {
              (try? await first.value("select true")) ?? false
            }
            let processes = [
              try await tenants[0].backend(), try await tenants[1].backend(),
              try await tenants[0].backend(),
            ]
            #expect(Set(processes).count == 1, "the tenants do not share a connection")
            try await body(tenants)
            #expect(try await tenants[1].backend() == processes[0])
          }
        }
      }
    }
  }
}

/// A tenant and its client.
private struct PooledTenant: Sendable {
  let name: String
  let client: PostgresClient

  /// Sets the tenant for one transaction.
  var prelude: Prelude {
    Prelude(
      Statement(
        "select set_config('demarc.tenant', $1, true)",
        Parameters(name),
        access: .read
      )
    ) { _ in }
  }

  /// The process of the server behind the pooler.
  func backend() async throws -> Int32 { try await client.value("select pg_backend_pid()") }

  /// Writes, fails and reads, in transactions and outside of them.
  func work(_ number: Int64) async throws {
    let insert = Statement(
      "insert into note values (current_setting('demarc.tenant'), $1)",
      Parameters(number),
      access: .write
    )
    if number % 3 == 0 {
      try await client.withTransaction(prelude: prelude) { connection in
        _ = try await connection.execute(insert)
        let tenant = try await connection.execute(
          Statement("select current_setting('demarc.tenant')", access: .read)
        ).one { try $0.next(String.self) }
        #expect(tenant == name)
      }
    } else {
      _ = try await client.execute(insert, after: prelude)
    }
    _ = try? await client.run("select 1/0", after: prelude)
    let tenant: String = try await client.value(
      "select current_setting('demarc.tenant')",
      after: prelude
    )
    #expect(tenant == name)
  }

  func expectNoTenantOutside() async throws {
    let tenant = try await client.execute(
      Statement("select current_setting('demarc.tenant', true)", access: .read)
    ).one { try $0.next(String?.self) }
    #expect((tenant ?? "") == "")
  }
}
