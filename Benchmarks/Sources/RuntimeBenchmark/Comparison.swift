import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver

/// Runs every case in turn, for some rounds, and prints figures and ratios.
struct Comparison {
  let rounds: Int

  /// A case: a command that prints operations a second and a median latency.
  private struct Case {
    let name: String
    let command: [String]
    /// How many of it run at the same time; their operations add up.
    var copies = 1
  }

  /// A figure that must be reached, as a ratio of two cases.
  private struct Goal {
    let text: String
    let ratio: ([String: [Figure]]) -> Double
    let isMet: (Double) -> Bool
  }

  private struct Figure {
    let operations: Double
    let latency: Double
  }

  /// Starts the server, runs everything and removes it.
  func run(checksGoals: Bool) async throws {
    let settings = ["shared_buffers": "1GB", "max_connections": "200"]
    try await EphemeralPostgres.withServer(settings: settings) { server in
      let urls = try await prepare(server)
      var figures: [String: [Figure]] = [:]
      let cases = cases(server)
      for round in 1...rounds {
        FileHandle.standardError.write(Data("round \(round) of \(rounds)\n".utf8))
        for benchmark in cases {
          figures[benchmark.name, default: []].append(try await measure(benchmark, urls))
        }
      }
      report(cases, figures)
      let missed = reportGoals(figures)
      if checksGoals, missed > 0 { exit(1) }
    }
  }

  // MARK: Preparing

  private func prepare(_ server: EphemeralPostgres) async throws -> [String: String] {
    for name in ["control", "data"] {
      try await server.createDatabase(name)
      let arguments = name == "data" ? ["--cluster", "benchmark"] : []
      let url = server.connectionString(database: name)
      _ = try await run(
        [Self.environment("BENCHMARK_DEMARC"), "migrate", name, "--url", url] + arguments,
        [:]
      )
      let client = PostgresClient(
        try PostgresConfiguration(url),
        logger: .init(label: "benchmark")
      )
      try await client.withConnection { connection in
        try await connection.executeScript(name == "data" ? Self.tenantRows + Self.rows : Self.rows)
      }
      await client.shutdown()
    }
    return [
      "BENCHMARK_CONTROL": server.connectionString(database: "control"),
      "BENCHMARK_DATA": server.connectionString(database: "data", user: "app"),
    ]
  }

  private static let tenantRows = """
    set session_replication_role = replica;
    insert into demarc.tenant_fence (client_id, account_id, epoch, state) values
      ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', 1, 'active');
    insert into stores values
      ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002');

    """

  private static let rows = """
    insert into items
    select '00000000-0000-0000-0000-000000000001', lpad(to_hex(n), 32, '0')::uuid, 'item ' || n, n, true,
      now(), n / 100.0, '{"colour": "red", "size": 42}', '{one,two,three}', null, n / 3.0
    from generate_series(0, 99999) n;
    analyze items;
    """

  // MARK: Cases

  private func cases(_ server: EphemeralPostgres) -> [Case] {
    let control = server.connectionString(database: "control")
    let tenant = server.connectionString(database: "data", user: "app")
    let own = CommandLine.arguments[0]
    let loop = Self.environment("BENCHMARK_LIBPQ_LOOP")
    // A number of transactions, not a time: a child of a Swift program may not get pgbench's alarm.
    let pgbench = ["pgbench", "-n", "-M", "prepared", "-f", Self.environment("BENCHMARK_SQL")]
    var cases = [
      Case(name: "pgbench 1", command: pgbench + ["-t", "120000", "-c", "1", control]),
      Case(name: "pgbench 8", command: pgbench + ["-t", "20000", "-c", "8", "-j", "2", control]),
      Case(name: "pgbench 64", command: pgbench + ["-t", "2500", "-c", "64", "-j", "2", control]),
      Case(name: "libpq plain", command: [loop, control, "3", "1", "0"]),
      Case(name: "libpq layers", command: [loop, tenant, "3", "1", "1"]),
      Case(name: "libpq pipelined", command: [loop, control, "3", "32", "0"], copies: 2),
    ]
    if let python = ProcessInfo.processInfo.environment["BENCHMARK_PYTHON"] {
      let script = Self.environment("BENCHMARK_ASYNCPG")
      let dsn = "postgres://postgres@/control?host=\(server.socketFolder)"
      cases.append(Case(name: "asyncpg", command: [python, script, dsn, "3", "64", "8"]))
    }
    return cases + Work.allCases.map { Case(name: $0.rawValue, command: [own, $0.rawValue]) }
  }

