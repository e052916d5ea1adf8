import Demarc
import PostgresDriver
import TestClusters
import TestServers

/// What only a superuser sees and does.
extension AttackScene {
  /// How often the lane of the router has planned statements of repositories, as the server counts.
  struct Plans: Sendable {
    let statements: Int64
    let generic: Int64
    let custom: Int64
  }

  /// Asked over the lane itself, for only a connection's own statements are seen.
  func plans() async throws -> Plans {
    let text = try await value(
      """
      select count(*) || ' ' || coalesce(sum(generic_plans), 0) || ' '
        || coalesce(sum(custom_plans), 0)
      from pg_prepared_statements where statement like '%public.%'
      """,
      as: own
    )
    let numbers = (text ?? "").split(separator: " ").compactMap { Int64($0) }
    guard numbers.count == 3 else { throw TestProjectError(description: "No plans are counted.") }
    return Plans(statements: numbers[0], generic: numbers[1], custom: numbers[2])
  }

  /// Switches the row security of the relation on both clusters.
  func setRowSecurity(_ command: String) async throws {
    for cluster in [ClusterID.first, .second] {
      try await clusters.superuser(of: cluster)
        .run("alter table \(relation) \(command) row level security")
    }
  }

  /// How many rows of the relation the neighbour has.
  func rowsOfNeighbour() async throws -> String {
    try await clusters.superuser(of: .first).value(
      "select count(*)::text from \(relation) where \(Self.column(of: relation)) = $1",
      Parameters(neighbour.tenantID)
    )
  }

  /// A digest of every row of the attacker in every tenant relation, and one of everybody else's.
  func digests() async throws -> (own: String, foreign: String) {
    let own =
      try await clusters.superuser(of: .first).value(
        Self.digest { "\($0) = $1" },
        Parameters(own.tenantID)
      ) as String
    let foreign = try await [ClusterID.first, .second].asyncMap { cluster in
      try await clusters.superuser(of: cluster).value(
        Self.digest { "\($0) <> $1" },
        Parameters(self.own.tenantID)
      ) as String
    }
    return (own, foreign.joined(separator: " "))
  }

  /// Removes the rows of all tenants but those of the root.
  func removeRows(_ relations: [String]) async throws {
    for cluster in [ClusterID.first, .second] {
      for relation in relations where relation != "clients" {
        try await clusters.superuser(of: cluster).run("delete from \(relation)")
      }
    }
  }

  private static func column(of relation: String) -> String {
    relation == "clients" ? "id" : "client_id"
  }

  private static func digest(where condition: (String) -> String) -> String {
    let rows = IsolationCase.all.map { relation in
      """
      (select string_agg(t::text, e'\\n' order by t::text) from \(relation.relation) t
        where \(condition(column(of: relation.relation))))
      """
    }
    return "select md5(concat_ws('|', \(rows.joined(separator: ", "))))"
  }
}
