import Catalog
import ConfigurationFile
import EphemeralPostgres
import PostgresDriver
import SchemaMigration
import Terminal

// What is found out before anything is changed.
extension MigrationRun {
  /// What a database lacks, or why that is unknown.
  struct State: Sendable {
    var pending: [String]?
    var error: (any Error)?

    /// Whether the database did not answer, which is no fault of a migration.
    var isUnreachable: Bool {
      guard let code = (error as? PostgresError)?.code else { return false }
      return [.connectionFailed, .connectionLost, .invalidConfiguration].contains(code)
    }
  }

  static func state(
    of target: DatabaseTarget,
    _ migrations: MigrationFolder,
    _ options: Options
  ) async -> State {
    do {
      let pending = try await withClient(target.url, role: options.role) { client in
        try await Migrator(client: client, database: target.database).pending(migrations)
      }
      return State(pending: pending.map(\.name))
    } catch {
      return State(error: error)
    }
  }

  /// Tries what the databases lack on a throw-away server, once for each state that one of them is in, and
  /// reports what is found.
  ///
  /// A database without any migration serves nobody: there is nothing to lose.
  ///
  /// - Returns: the schema that the migrations make, where they were tried.
  mutating func tryOut(
    _ migrations: MigrationFolder,
    of database: Configuration.Database,
    for states: [State]
  ) async throws -> DatabaseSchema? {
    let counts = Set(states.compactMap(\.pending).map { migrations.files.count - $0.count })
      .filter { $0 > 0 && $0 < migrations.files.count }
    guard options.isTried, !counts.isEmpty else { return nil }
    Terminal.progress("Trying the migrations of \(database.name) on a throw-away Postgres …")
    let code = try code(of: database)
    let trial = MigrationTrial(database: database, configuration: project.configuration)
    let steps: [MigrationTrial.Step]
    do {
      steps = try await EphemeralPostgres.withServer { server in
        var steps: [MigrationTrial.Step] = []
        for count in counts.sorted() {
          let name = "\(database.name)_\(count)"
          try await server.createDatabase(name)
          let url = server.connectionString(database: name)
          steps += try await trial.steps(
            of: migrations,
            after: count,
            serving: count,
            code: code,
            on: url
          )
        }
        return steps
      }
    } catch {
      Terminal.progress(
        """
        The migrations could not be tried, and nothing was changed. Where this machine alone is to blame, \
        --without-trial does without it, and without the safety report.
        """
      )
      throw error
    }
    note(steps.flatMap(\.findings))
    return steps.last?.after
  }

  /// The code that runs meanwhile, whose snapshot may not have been made yet.
  private func code(of database: Configuration.Database) throws -> GeneratedCode? {
    if let release = options.against {
      return try ReleaseVerification(project: project, release: release).code(of: database)
    }
    return try? GeneratedCode(of: database, in: project)
  }

  private mutating func note(_ findings: [MigrationFinding]) {
    for var finding in findings {
      // Databases in several states may meet the same.
      guard !report.findings.contains(where: { $0.isSame(as: finding) }) else { continue }
      if options.allowed.contains(finding.rule) { finding.isAccepted = true }
      report.findings.append(finding)
      if finding.isAccepted {
        Terminal.progress("accepted: \(finding)")
      } else {
        Terminal.error("\(finding)")
        report.isRefused = true
      }
    }
    if report.isRefused {
      Terminal.progress(
        """
        Nothing was changed. Mend the migrations, or accept a finding: '-- demarc:accept RULE: reason' in \
        the file, or --allow RULE.
        """
      )
    }
  }
}

extension MigrationFinding {
  /// Whether another finding says the same, accepted or not.
  fileprivate func isSame(as other: MigrationFinding) -> Bool {
    var other = other
    other.isAccepted = isAccepted
    return self == other
  }
}
