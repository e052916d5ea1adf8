import ArgumentParser
import ConfigurationFile
import GenerationLock
import SchemaMigration
import Terminal

/// Applies the migrations to databases.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Apply the migrations to the control plane and to every cluster.",
    discussion: """
      Without --url, each database is found as demarc.yml says: the control plane by its environment \
      variable, the clusters by the query 'clusters:', which is asked of the control plane; its parameter \
      :name is the environment variable DEMARC_CLUSTERS_NAME. In a database of the data plane Demarc's own \
      schema and roles are installed first.

      Each database keeps a ledger, so a run that was broken off goes on where it ended. The control plane \
      comes first, then the canary, then the other clusters by their names. The first migration that fails \
      ends the run; a cluster that cannot be reached is left behind and reported.

      Before anything runs, the migrations that a serving database lacks are tried on a throw-away \
      Postgres, which shows what they drop, write anew, or read under a lock. What is found is refused unless the \
      migration says '-- demarc:accept RULE: reason' or the call says --allow RULE. The rules: \
      \(MigrationFinding.Rule.list). A statement that cannot run in a transaction \
      stands alone in a migration that begins with '-- demarc:no-transaction'.

      EXAMPLES
        demarc migrate --dry-run           # what is pending, and what it would do
        demarc migrate --canary eu-1 --generate
        demarc migrate --role postgres     # the registry's URLs are the application's
        demarc migrate backend --url postgres:///store --cluster eu-1
        demarc migrate --against v1.4.0    # the release that is running must not break

      EXIT STATUS
        0  every database has every migration, or could have it (--dry-run)
        1  a finding was refused, a migration failed, or a database lags behind
        2  usage or configuration
      """
  )

  @OptionGroup var project: ProjectOptions

  @Argument(help: "The database in demarc.yml; by default all of them.")
  var database: String?

  @Option(help: "The database's URL.")
  var url: String?

  @Option(
    help: "The name of the cluster that the database at --url is, or the one cluster to migrate."
  )
  var cluster: String?

  @Option(help: "Connect as this role, whatever the URLs say.")
  var role: String?

  @Option(help: "The cluster that is migrated first; the others follow when it is well.")
  var canary: String?

  @Option(help: "Do what a rule of the safety report would refuse; can be given several times.")
  var allow: [MigrationFinding.Rule] = []

  @Option(
    help:
      "The release whose code runs meanwhile: a revision of git or snapshots; by default the working tree's."
  )
  var against: String?

  @Option(help: "How many seconds a statement may wait for a lock on a table.")
  var lockTimeout: Int = 10

  @Flag(help: "Change nothing: say what is pending and what it would do.")
  var dryRun = false

  @Flag(help: "Do without the throw-away Postgres, and so without the safety report.")
  var withoutTrial = false

  @Flag(help: "Generate the code afterwards.")
  var generate = false

  @Flag(help: "Print what was done as JSON.")
  var json = false

  func validate() throws {
    if url != nil && database == nil {
      throw ValidationError(
        "--url needs the name of the database, as in 'demarc migrate admin --url …'."
      )
    }
    if cluster != nil && database == nil {
      throw ValidationError("--cluster needs the name of the database that it is a cluster of.")
    }
    if lockTimeout < 1 { throw ValidationError("--lock-timeout must be at least 1 second.") }
  }

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let project = try Project(configurationPath: project.config)
      let databases = try database.map { [try project.database(named: $0)] } ?? project.databases
      var run = MigrationRun(project: project, options: options)
      for database in databases where !run.report.isStopped {
        try await run.migrate(try await targets(of: database, in: project), of: database)
      }
      if json { try Terminal.printJSON(run.report) } else { run.report.print() }
      if let status = run.report.exitStatus { throw status }
      if !dryRun { try await bringCodeUpToDate(project) }
    }
  }

  private var options: MigrationRun.Options {
    MigrationRun.Options(
      role: role,
      canary: canary,
      allowed: Set(allow),
      against: against,
      lockTimeout: .seconds(lockTimeout),
      isDryRun: dryRun,
      isTried: !withoutTrial,
      isQuiet: json
    )
  }

  private func targets(
    of database: Configuration.Database,
    in project: Project
  ) async throws -> [DatabaseTarget] {
    if let url {
      guard database.plane == .control || cluster != nil else {
        throw UsageError(
          """
          '\(database.name)' is of the data plane: name the cluster that the database is, with --cluster, as \
          the registry spells it.
          """
        )
      }
      return [DatabaseTarget(database: database, cluster: cluster, url: url)]
    }
    let all = try await DatabaseFinder(project: project, role: role).all(of: database)
    for name in [cluster, canary].compactMap(\.self) where database.plane == .data {
      guard all.contains(where: { $0.cluster == name }) else {
        let names = all.map(\.name).joined(separator: ", ")
        throw UsageError(
          "The registry has no cluster '\(name)'; it has \(names.isEmpty ? "none" : names)."
        )
      }
    }
    // The canary goes first, and the rest keep their order.
    return all.filter { cluster == nil || $0.cluster == cluster }.sorted { first, second in
      first.cluster == canary && second.cluster != canary
    }
  }

  private func bringCodeUpToDate(_ project: Project) async throws {
    if generate {
      try await GenerateCommand.generate(project) { changes in if !json { changes.print() } }
    } else {
      let mismatches = GenerationLock.mismatches(
        root: project.root,
        configuration: project.configuration
      )
      if !mismatches.isEmpty {
        Terminal.progress("The generated code is of other migrations; run 'demarc generate'.")
      }
    }
  }
}

extension MigrationFinding.Rule: ExpressibleByArgument {}
