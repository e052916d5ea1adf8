extension Goal {
  /// Every goal, and ratios that are told beside them.
  static let all: [Goal] =
    reads + ranges + [
      Goal("decode a row of 10 columns, µs", .latency, of: "decode", is: .atMost(0.35)),
      Goal("decode a row of 10 columns / C", .latency, of: "decode", to: ["libpq decode"]),
      insertion("control", .atLeast(0.8)),
      insertion("tenant", .atLeast(0.4)),
      slugs("1,000"),
      slugs("50,000"),
      Goal("memory, last quarter / second", .growth, of: "memory", is: .atMost(1.02)),
      Goal("memory at the end, MB", .resident, of: "memory"),
    ]

  private static let pgbench = ["pgbench 1", "pgbench 8", "pgbench 64"]

  private static let reads = [
    many("predicate / pgbench's best", "many-predicate", to: pgbench, .atLeast(2.3)),
    many("layers / pgbench's best without", "many-layers", to: pgbench, .atLeast(1.3)),
    many("predicate / pipelined C", "many-predicate", to: ["libpq pipelined"], .atLeast(0.7)),
    many("predicate / asyncpg", "many-predicate", to: ["asyncpg"], .atLeast(5)),
    many("layers / asyncpg without", "many-layers", to: ["asyncpg"], .atLeast(3)),
    many("predicate / psycopg", "many-predicate", to: ["psycopg"]),
    many("predicate / postgres-nio", "many-predicate", to: ["postgres-nio"]),
    one("predicate / C", "one-predicate", .atMost(1.2)),
    one("layers / C without", "one-layers", .atMost(1.6)),
  ]

  private static let ranges = [
    rows("C", "libpq range", .atLeast(0.95)),
    rows("asyncpg", "asyncpg range", .atLeast(2)),
    rows("psycopg", "psycopg range"),
    rows("postgres-nio", "postgres-nio range"),
  ]

  private static func many(
    _ text: String,
    _ subject: String,
    to peers: [String],
    _ bound: Bound? = nil
  ) -> Goal {
    Goal("64 callers, \(text)", .rate, of: subject, to: peers, is: bound)
  }

  private static func one(_ text: String, _ subject: String, _ bound: Bound) -> Goal {
    Goal("1 caller, \(text), p50", .latency, of: subject, to: ["libpq plain"], is: bound)
  }

  private static func rows(_ text: String, _ peer: String, _ bound: Bound? = nil) -> Goal {
    Goal("1,000 rows / \(text)", .rate, of: "range", to: [peer], is: bound)
  }

  private static func insertion(_ table: String, _ bound: Bound) -> Goal {
    Goal(
      "insert 100,000 rows, \(table) / server-side COPY",
      .rate,
      of: "insert, \(table)",
      to: ["server copy, \(table)"],
      is: bound
    )
  }

  private static func slugs(_ count: String) -> Goal {
    Goal(
      "resolve one of \(count) slugs / dictionary",
      .cpu,
      of: "resolve \(count)",
      to: ["dictionary \(count)"],
      is: .atMost(3)
    )
  }
}
