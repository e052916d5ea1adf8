import ArgumentParser
import ConfigurationFile
import Foundation
import PostgresDriver
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
      :name is the environment variable DEMARC_CLUSTERS_NAME. Each database keeps a ledger, so a run that \
      was broken off goes on where it ended. In a database of the data plane Demarc's own schema and roles \
      are installed first.

      EXAMPLES
        demarc migrate
        demarc migrate --role postgres     # the registry's URLs are the application's
        demarc migrate backend --url postgres:///store --cluster eu-1
      """
  )

  @OptionGroup var project: ProjectOptions

  @Argument(help: "The database in demarc.yml; by default all of them.")
  var database: String?

  @Option(help: "The database's URL.")
  var url: String?

  @Option(help: "The name of the cluster that the database at --url is.")
  var cluster: String?

  @Option(help: "Connect as this role, whatever the URLs say.")
  var role: String?

  func validate() throws {
    if url != nil && database == nil {
      throw ValidationError(
        "--url needs the name of the database, as in 'demarc migrate admin --url …'."
      )
    }
    if cluster != nil && url == nil {
      throw ValidationError(
        "--cluster needs --url: it names the cluster that the database there is."
      )
    }
  }

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let project = try Project(configurationPath: project.config)
      let targets = try await targets(of: project)
      var failures = 0
      for target in targets {
        do {
          try await migrate(target, of: project)
        } catch {
          // One cluster that is down must not keep the others back.
          Terminal.error("\(target.name): \(error)")
          failures += 1
        }
      }
      guard failures == 0 else {
        Terminal.progress("\(failures) of \(targets.count) databases lag behind; migrate again.")
        throw ExitCode.refused
      }
    }
  }

  private func targets(of project: Project) async throws -> [DatabaseTarget] {
    let finder = DatabaseFinder(project: project, role: role)
    guard let database else { return try await finder.all() }
    let configured = try project.database(named: database)
    guard let url else { return try await finder.all(of: configured) }
    guard configured.plane == .control || cluster != nil else {
      throw UsageError(
        """
        '\(database)' is of the data plane: name the cluster that the database is, with --cluster, as the \
        registry spells it.
        """
      )
    }
    return [DatabaseTarget(database: configured, cluster: cluster, url: url)]
  }

  private func migrate(_ target: DatabaseTarget, of project: Project) async throws {
    let migrations = try MigrationFolder(path: target.database.migrations, below: project.root)
    let applied = try await withClient(target.url, role: role) { client in
      try await Migrator(client: client, database: target.database, cluster: target.cluster)
        .apply(migrations) { name in print("\(target.name): applying \(name)") }
    }
    print(
      applied.isEmpty
        ? "\(target.name): up to date, \(migrations.files.count) migrations"
        : "\(target.name): applied \(applied.count) of \(migrations.files.count) migrations"
    )
  }
}
