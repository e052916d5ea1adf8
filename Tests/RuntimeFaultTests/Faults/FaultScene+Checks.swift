@testable import Demarc
import NovaVisionRouting
@testable import PostgresDriver
import TestClusters
import TestServers
import Testing

/// What must hold when the faults are over.
extension FaultScene {
  /// Requires that every store is served, and that whoever listens hears.
  func checkServices() async throws {
    for ledger in ledgers {
      try await eventually("\(ledger.store) is served", within: .seconds(40)) {
        do {
          let context = try await router.context(forSlug: ledger.store.slug)
          try await context.transaction { _ in }
          return true
        } catch  where isExpected(error) {
          try await Task.sleep(for: .milliseconds(20))
          return false
        }
      }
    }
    for place in places {
      try await eventually("\(place.cluster.id) is listened to", within: .seconds(20)) {
        try await persistently { try await place.traffic.isListening() }
      }
      // The registry's listener alone tells the router, which keeps answers for longer than the test lasts.
      for status in ["maintenance", "ready"] {
        try await setStatus(status, of: place.cluster)
        try await eventually("the router hears that \(place.cluster.id) is '\(status)'") {
          try await isServing(place.cluster.stores[0]) == (status == "ready")
        }
      }
    }
  }

  private func setStatus(_ status: String, of cluster: FaultCluster) async throws {
    _ = try await persistently {
      try await clusters.adminClient.run(
        "update backend_clusters set status = $1 where cluster_id = $2",
        Parameters(status, cluster.id.rawValue)
      )
    }
  }

  /// Nil when the Admin DB could not be asked.
  private func isServing(_ store: TestStore) async throws -> Bool? {
    do {
      _ = try await router.context(forSlug: store.slug)
      return true
    } catch let error as RoutingError where error.code == .clusterNotReady {
      return false
    } catch  where isExpected(error) {
      return nil
    }
  }

  /// Compares what callers were told with what the tables hold.
  func checkLedgers() async throws {
    for ledger in ledgers {
      #expect(ledger.complaints.isEmpty, "\(ledger.complaints.prefix(10))")
      let place = try #require(places.first { $0.cluster.id == ledger.store.cluster })
      let buyers: [String] = try await place.cluster.operate { superuser in
        try await superuser.values(
          """
          select buyer_email::text from orders
          join demarc.tenant_fence using (client_id) where account_id = $1
          """,
          Parameters(ledger.store.account)
        )
      }
      var counts: [String: Int] = [:]
      for buyer in buyers { counts[buyer, default: 0] += 1 }
      let fates = ledger.fates
      let lost = fates.filter { $0.value == .present && counts[$0.key] == nil }.keys
      let undead = fates.filter { $0.value == .absent && counts[$0.key] != nil }.keys
      let strangers = counts.keys.filter { fates[$0] == nil }
      #expect(lost.isEmpty, "\(ledger.store): acknowledged and lost: \(lost.prefix(5))")
      #expect(undead.isEmpty, "\(ledger.store): failed and done: \(undead.prefix(5))")
      #expect(strangers.isEmpty, "\(ledger.store): written by nobody: \(strangers.prefix(5))")
      let doubled = counts.filter { $0.value > 1 }.keys
      #expect(doubled.isEmpty, "\(ledger.store): done twice: \(doubled.prefix(5))")
      #expect(ledger.readRows > 0 && fates.values.contains(.present))
    }
  }

  /// Checks that no connection keeps anything of whom it served.
  func checkConnections() async throws {
    for place in places {
      try await eventually("no transaction of \(place.cluster.id) is left open") {
        let open: Int64 = try await place.cluster.operate { superuser in
          try await superuser.value(
            "select count(*) from pg_stat_activity where usename = 'app' and state <> 'idle'"
          )
        }
        return open == 0
      }
      let current = place.cluster.name(ofMove: place.chaos.currentMove)
      try await eventually("only the last address is still connected to") {
        let old: Int64 = try await place.cluster.operate { superuser in
          try await superuser.value(
            """
            select count(*) from pg_stat_activity
            where application_name like 'move%' and application_name <> $1
            """,
            Parameters(current)
          )
        }
        return old == 0
      }
      for client in [try await client(of: place.cluster), place.traffic.client] {
        try await checkLanes(of: client)
        try await checkPool(of: client)
      }
    }
  }

  private func client(of cluster: FaultCluster) async throws -> PostgresClient {
    let registry = AdminClusterRegistry(clusters.admin, key: TestClusters.key)
    let registrations = try await persistently { try await registry.clusters() }
    let registration = try #require(registrations.first { $0.id == cluster.id })
    return try await router.connections.link(to: registration).client
  }

  private func checkLanes(of client: PostgresClient) async throws {
    let count = client.configuration.sharedLanes
    try await eventually("every lane is open") {
      // A lane that was lost is opened when the others have callers.
      try await withThrowingDiscardingTaskGroup { group in
        for _ in 0..<count {
          group.addTask {
            try await persistently { _ = try await client.run("select pg_sleep(0.1)") }
          }
        }
      }
      return client.lanes.open.count == count
    }
    for lane in client.lanes.open {
      await lane.waitUntilIdle()
      try await check(lane)
      #expect(await lane.inFlight == 0)
    }
  }

  /// Takes every connection of the pool at once: one that was never given back is missed here.
  private func checkPool(of client: PostgresClient) async throws {
    let count = client.configuration.maximumLeasedConnections
    let here = Gathering()
    try await withThrowingTaskGroup { group in
      for _ in 0..<count {
        group.addTask {
          try await client.withConnection { connection in
            await here.enter()
            try await eventually("every leased connection is free") {
              await here.count == count
            }
            try await check(connection)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func check(_ connection: PostgresConnection) async throws {
    #expect(await connection.isClean)
    let settings = try await connection.execute(
      Statement(
        """
        select coalesce(current_setting('demarc.tenant', true), ''),
          current_setting('statement_timeout')
        """,
        access: .read
      )
    ).one { row in (try row.next(String.self), try row.next(String.self)) }
    #expect(settings == ("", "1s"))
  }
}

/// Counts who has come.
private actor Gathering {
  private(set) var count = 0

  func enter() {
    count += 1
  }
}