  private func measure(_ benchmark: Case, _ urls: [String: String]) async throws -> Figure {
    let outputs = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<benchmark.copies {
        group.addTask { try await run(benchmark.command, urls) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let figures = outputs.map(figure)
    return Figure(
      operations: figures.map(\.operations).reduce(0, +),
      latency: figures[0].latency
    )
  }

  /// Reads `operations latency`, or what pgbench prints.
  private func figure(_ output: String) -> Figure {
    if let match = output.firstMatch(of: #/tps = ([\d.]+)/#) {
      return Figure(operations: Double(match.output.1) ?? 0, latency: 0)
    }
    let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    return Figure(operations: numbers.first ?? 0, latency: numbers.last ?? 0)
  }

  private func run(_ command: [String], _ environment: [String: String]) async throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CaseFailure(command: command) }
    return String(decoding: data, as: UTF8.self)
  }

  private struct CaseFailure: Error {
    let command: [String]
  }

  private static func environment(_ name: String) -> String {
    ProcessInfo.processInfo.environment[name] ?? ""
  }

  // MARK: Reporting

  private func report(_ cases: [Case], _ figures: [String: [Figure]]) {
    print("case                    op/s       min        max    p50 us")
    for benchmark in cases {
      let operations = (figures[benchmark.name] ?? []).map(\.operations)
      let latencies = (figures[benchmark.name] ?? []).map(\.latency)
      print(
        benchmark.name.padding(toLength: 18, withPad: " ", startingAt: 0),
        String(
          format: "%9.0f %9.0f  %9.0f  %8.1f",
          median(operations),
          operations.min() ?? 0,
          operations.max() ?? 0,
          median(latencies)
        )
      )
    }
  }

  private func reportGoals(_ figures: [String: [Figure]]) -> Int {
    func operations(_ name: String) -> Double { median((figures[name] ?? []).map(\.operations)) }
    func latency(_ name: String) -> Double { median((figures[name] ?? []).map(\.latency)) }
    let pgbench = ["pgbench 1", "pgbench 8", "pgbench 64"].map(operations).max() ?? 0
    var goals: [(String, Double, Bool)] = []
    func atLeast(_ text: String, _ ratio: Double, _ goal: Double) {
      goals.append(("\(text) ≥ \(goal)", ratio, ratio >= goal))
    }
    func atMost(_ text: String, _ ratio: Double, _ goal: Double) {
      goals.append(("\(text) ≤ \(goal)", ratio, ratio <= goal))
    }
    atLeast("64 callers, predicate / pgbench's best", operations("many-predicate") / pgbench, 2.3)
    atLeast(
      "64 callers, predicate / pipelined C",
      operations("many-predicate") / operations("libpq pipelined"),
      0.7
    )
    atLeast("64 callers, layers / pgbench's best without", operations("many-layers") / pgbench, 1.3)
    if figures["asyncpg"] != nil {
      atLeast(
        "64 callers, predicate / asyncpg",
        operations("many-predicate") / operations("asyncpg"),
        5
      )
      atLeast(
        "64 callers, layers / asyncpg without",
        operations("many-layers") / operations("asyncpg"),
        3
      )
    }
    atMost("1 caller, predicate / C, p50", latency("one-predicate") / latency("libpq plain"), 1.2)
    atMost("1 caller, layers / C without, p50", latency("one-layers") / latency("libpq plain"), 1.6)
    for (text, ratio, isMet) in goals {
      print(isMet ? "met   " : "MISSED", text, String(format: "%.2f", ratio))
    }
    return goals.filter { !$0.2 }.count
  }

  private func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
