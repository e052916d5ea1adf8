import Foundation

extension Case {
  /// Every case, in the order in which they are run.
  static func all(_ programs: Programs) -> [Case] {
    // A number of transactions, not a time: a child of a Swift program may not get pgbench's alarm.
    func pgbench(clients: Int, transactions: Int) -> [String] {
      let script = ["pgbench", "-n", "-M", "prepared", "-f", "Peers/point_read.sql"]
      return script
        + ["-c", "\(clients)", "-j", "\(min(2, clients))", "-t", "\(transactions)", "control"]
    }
    func own(_ workload: Workload) -> [String] { [programs.own, "work", workload.rawValue, "3"] }
    return [
      Case("pgbench 1", pgbench(clients: 1, transactions: 120_000), "reads"),
      Case("pgbench 8", pgbench(clients: 8, transactions: 20_000), "reads"),
      Case("pgbench 64", pgbench(clients: 64, transactions: 2_500), "reads"),
      Case("libpq plain", programs.libpq("point", "3"), "reads"),
      Case("libpq layers", programs.libpq("layers", "3"), "reads"),
      Case("libpq pipelined", programs.libpq("point", "3", "32"), "reads", copies: 2),
      Case("asyncpg", programs.python("asyncpg_peer.py", "point", "3", "64", "8"), "reads"),
      Case("psycopg", programs.python("psycopg_peer.py", "point", "3", "64"), "reads"),
      Case("postgres-nio", programs.postgresNIO("point", "3", "64"), "reads"),
      Case("one-predicate", own(.onePredicate), "reads"),
      Case("one-layers", own(.oneLayers), "reads"),
      Case("many-predicate", own(.manyPredicate), "reads"),
      Case("many-layers", own(.manyLayers), "reads"),

      Case("libpq range", programs.libpq("range", "3"), "ranges"),
      Case("asyncpg range", programs.python("asyncpg_peer.py", "range", "3", "1", "1"), "ranges"),
      Case("psycopg range", programs.python("psycopg_peer.py", "range", "3", "1"), "ranges"),
      Case("postgres-nio range", programs.postgresNIO("range", "3", "1"), "ranges"),
      Case("range", own(.range), "ranges"),

      Case("libpq decode", programs.libpq("decode", "1"), "rows"),
      Case("decode", [programs.own, "work", Workload.decode.rawValue, "1"], "rows"),

      Case("server copy, control", own(.fileControl), "rows"),
      Case("insert, control", own(.insertControl), "rows"),
      Case("server copy, tenant", own(.fileTenant), "rows"),
      Case("insert, tenant", own(.insertTenant), "rows"),

      Case("dictionary 1,000", own(.dictionaryOf1000), "look-ups"),
      Case("resolve 1,000", own(.resolveAmong1000), "look-ups"),
      Case("dictionary 50,000", own(.dictionaryOf50000), "look-ups"),
      Case("resolve 50,000", own(.resolveAmong50000), "look-ups"),

      Case("memory", programs.memory, "reads", runsOnce: true),
    ]
  }

  private init(
    _ name: String,
    _ command: [String]?,
    _ unit: String,
    copies: Int = 1,
    runsOnce: Bool = false
  ) {
    self.init(name: name, command: command, unit: unit, copies: copies, runsOnce: runsOnce)
  }
}
