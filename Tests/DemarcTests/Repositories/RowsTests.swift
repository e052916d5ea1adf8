import AdminData
import BackendData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// Rows of a repository that are read one by one.
struct RowsTests {
  private static func products(_ count: Int) -> [Product.Draft] {
    (0..<count).map { number in
      Product.Draft(
        name: "product \(number)",
        slug: "product \(number)",
        price: 10,
        currency: "ARS",
        position: Int32(number),
        description: String(repeating: "words ", count: 100),
        isActive: number % 2 == 0
      )
    }
  }

  /// Lends the products of a tenant whose neighbour has some too.
  private func withProducts(
    _ count: Int,
    _ body: (ProductRepository, ClusterContext, TestClusters) async throws -> Void
  ) async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let neighbour = ProductRepository(try await clusters.context(of: .libros))
      _ = try await neighbour.insert(contentsOf: Self.products(10))
      _ = try await ProductRepository(context).insert(contentsOf: Self.products(count))
      try await body(ProductRepository(context), context, clusters)
    }
  }

  @Test func `rows come in order, those alone that the filter lets through`() async throws {
    try await withProducts(2000) { products, _, _ in
      let positions = try await products.withRows(
        where: .isActive(true),
        by: .position(.descending)
      ) { rows in
        try await rows.reduce(into: []) { $0.append($1.position) }
      }
      #expect(positions == (0..<2000).filter { $0 % 2 == 0 }.reversed().map(Int32.init))
      let all = try await products.withRows { rows in
        try await rows.reduce(into: []) { $0.append($1) }
      }
      #expect(all == (try await products.find(limit: 3000)))
      #expect(all.count == 2000)
      let none = try await products.withRows(where: .slug("none")) { rows in
        try await rows.reduce(into: 0) { count, _ in count += 1 }
      }
      #expect(none == 0)
    }
  }

  @Test func `the control plane's rows come the same way`() async throws {
    try await TestClusters.withClusters { clusters in
      let plans = PlanRepository(clusters.admin)
      let drafts = (100..<900).map { number in
        Plan.Draft(planKey: .init("plan \(number)"), monthlyFee: 10, entitlements: JSON(text: "{}"))
      }
      _ = try await plans.insert(contentsOf: drafts)
      let keys = try await plans.withRows { rows in
        try await rows.reduce(into: []) { $0.append($1.planKey) }
      }
      #expect(keys == drafts.map(\.planKey) + ["starter"])
      let inside = try await clusters.admin.transaction { admin in
        try await PlanRepository(admin).withRows { rows in
          for try await plan in rows { return plan.planKey }
          return "none"
        }
      }
      #expect(inside == "plan 100")
    }
  }

  @Test func `a reader that falls behind stops the server, and memory holds few rows`()
    async throws
  {
    try await withProducts(20_000) { products, _, clusters in
      let superuser = try clusters.superuser(of: .first)
      try await products.withRows(by: .position()) { rows in
        var iterator = rows.makeAsyncIterator()
        #expect(try await iterator.next()?.position == 0)
        // Some 12 MB of rows are left, and the server cannot get rid of them.
        try await eventually("the server waits until it can send") {
          let waits: Int64 = try await superuser.value(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event = 'ClientWrite'
            """
          )
          return waits == 1
        }
        var count = 1
        while try await iterator.next() != nil { count += 1 }
        #expect(count == 20_000)
      }
    }
  }

  @Test func `leaving early gives back a connection that serves on`() async throws {
    try await withProducts(20_000) { products, context, _ in
      let process = try await context.transaction { try await Self.process($0) }
      for _ in 0..<5 {
        let first = try await products.withRows(by: .position()) { rows in
          for try await row in rows { return row.position }
          return -1
        }
        #expect(first == 0)
      }
      let same = try await context.transaction { try await Self.process($0) }
      #expect(same == process)
      #expect(try await products.count() == 20_000)
    }
  }

  private static func process(_ context: ClusterContext) async throws -> Int32? {
    try await RepositorySession(context)
      .value(Statement("select pg_backend_pid()", access: .read))
  }

  @Test
  func `within a transaction a reader that leaves early, or throws, ends no more than itself`()
    async throws
  {
    struct Stop: Error {}
    try await withProducts(5000) { products, context, _ in
      try await context.transaction { context in
        let products = ProductRepository(context)
        _ = try await products.insert(
          Product.Draft(name: "before", slug: "before", price: 1, currency: "ARS")
        )
        let first = try await products.withRows(by: .position()) { rows in
          for try await row in rows { return row.position }
          return -1
        }
        #expect(first == 0)
        await #expect(throws: Stop.self) {
          try await products.withRows { rows in for try await _ in rows { throw Stop() } }
        }
        let count = try await products.withRows { rows in
          try await rows.reduce(into: 0) { count, _ in count += 1 }
        }
        #expect(count == 5001)
        _ = try await products.insert(
          Product.Draft(name: "after", slug: "after", price: 1, currency: "ARS")
        )
      }
      #expect(try await products.count() == 5002)
    }
  }

  @Test func `a reader that is cancelled returns, and its connection serves on`() async throws {
    try await withProducts(5000) { products, context, clusters in
      let process = try await context.transaction { try await Self.process($0) }
      let task = Task {
        try await products.withRows { rows in
          var count = 0
          for try await _ in rows {
            count += 1
            if count == 700 { withUnsafeCurrentTask { $0?.cancel() } }
          }
          return count
        }
      }
      await #expect(throws: CancellationError.self) { try await task.value }
      let same = try await context.transaction { try await Self.process($0) }
      #expect(same == process)
      let idle: Int64 = try await clusters.superuser(of: .first).value(
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and usename = 'app' and state <> 'idle'
        """
      )
      #expect(idle == 0)
    }
  }

  @Test func `a backend that is lost among its rows is an error, and the next reader goes on`()
    async throws
  {
    try await withProducts(20_000) { products, _, clusters in
      let superuser = try clusters.superuser(of: .first)
      let error = await #expect(throws: PostgresError.self) {
        try await products.withRows { rows in
          var count = 0
          for try await _ in rows {
            count += 1
            guard count == 100 else { continue }
            try await superuser.run(
              """
              select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and usename = 'app'
                and query like '%public.products%' and state = 'active'
              """
            )
          }
        }
      }
      #expect(error?.code == .connectionLost || error?.sqlState == .adminShutdown)
      let count = try await products.withRows { rows in
        try await rows.reduce(into: 0) { count, _ in count += 1 }
      }
      #expect(count == 20_000)
    }
  }

  @Test func `a tenant that is no longer served under the context is shown no row`() async throws {
    try await withProducts(10) { products, _, clusters in
      for state in ["state = 'moved'", "state = 'suspended'", "state = 'active', epoch = 7"] {
        try await clusters.setFence(of: .farma, state)
        let error = await #expect(throws: RoutingError.self) {
          try await products.withRows { _ in Issue.record("the closure ran") }
        }
        #expect(error?.code == .stalePlacement)
      }
    }
  }
}
