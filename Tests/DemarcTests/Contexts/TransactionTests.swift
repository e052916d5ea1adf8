import BackendData
import Demarc
import PostgresDriver
import Synchronization
import TestClusters
import TestServers
import Testing

struct TransactionTests {
  private struct Stop: Error {}

  private static func draft(_ slug: String) -> Product.Draft {
    Product.Draft(name: slug, slug: slug, price: 10, currency: "ARS")
  }

  @Test func `a transaction commits when its closure returns`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let product = try await context.transaction { context in
        try await ProductRepository(context).insert(Self.draft("mate"))
      }
      #expect(try await ProductRepository(context).find(product.id) == product)
    }
  }

  @Test func `a transaction rolls back when its closure throws, and throws that error on`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      await #expect(throws: Stop.self) {
        try await context.transaction { context in
          _ = try await ProductRepository(context).insert(Self.draft("mate"))
          throw Stop()
        }
      }
      #expect(try await ProductRepository(context).count() == 0)
    }
  }

  @Test func `a transaction within a transaction is a savepoint`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      try await context.transaction { context in
        _ = try await ProductRepository(context).insert(Self.draft("mate"))
        await #expect(throws: Stop.self) {
          try await context.transaction { context in
            _ = try await ProductRepository(context).insert(Self.draft("yerba"))
            throw Stop()
          }
        }
        // A statement that the server refuses undoes the savepoint alone, too.
        await #expect(throws: ConstraintViolation<Product.Constraint>.self) {
          try await context.transaction { context in
            _ = try await ProductRepository(context).insert(Self.draft("mate"))
          }
        }
        try await context.transaction { context in
          _ = try await ProductRepository(context).insert(Self.draft("bombilla"))
        }
      }
      let names = try await ProductRepository(context).find(by: .name(), limit: 10).map(\.name)
      #expect(names == ["bombilla", "mate"])
    }
  }

  @Test func `the tenant is set from a transaction's first statement to its last`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      // Often, for `begin` and the prelude travel together and must not change places.
      for _ in 0..<500 {
        try await context.transaction { context in
          let session = RepositorySession(context)
          for _ in 0..<2 {
            let tenant: String? = try await session.value(
              Statement("select current_setting('demarc.tenant')", access: .read)
            )
            #expect(tenant == context.tenantID.description)
          }
        }
      }
    }
  }

  @Test func `transactions of two tenants that take turns keep to their own rows`() async throws {
    try await TestClusters.withClusters { clusters in
      let farma = try await clusters.context(of: .farma)
      let libros = try await clusters.context(of: .libros)
      try await farma.transaction { farma in
        try await libros.transaction { libros in
          let (ours, theirs) = (ProductRepository(farma), ProductRepository(libros))
          _ = try await ours.insert(Self.draft("mate"))
          _ = try await theirs.insert(Self.draft("mate"))
          _ = try await theirs.insert(Self.draft("novela"))
          #expect(try await ours.find(by: .name(), limit: 10).map(\.name) == ["mate"])
          #expect(try await theirs.find(by: .name(), limit: 10).map(\.name) == ["mate", "novela"])
        }
      }
      #expect(try await ProductRepository(farma).count() == 1)
      #expect(try await ProductRepository(libros).count() == 2)
    }
  }

  @Test func `a context that was kept beyond its transaction is refused`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let kept = Mutex<ClusterContext?>(nil)
      try await context.transaction { context in kept.withLock { $0 = context } }
      let late = try #require(kept.withLock { $0 })
      for action in [
        { _ = try await ProductRepository(late).count() },
        { _ = try await ProductRepository(late).insert(Self.draft("mate")) },
        { try await late.transaction { _ in } },
      ] as [() async throws -> Void] {
        let error = await #expect(throws: RoutingError.self) { try await action() }
        #expect(error?.code == .contextEnded)
      }
      #expect(try await ProductRepository(context).count() == 0)
    }
  }

  @Test func `a fence cannot be closed while a transaction writes behind it`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let superuser = try clusters.superuser(of: .first)
      try await context.transaction { context in
        _ = try await ProductRepository(context).insert(Self.draft("mate"))
        let error = await #expect(throws: PostgresError.self) {
          try await superuser.withTransaction { connection in
            _ = try await connection.execute(
              Statement("set local lock_timeout = 1", access: .write)
            )
            _ = try await connection.execute(
              Statement("update demarc.tenant_fence set state = 'moved'", access: .write)
            )
          }
        }
        #expect(error?.sqlState == SQLState(rawValue: "55P03"))
      }
    }
  }

  @Test func `a transaction behind a closed fence is refused before its closure runs`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      try await clusters.setFence(of: .farma, "state = 'suspended'")
      let error = await #expect(throws: RoutingError.self) {
        try await context.transaction { _ in Issue.record("the closure ran") }
      }
      #expect(error?.code == .stalePlacement)
    }
  }

  @Test func `a transaction whose caller is cancelled leaves neither a row nor a lock`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let superuser = try clusters.superuser(of: .first)
      await #expect(throws: (any Error).self) {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            try await context.transaction { context in
              _ = try await ProductRepository(context).insert(Self.draft("mate"))
              try await RepositorySession(context).run(
                Statement("select pg_sleep(60)", access: .write)
              )
            }
          }
          try await eventually("the transaction sleeps") {
            try await Self.sleepers(superuser) == 1
          }
          group.cancelAll()
          try await group.waitForAll()
        }
      }
      // Waits for the lock if there is one.
      try await clusters.setFence(of: .farma, "state = 'active'")
      let sleepers = try await Self.sleepers(superuser)
      let products = try await ProductRepository(context).count()
      #expect(sleepers == 0)
      #expect(products == 0)
    }
  }

  private static func sleepers(_ superuser: PostgresClient) async throws -> Int64 {
    try await superuser.value(
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and usename = 'app' and wait_event = 'PgSleep'
      """
    )
  }

  @Test func `a transaction whose connection is lost fails, and the next one goes on`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let superuser = try clusters.superuser(of: .first)
      let error = await #expect(throws: PostgresError.self) {
        try await context.transaction { context in
          _ = try await ProductRepository(context).insert(Self.draft("mate"))
          let process: Int32? = try await RepositorySession(context).value(
            Statement("select pg_backend_pid()", access: .read)
          )
          try await superuser.run("select pg_terminate_backend($1)", Parameters(process ?? 0))
          _ = try await ProductRepository(context).insert(Self.draft("yerba"))
        }
      }
      // The server may have said why before it was gone.
      #expect(error?.code == .connectionLost || error?.sqlState == .adminShutdown)
      try await context.transaction { context in
        _ = try await ProductRepository(context).insert(Self.draft("bombilla"))
      }
      let names = try await ProductRepository(context).find(limit: 10).map(\.name)
      #expect(names == ["bombilla"])
    }
  }

  @Test func `the error of a nested closure is thrown on even when its savepoint is lost`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let superuser = try clusters.superuser(of: .first)
      await #expect(throws: Stop.self) {
        try await context.transaction { context in
          try await context.transaction { context in
            let process: Int32? = try await RepositorySession(context).value(
              Statement("select pg_backend_pid()", access: .read)
            )
            try await superuser.run("select pg_terminate_backend($1)", Parameters(process ?? 0))
            throw Stop()
          }
        }
      }
    }
  }

  @Test func `a transaction of the control plane commits and rolls back as well`() async throws {
    try await TestClusters.withClusters { clusters in
      await #expect(throws: Stop.self) {
        try await clusters.admin.transaction { admin in
          try await RepositorySession(admin).run(
            Statement("update nv_accounts set business_name = 'Farma SA'", access: .write)
          )
          throw Stop()
        }
      }
      let count: Int64 = try await clusters.adminClient.value(
        "select count(*) from nv_accounts where business_name is not null"
      )
      #expect(count == 0)
    }
  }
}
