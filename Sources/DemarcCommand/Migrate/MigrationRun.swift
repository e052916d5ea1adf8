import Catalog
import ConfigurationFile
import PostgresDriver
import SchemaIntrospection
import SchemaMigration
import Terminal

/// Migrates databases, one after the other.
struct MigrationRun {
  /// How a run goes.
  struct Options: Sendable {
    /// Connects as this role, whatever the URLs say.
    var role: String?
    /// The cluster that goes first.
    var canary: String?
    /// The rules whose findings do not stop the run.
    var allowed: Set<MigrationFinding.Rule> = []
    /// The release whose code runs meanwhile; nil is the working tree's.
    var against: String?
    /// How long a statement may wait for a lock.
    var lockTimeout: Duration = .seconds(10)
    /// Whether nothing is changed.
    var isDryRun = false
    /// Whether migrations are tried on a throw-away server first.
    var isTried = true
    /// Whether nothing is printed on the way.
    var isQuiet = false
  }

  let project: Project
  let options: Options
  var report: MigrationReport

  /// Makes a run that has done nothing yet.
  init(project: Project, options: Options) {
    self.project = project
    self.options = options
    report = MigrationReport(isDryRun: options.isDryRun)
  }

  /// Migrates the databases of one entry of demarc.yml, in their order.
  ///
  /// - Throws: `MigrationError` when the migrations cannot be read or fail when they are tried.
  mutating func migrate(
    _ targets: [DatabaseTarget],
    of database: Configuration.Database
  ) async throws {
    let migrations = try MigrationFolder(path: database.migrations, below: project.root)
    let states = await concurrently(targets) { [options] target in
      await Self.state(of: target, migrations, options)
    }
    let trial = try await tryOut(migrations, of: database, for: states)
    if !options.isDryRun && report.isRefused { report.isStopped = true }
    for (target, state) in zip(targets, states) {
      var entry = MigrationReport.Entry(
        database: database.name,
        cluster: target.cluster,
        pending: state.pending,
        error: state.error.map { "\($0)" }
      )
      if let error = state.error {
        Terminal.error("\(target.name): \(error)")
        if !state.isUnreachable || isEssential(target) { report.isStopped = true }
      } else if !options.isDryRun && !report.isStopped {
        await migrate(target, migrations, trial: trial, into: &entry)
      }
      report.databases.append(entry)
    }
  }

  /// Whether the others must wait for a database.
  private func isEssential(_ target: DatabaseTarget) -> Bool {
    target.database.plane == .control || target.cluster == options.canary
  }

  // MARK: One database

  private mutating func migrate(
    _ target: DatabaseTarget,
    _ migrations: MigrationFolder,
    trial schema: DatabaseSchema?,
    into entry: inout MigrationReport.Entry
  ) async {
    var applied: [String] = []
    do {
      try await withClient(target.url, role: options.role) { client in
        let migrator = Migrator(
          client: client,
          database: target.database,
          cluster: target.cluster,
          lockTimeout: options.lockTimeout
        )
        var next: String?
        _ = try await migrator.apply(migrations) { name in
          if let next { applied.append(next) }
          next = name
          say("\(target.name): applying \(name)")
        }
        if let next { applied.append(next) }
        if let schema, target.cluster == options.canary, !applied.isEmpty {
          try await requireHealth(of: client, target, schema)
        }
      }
      say(
        applied.isEmpty
          ? "\(target.name): up to date, \(migrations.files.count) migrations"
          : "\(target.name): applied \(applied.count) of \(migrations.files.count) migrations"
      )
      entry.pending = []
    } catch {
      Terminal.error("\(target.name): \(error)")
      entry.error = "\(error)"
      report.isStopped = true
      entry.pending = entry.pending?.filter { !applied.contains($0) }
    }
    entry.applied = applied
  }

  /// Requires that code for the schema that the migrations make works on the canary.
  private func requireHealth(
    of client: PostgresClient,
    _ target: DatabaseTarget,
    _ schema: DatabaseSchema
  ) async throws {
    let found = try await DatabaseSchema(introspecting: client)
    let breaks = SchemaCompatibility(of: schema, with: found).breaks
    guard let first = breaks.first else { return }
    throw CanaryError(
      description: """
        it is not what its migrations make: \(first.object): \(first.cause)\
        \(breaks.count > 1 ? ", and \(breaks.count - 1) more" : ""). The other clusters were left alone; \
        look with 'demarc verify'.
        """
    )
  }

  private func say(_ line: String) {
    if !options.isQuiet { print(line) }
  }
}

/// A canary on which the others must not follow.
private struct CanaryError: Error, CustomStringConvertible {
  let description: String
}
