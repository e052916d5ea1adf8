import Demarc
import Logging
import NovaVisionRouting
import PostgresDriver
import TestClusters
import TestServers
import Testing

extension FaultScene {
  /// Lets every store serve its customers while faults happen to its cluster, and returns when the last
  /// caller has.
  func run(for duration: Duration, _ seed: Seed) async throws {
    let end = ContinuousClock.now + duration
    let listener = RegistryListener(
      clusters.admin,
      router: router,
      logger: Logger(label: "test.registry") { _ in SwiftLogNoOpLogHandler() },
      pause: .milliseconds(20)
    )
    try await withThrowingTaskGroup { group in
      group.addTask { try await listener.run() }
      for place in places { group.addTask { await place.traffic.listen() } }
      try await withThrowingTaskGroup { faults in
        for (index, place) in places.enumerated() {
          faults.addTask { try await place.chaos.run(until: end, seed.derived(index)) }
        }
        faults.addTask { try await harassAdmin(until: end, seed.derived(2)) }
        let load = Task { [self] in await runLoad(seed) }
        // A fault from which a store does not come back ends the run, and so does the load.
        defer { load.cancel() }
        try await faults.waitForAll()
        try await waitForCallers(load)
      }
      try await checkServices()
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  /// Serves customers until its task is cancelled: when the last fault is over.
  private func runLoad(_ seed: Seed) async {
    await withTaskGroup { group in
      for (index, ledger) in ledgers.enumerated() {
        let load = StoreLoad(ledger: ledger, router: router, callers: callers)
        for caller in 0..<12 {
          let seed = seed.derived(100 * (index + 1) + caller)
          // Handlers of a server run on the loop; others do not.
          let executor = caller % 2 == 0 ? PostgresClient.executor : nil
          group.addTask(executorPreference: executor) { await load.run(seed) }
        }
      }
      for (index, place) in places.enumerated() {
        let (traffic, seed) = (place.traffic, seed.derived(1000 * (index + 1)))
        group.addTask { await traffic.notify(seed) }
        for ledger in ledgers where ledger.store.cluster == place.cluster.id {
          for caller in 1...3 {
            group.addTask { await traffic.stream(of: ledger, seed.derived(caller)) }
          }
        }
      }
    }
  }

  /// Ends connections to the control plane, whose answers the router keeps for a while.
  private func harassAdmin(until end: ContinuousClock.Instant, _ seed: Seed) async throws {
    var seed = seed
    while ContinuousClock.now < end {
      try await Task.sleep(for: seed.milliseconds(100...800))
      do {
        try await clusters.adminClient.run(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
          """
        )
      } catch  where isExpected(error) {
        // The one before has ended this connection, too.
        continue
      }
      if seed.oneIn(3) { router.invalidate() }
    }
  }

  /// Requires that every caller returns.
  private func waitForCallers(_ load: Task<Void, Never>) async throws {
    load.cancel()
    let end = ContinuousClock.now + .seconds(30)
    while !callers.open.isEmpty {
      guard ContinuousClock.now < end else {
        // Said here, because what hangs may keep the test from ending.
        Issue.record("callers hang: \(callers.open)")
        throw NotInTime(description: "every caller returns")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    await load.value
  }
}
