import TestClusters

/// Preludes that are wrong in one way each, and the promises that they break: without these the probes would
/// prove nothing.
struct PreludeMutant: Mutant {
  let name: String
  let sql: String
  let broken: Set<PreludeProbe>

  var layer: MutantLayer { .prelude }
  var breakage: String { sql }
  var killers: [String] { PreludeProbe.allCases.filter(broken.contains).map(\.rawValue) }

  func notices() async throws -> [String: String] {
    var notices: [String: String] = [:]
    for promise in PreludeProbe.allCases {
      let isKept = try await TestClusters.withClusters { clusters in
        try await promise.isKept(by: sql, on: clusters)
      }
      if !isKept { notices[promise.rawValue] = "the promise is broken" }
    }
    return notices
  }

  private static let open = "client_id = $1 and epoch = $2 and state = $3"

  static let all: [PreludeMutant] = [
    PreludeMutant(
      name: "the lock in the select that sets",
      sql: """
        select set_config('demarc.tenant', client_id::text, true) from demarc.tenant_fence
        where \(open) for share
        """,
      broken: [.closingFenceStopsWrites, .staleTenantSeesNone]
    ),
    PreludeMutant(
      name: "no lock",
      sql: """
        select set_config('demarc.tenant', coalesce((
          select client_id::text from demarc.tenant_fence where \(open)), ''), true)
        """,
      broken: [.closingFenceStopsWrites]
    ),
    PreludeMutant(
      name: "nothing set behind a closed fence",
      sql: """
        with fence as materialized (
          select client_id from demarc.tenant_fence where \(open) for share)
        select set_config('demarc.tenant', client_id::text, true) from fence
        """,
      broken: [.staleTenantSeesNone]
    ),
    PreludeMutant(
      name: "set for the session",
      sql: """
        with fence as materialized (
          select client_id from demarc.tenant_fence where \(open) for share)
        select set_config('demarc.tenant', coalesce((select client_id::text from fence), ''), false)
        """,
      broken: [.settingEnds]
    ),
    PreludeMutant(
      name: "any epoch",
      sql: """
        with fence as materialized (
          select client_id from demarc.tenant_fence
          where client_id = $1 and $2::bigint is not null and state = $3 for share)
        select set_config('demarc.tenant', coalesce((select client_id::text from fence), ''), true)
        """,
      broken: [.olderEpochGetsNone, .staleTenantSeesNone]
    ),
    PreludeMutant(
      name: "any state",
      sql: """
        with fence as materialized (
          select client_id from demarc.tenant_fence
          where client_id = $1 and epoch = $2 and $3::text is not null for share)
        select set_config('demarc.tenant', coalesce((select client_id::text from fence), ''), true)
        """,
      broken: [.closedFenceGivesNone, .closingFenceStopsWrites]
    ),
    PreludeMutant(
      name: "the tenant as it is given",
      sql: """
        select set_config('demarc.tenant', $1::uuid::text, true)
        where $2::bigint is not null and $3::text is not null
        """,
      broken: [
        .closedFenceGivesNone, .closingFenceStopsWrites, .olderEpochGetsNone, .staleTenantSeesNone,
      ]
    ),
    // No mutant: Postgres never inlines a query that locks.
    PreludeMutant(
      name: "without 'materialized'",
      sql: """
        with fence as (
          select client_id from demarc.tenant_fence where \(open) for share)
        select set_config('demarc.tenant', coalesce((select client_id::text from fence), ''), true)
        """,
      broken: []
    ),
  ]
}
