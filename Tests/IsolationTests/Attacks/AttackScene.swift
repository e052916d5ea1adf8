@testable import Demarc
@testable import PostgresDriver
import Synchronization
import TestClusters
import TestServers

/// The attacker, its neighbour on the same cluster, a tenant of another cluster, and ways around the router.
struct AttackScene: Sendable {
  let clusters: TestClusters
  /// Who attacks.
  let own: ClusterContext
  /// Shares the cluster, and over the router its one lane and its one leased connection, with the attacker.
  let neighbour: ClusterContext
  /// Lives on another cluster.
  let stranger: ClusterContext
  /// The relation under attack.
  let relation: String

  /// Whether both tenants are served by the same backend of the server, outside of transactions and inside:
  /// without that, an attack over a shared connection would prove nothing.
  func sharesConnections() async throws -> Bool {
    let lanes = (try await backend(own), try await backend(neighbour))
    let leases = (
      try await own.transaction { try await backend($0) },
      try await neighbour.transaction { try await backend($0) }
    )
    return lanes.0 == lanes.1 && leases.0 == leases.1
  }

  func backend(_ context: ClusterContext) async throws -> String? {
    try await value("select pg_backend_pid()::text", as: context)
  }

  /// Whether two reads that start in one turn of the lane's event loop share a round trip, and so a
  /// transaction of the server.
  func sharesRoundTrips() async throws -> Bool {
    let time = "select pg_backend_pid() || ' ' || transaction_timestamp()"
    // The driver has one of its own for Thread Sanitizer.
    let first = Synchronization.Mutex<String?>(nil)
    let second = try await inOneTick {
      let text = try await value(time, as: neighbour)
      first.withLock { $0 = text }
    } then: {
      try await value(time, as: own)
    }
    return first.withLock { $0 } == second
  }

  /// The text that a statement of raw SQL gives to a tenant.
  func value(_ sql: String, as context: ClusterContext) async throws -> String? {
    try await RepositorySession(context).value(Statement(sql, access: .read))
  }

  /// How many rows of the relation the neighbour sees, without any predicate.
  func countAsNeighbour() async throws -> String? {
    try await value("select count(*)::text from public.\(relation)", as: neighbour)
  }

  /// Runs a statement that fails.
  ///
  /// - Throws: its error.
  func fail(as context: ClusterContext) async throws {
    _ = try await value("select (1 / 0)::text", as: context)
  }

  /// Runs a closure that must fail.
  func requireFailure(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch is PostgresError {
      return
    }
    throw TestProjectError(description: "What should fail around the attack did not.")
  }

  /// Runs a closure that the fence must refuse.
  func requireRefusal(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as RoutingError where error.code == .stalePlacement {
      return
    }
    throw TestProjectError(description: "The stale neighbour was not refused.")
  }

  // MARK: Order

  /// Runs two closures that both start in one turn of the lane's event loop, the first one first, and gives
  /// what the second returns; reads that start so share a round trip.
  func inOneTick<Value: Sendable>(
    _ first: @escaping @Sendable () async throws -> Void,
    then second: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let (one, two) = try await Task(executorPreference: PostgresClient.executor) {
      // A task goes on where its answer arrived; but not when the answer was there before it waited.
      while !isOnLoopOfLane { _ = try await backend(own) }
      // Both are waiting for the loop before it has a turn for either.
      async let one = result(of: first)
      async let two = result(of: second)
      return await (one, two)
    }.value
    try one.get()
    return try two.get()
  }

  /// Whether the caller runs on the event loop of the lane that the tenants share.
  private var isOnLoopOfLane: Bool {
    own.route.link.client.lanes.open.allSatisfy(\.loop.isOnThread)
  }

  /// Runs a closure behind a statement of the neighbour whose caller has gone, but which the server still runs.
  ///
  /// - Parameters:
  ///   - first: runs a statement as the neighbour.
  ///   - second: what follows.
  /// - Returns: what the second closure returns.
  /// - Throws: what the second closure throws, or `PostgresError`.
  func afterCancelled<Value: Sendable>(
    _ first: @escaping @Sendable (_ sql: String) async throws -> Void,
    then second: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let superuser = try clusters.superuser(of: .first)
    try await superuser.run("select pg_advisory_lock(7)")
    let cancelled = Task { try await first("select pg_advisory_xact_lock(7)::text") }
    try await eventually("the neighbour's statement runs") {
      let waiting: Int64 = try await superuser.value(
        """
        select count(*) from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())
        """
      )
      return waiting == 1
    }
    cancelled.cancel()
    guard case .failure = await cancelled.result else {
      throw TestProjectError(description: "The neighbour's statement was not cancelled.")
    }
    async let value = second()
    try await superuser.run("select pg_advisory_unlock(7)")
    return try await value
  }
}

private func result<Value: Sendable>(
  of body: @Sendable () async throws -> Value
) async -> Result<Value, any Error> {
  do { return .success(try await body()) } catch { return .failure(error) }
}
