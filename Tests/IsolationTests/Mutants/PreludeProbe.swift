import BackendData
import Demarc
import PostgresDriver
import TestClusters
import TestServers

/// What a prelude must guarantee, tried out with real concurrency.
enum PreludeProbe: String, Sendable, CaseIterable {
  /// A stale tenant whose statement shares a round trip with a live one's sees no tenant at all.
  case staleTenantSeesNone
  /// A write that meets a fence that is being closed does not go through.
  case closingFenceStopsWrites
  /// Nothing of the setting is left for whoever uses the connection next.
  case settingEnds
  /// A context of an older placement gets no tenant.
  case olderEpochGetsNone
  /// A fence that is not open gives no tenant.
  case closedFenceGivesNone

  /// Whether a prelude keeps the promise.
  ///
  /// - Parameters:
  ///   - sql: the prelude, with the tenant, epoch and state as `$1` to `$3`.
  ///   - clusters: fresh clusters.
  /// - Returns: whether it is kept.
  /// - Throws: `PostgresError` when the probe itself fails.
  func isKept(by sql: String, on clusters: TestClusters) async throws -> Bool {
    let client = try clusters.application(of: .first)
    let farma = try await clusters.context(of: .farma)
    let live = PreludeProbe.prelude(sql, farma)
    switch self {
    case .staleTenantSeesNone:
      let libros = try await clusters.context(of: .libros)
      try await clusters.setFence(of: .libros, "epoch = 2")
      let seen = try await tenantSeen(
        by: PreludeProbe.prelude(sql, libros),
        behind: live,
        over: client
      )
      return seen == ""
    case .closingFenceStopsWrites:
      return try await !isWritten(behind: live, as: farma, over: client, clusters)
    case .settingEnds:
      try await client.run("select 1", after: live)
      let left: String = try await client.value(Self.settingSQL)
      return left == ""
    case .olderEpochGetsNone:
      try await clusters.setFence(of: .farma, "epoch = 2")
      return try await settingGiven(by: live, over: client) != farma.tenantID.description
    case .closedFenceGivesNone:
      try await clusters.setFence(of: .farma, "state = 'suspended'")
      return try await settingGiven(by: live, over: client) != farma.tenantID.description
    }
  }

  /// A prelude that checks nothing itself, so that the server alone must stop what is wrong.
  private static func prelude(_ sql: String, _ context: ClusterContext) -> Prelude {
    Prelude(
      Statement(sql, Parameters(context.tenantID, context.epoch, "active"), access: .read)
    ) { _ in }
  }

  private func settingGiven(by prelude: Prelude, over client: PostgresClient) async throws
    -> String
  {
    try await client.value(Self.settingSQL, after: prelude)
  }

  /// On a connection that never knew the setting it is NULL.
  private static let settingSQL = "select coalesce(current_setting('demarc.tenant', true), '')"

  // MARK: One round trip

  private struct Sight: Sendable {
    let transaction: String
    let time: Int64
    let tenant: String?
  }

  /// The tenant that a statement sees right behind another one's, in the same implicit transaction on the
  /// same connection.
  private func tenantSeen(
    by stale: Prelude,
    behind live: Prelude,
    over client: PostgresClient
  ) async throws -> String? {
    var found: String??
    // Whether two statements share a round trip is up to the loop, so they are sent until they do.
    try await eventually("two statements in one round trip") {
      async let first = look(after: live, over: client)
      async let second = look(after: stale, over: client)
      let (front, back) = try await (first, second)
      guard front.transaction == back.transaction, front.time < back.time else { return false }
      found = .some(back.tenant)
      return true
    }
    return found ?? nil
  }

  private func look(after prelude: Prelude, over client: PostgresClient) async throws -> Sight {
    let sql = """
      select pg_backend_pid()::text || ' ' || transaction_timestamp()::text,
        (extract(epoch from clock_timestamp()) * 1000000)::bigint,
        current_setting('demarc.tenant', true)
      """
    return try await client.execute(Statement(sql, access: .read), after: prelude).one { row in
      Sight(transaction: try row.next(), time: try row.next(), tenant: try row.next())
    }
  }

  // MARK: A closing fence

  /// Begins to close the fence, starts a write, ends the closing once the write waits for it, and tells
  /// whether the write went through.
  private func isWritten(
    behind prelude: Prelude,
    as context: ClusterContext,
    over client: PostgresClient,
    _ clusters: TestClusters
  ) async throws -> Bool {
    let superuser = try clusters.superuser(of: .first)
    try await whileFenceCloses(of: context, superuser) {
      // What is refused here is what the count below shows.
      _ = try? await client.run(
        """
        insert into products (client_id, name, slug, price, currency)
        values ($1, 'late', 'late', 1, 'ARS')
        """,
        Parameters(context.tenantID),
        after: prelude
      )
    }
    let rows: Int64 = try await superuser.value("select count(*) from products")
    return rows > 0
  }
}

/// Closes the fence of a tenant while a closure writes: the closing is under way before the write starts, and
/// ends when the write waits for it or is done.
func whileFenceCloses(
  of context: ClusterContext,
  _ superuser: PostgresClient,
  _ write: @escaping @Sendable () async -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    let isDone = Flag()
    try await superuser.withTransaction { connection in
      _ = try await connection.execute(
        Statement(
          "update demarc.tenant_fence set state = 'moved' where client_id = $1",
          Parameters(context.tenantID),
          access: .write
        )
      )
      group.addTask {
        await write()
        isDone.raise()
      }
      try await eventually("the write waits for the fence") {
        let waiting: Int64 = try await superuser.value(
          """
          select count(*) from pg_stat_activity
          where datname = current_database() and usename = 'app' and wait_event_type = 'Lock'
          """
        )
        return waiting > 0 || isDone.isRaised
      }
    }
    try await group.waitForAll()
  }
}
