import BackendData
@testable import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct TenantPreludeTests {
  @Test(arguments: PreludeProbe.allCases)
  func `the prelude of a write keeps its promise`(promise: PreludeProbe) async throws {
    try await TestClusters.withClusters { clusters in
      let isKept = try await promise.isKept(by: TenantPrelude.writeSQL, on: clusters)
      #expect(isKept)
    }
  }

  // A read locks nothing: it may see the rows as they were when the fence was open.
  @Test(arguments: PreludeProbe.allCases.filter { $0 != .closingFenceStopsWrites })
  func `the prelude of a read keeps its promise`(promise: PreludeProbe) async throws {
    try await TestClusters.withClusters { clusters in
      let isKept = try await promise.isKept(by: TenantPrelude.readSQL, on: clusters)
      #expect(isKept)
    }
  }

  @Test func `readers of a stale and of a live tenant over one lane each get their own answer`()
    async throws
  {
    var options = TestClusters.Options()
    options.router.sharedLanes = 1
    try await TestClusters.withClusters(options) { clusters in
      let farma = try await clusters.context(of: .farma)
      let libros = try await clusters.context(of: .libros)
      for context in [farma, libros] { try await IsolationCase.Parent.products.insert(context) }
      let expected = Set(try await ProductRepository(farma).find(limit: 10))
      try await clusters.setFence(of: .libros, "epoch = 2")

      let outcomes = await withTaskGroup(of: (isLive: Bool, Outcome).self) { group in
        for reader in 0..<200 {
          let context = reader % 2 == 0 ? farma : libros
          group.addTask { (reader % 2 == 0, await read(context)) }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count == 200)
      #expect(Set(outcomes.filter(\.isLive).compactMap(\.1.lane)).count == 1)
      for (isLive, outcome) in outcomes {
        switch outcome {
        case .rows(let rows, _): #expect(isLive && Set(rows) == expected)
        case .refused(let code): #expect(!isLive && code == .stalePlacement)
        case .failed(let error): Issue.record(error)
        }
      }
    }
  }

  private enum Outcome: Sendable {
    case rows([Product], lane: String?)
    case refused(RoutingError.Code)
    case failed(any Error)

    var lane: String? {
      if case .rows(_, let lane) = self { lane } else { nil }
    }
  }

  private func read(_ context: ClusterContext) async -> Outcome {
    do {
      let lane: String? = try await RepositorySession(context).value(
        Statement("select pg_backend_pid()::text", access: .read)
      )
      return .rows(try await ProductRepository(context).find(limit: 10), lane: lane)
    } catch let error as RoutingError {
      return .refused(error.code)
    } catch {
      return .failed(error)
    }
  }

  @Test func `a write that meets a closing fence is refused and leaves nothing`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let superuser = try clusters.superuser(of: .first)
      let isRefused = Flag()
      try await whileFenceCloses(of: context, superuser) {
        do {
          _ = try await ProductRepository(context).insert(
            Product.Draft(name: "late", slug: "late", price: 1, currency: "ARS")
          )
        } catch let error as RoutingError where error.code == .stalePlacement {
          isRefused.raise()
        } catch {
          Issue.record(error)
        }
      }
      #expect(isRefused.isRaised)
      let rows: Int64 = try await superuser.value("select count(*) from products")
      #expect(rows == 0)
    }
  }

  @Test func `a transaction that meets a closing fence is refused before its closure runs`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let isRefused = Flag()
      try await whileFenceCloses(of: context, try clusters.superuser(of: .first)) {
        do {
          try await context.transaction { _ in _ = Issue.record("the closure ran") }
        } catch let error as RoutingError where error.code == .stalePlacement {
          isRefused.raise()
        } catch {
          Issue.record(error)
        }
      }
      #expect(isRefused.isRaised)
    }
  }
}
