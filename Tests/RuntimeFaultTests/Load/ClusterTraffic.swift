import Demarc
import PostgresDriver
import Synchronization
import TestClusters
import TestServers

/// What goes on beside the stores' customers on one cluster: streams of many rows, which fight for few
/// connections, and notifications.
final class ClusterTraffic: Sendable {
  private struct State {
    var heard: Set<Int> = []
    var sent = 0
    var streamedRows = 0
  }

  private let ledgers: [OrderLedger]
  let client: PostgresClient
  private let callers: Callers
  private let state = Mutex(State())

  /// - Parameters:
  ///   - client: reaches the cluster as the application does, with few connections and little patience.
  ///   - ledgers: those of the stores on the cluster.
  ///   - callers: counts the calls.
  init(_ client: PostgresClient, _ ledgers: [OrderLedger], _ callers: Callers) {
    self.client = client
    self.ledgers = ledgers
    self.callers = callers
  }

  /// How many rows were read one by one.
  var streamedRows: Int { state.withLock { $0.streamedRows } }

  // MARK: Streams

  /// Streams the orders of a store until its task is cancelled, sometimes not to the end.
  func stream(of ledger: OrderLedger, _ seed: Seed) async {
    var seed = seed
    while !Task.isCancelled {
      let isCancelled = seed.oneIn(4)
      let patience = seed.milliseconds(0...30)
      let limit = seed.oneIn(2) ? Int.max : Int.random(in: 0...50, using: &seed)
      await callers.run("\(ledger.store) stream") {
        let task = Task { await stream(of: ledger, limit: limit) }
        if isCancelled {
          try? await Task.sleep(for: patience)
          task.cancel()
        }
        await task.value
      }
      try? await Task.sleep(for: seed.milliseconds(1...20))
    }
  }

  private func stream(of ledger: OrderLedger, limit: Int) async {
    do {
      let tenant = try await tenant(of: ledger.store)
      let statement = Statement(
        "select buyer_email::text from orders limit 2000",
        access: .read
      )
      try await client.withRows(of: statement, after: .forging(tenant)) { rows in
        var count = 0
        for try await row in rows {
          guard count < limit else { return }
          ledger.check(buyer: try row.decode { try $0.next(String?.self) })
          count += 1
          state.withLock { $0.streamedRows += 1 }
        }
      }
    } catch {
      ledger.complain(about: error)
    }
  }

  private func tenant(of store: TestStore) async throws -> TenantID {
    let tenant = try await client.execute(
      Statement(
        "select client_id from demarc.tenant_fence where account_id = $1",
        Parameters(store.account),
        access: .read
      )
    ).one { row in try row.next(TenantID.self) }
    return tenant
  }

  // MARK: Notifications

  /// Listens until its task is cancelled, and again when the connection is lost.
  func listen() async {
    while !Task.isCancelled {
      do {
        try await client.withNotifications(from: [channel]) { notifications in
          for try await notification in notifications { hear(notification) }
        }
      } catch {
        ledgers[0].complain(about: error)
        // Cancelled, the loop ends by itself.
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
  }

  private func hear(_ notification: PostgresNotification) {
    guard let number = Int(notification.payload) else {
      return ledgers[0].complain("a notification said '\(notification.payload)'")
    }
    let isNew = state.withLock { $0.heard.insert(number).inserted }
    if !isNew { ledgers[0].complain("notification \(number) was heard twice") }
  }

  /// Notifies again and again until its task is cancelled.
  func notify(_ seed: Seed) async {
    var seed = seed
    while !Task.isCancelled {
      await callers.run("notify") {
        // A notification that was begun is sent, whenever the run ends.
        await Task {
          do {
            _ = try await notify()
          } catch {
            ledgers[0].complain(about: error)
          }
        }.value
      }
      try? await Task.sleep(for: seed.milliseconds(1...20))
    }
  }

  private func notify() async throws -> Int {
    let number = state.withLock { state in
      state.sent += 1
      return state.sent
    }
    try await client.run("select pg_notify('\(channel)', $1)", Parameters("\(number)"))
    return number
  }

  /// Whether a notification that is sent now is heard.
  func isListening() async throws -> Bool {
    let number = try await notify()
    let end = ContinuousClock.now + .milliseconds(500)
    while ContinuousClock.now < end {
      if state.withLock({ $0.heard.contains(number) }) { return true }
      try await Task.sleep(for: .milliseconds(5))
    }
    return false
  }
}

private let channel = "faults"
