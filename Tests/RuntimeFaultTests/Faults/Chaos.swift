import BackendData
import Demarc
import EphemeralPostgres
import PostgresDriver
import Synchronization
import TestClusters
import TestServers

/// Does one fault after the other to a cluster, each kind before any comes again.
final class Chaos: Sendable {
  private enum Fault: CaseIterable {
    case killSome, killAll, restart, loseMemory
    case cutNetwork, slowNetwork, silentNetwork
    case exhaustPool, lockTable, closeFences, moveAddress
  }

  let cluster: FaultCluster
  private let ledgers: [OrderLedger]
  private let router: ClusterRouter
  private let counts = Mutex([String: Int]())
  private let moves = Mutex(0)

  init(_ cluster: FaultCluster, _ ledgers: [OrderLedger], _ router: ClusterRouter) {
    self.cluster = cluster
    self.ledgers = ledgers
    self.router = router
  }

  /// How often each fault was done.
  var done: [String: Int] { counts.withLock { $0 } }
  /// The number of the address that the registry has now.
  var currentMove: Int { moves.withLock { $0 } }

  /// Goes on until a time, but not before every kind of fault was done once.
  func run(until end: ContinuousClock.Instant, _ seed: Seed) async throws {
    var seed = seed
    repeat {
      for fault in Fault.allCases.shuffled(using: &seed) {
        try await perform(fault, &seed)
        counts.withLock { $0["\(fault)", default: 0] += 1 }
        // Now and then the next fault meets what the last one has left.
        if seed.oneIn(4) { continue }
        try await waitForWrites(after: fault)
      }
    } while ContinuousClock.now < end
  }

  private func perform(_ fault: Fault, _ seed: inout Seed) async throws {
    switch fault {
    case .killSome: try await cluster.killConnections(share: 0.5)
    case .killAll: try await cluster.killConnections(share: 1)
    case .restart: try await cluster.server.restart(mode: "fast")
    case .loseMemory: try await cluster.server.restart(mode: "immediate")
    case .cutNetwork:
      for _ in 0..<5 {
        cluster.proxy.cut()
        try await Task.sleep(for: seed.milliseconds(1...50))
      }
    case .slowNetwork: try await change(.slow(5_000), for: seed.milliseconds(100...500))
    case .silentNetwork:
      // Sometimes for longer than anybody waits for an answer.
      try await change(.silent, for: seed.milliseconds(seed.oneIn(3) ? 1500...4000 : 10...300))
    case .exhaustPool: try await holdConnections(for: seed.milliseconds(50...300))
    case .lockTable: try await lockOrders(for: seed.milliseconds(100...1500))
    case .closeFences:
      try await cluster.setFences("draining")
      try await Task.sleep(for: seed.milliseconds(10...200))
      try await cluster.setFences("active")
    case .moveAddress:
      try await cluster.register(
        asMove: moves.withLock {
          $0 += 1; return $0
        }
      )
    }
  }

  private func change(_ weather: TestProxy.Weather, for duration: Duration) async throws {
    cluster.proxy.set(weather)
    try await Task.sleep(for: duration)
    // No network goes on where bytes of a connection have vanished.
    if case .silent = weather { cluster.proxy.cut() }
    cluster.proxy.set(.fair)
    if case .silent = weather { cluster.proxy.cut() }
  }

  /// Takes more connections than there are for transactions that do nothing.
  private func holdConnections(for duration: Duration) async throws {
    await withTaskGroup { group in
      for ledger in ledgers {
        for _ in 0..<12 {
          group.addTask { [router] in
            do {
              let context = try await router.context(forSlug: ledger.store.slug)
              try await context.transaction { _ in try await Task.sleep(for: duration) }
            } catch {
              ledger.complain(about: error)
            }
          }
        }
      }
    }
  }

  /// Lets every statement on orders wait, some beyond their time.
  private func lockOrders(for duration: Duration) async throws {
    try await cluster.operate { superuser in
      try await superuser.withTransaction { connection in
        _ = try await connection.execute(
          Statement("lock table orders in access exclusive mode", access: .write)
        )
        try await Task.sleep(for: duration)
      }
    }
  }

  /// Returns when each store of the cluster was served again.
  private func waitForWrites(after fault: Fault) async throws {
    for ledger in ledgers {
      let goal = ledger.acknowledged + 5
      let end = ContinuousClock.now + .seconds(40)
      while ledger.acknowledged < goal {
        guard ContinuousClock.now < end else {
          throw NotInTime(description: "\(ledger.store) was not served again after \(fault)")
        }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }
}
