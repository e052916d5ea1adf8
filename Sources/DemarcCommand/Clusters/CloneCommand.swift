import ArgumentParser
import Catalog
import ConfigurationFile
import Terminal

/// Makes an empty database a cluster.
struct CloneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clone",
    abstract: "Make an empty database a cluster with the schema of the others.",
    discussion: """
      The database gets Demarc's own schema and roles, the identity of the new cluster, and the migrations: \
      all of them, or with --from those that an existing cluster has, with which it is compared in the end. \
      Rows are not copied. A database that holds anything, or is another cluster, is refused; a run that \
      was broken off goes on where it ended. The cluster takes no tenants before the control plane knows it.

      EXAMPLES
        demarc clusters clone eu-2 --url postgres://owner@db-2/store
        demarc clusters clone eu-2 --url postgres://owner@db-2/store --from eu-1

      EXIT STATUS
        0  the database is the new cluster
        1  it is not empty, a migration failed, or it differs from the cluster that it was cloned from
        2  usage or configuration
      """
  )

  @OptionGroup var project: ProjectOptions

  @Argument(help: "The name of the new cluster, as the registry will spell it.")
  var name: String

  @Option(help: "The URL of the empty database, for a role that may create roles and schemas.")
  var url: String

  @Option(
    help: "The cluster whose migrations the new one gets; by default it gets all that there are."
  )
  var from: String?

  @Option(help: "The database in demarc.yml that is cloned, where several are of the data plane.")
  var database: String?

  @Option(help: "Connect as this role, whatever the URLs say.")
  var role: String?

  @Flag(help: "Print what was done as JSON.")
  var json = false

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let project = try Project(configurationPath: project.config)
      let clone = ClusterClone(
        project: project,
        database: try database(of: project),
        name: name,
        url: url,
        role: role
      )
      let report = try await clone.run(from: from)
      if json {
        try Terminal.printJSON(report)
      } else {
        print("\(name): \(counted(report.migrations.count, "migration")), ready to be registered")
      }
    }
  }

  private func database(of project: Project) throws -> Configuration.Database {
    let candidates = project.databases.filter { $0.plane == .data }
    if let database {
      let found = try project.database(named: database)
      guard found.plane == .data else {
        throw UsageError(
          "'\(database)' is the control plane, of which there is one; nothing to clone."
        )
      }
      return found
    }
    guard candidates.count == 1, let only = candidates.first else {
      let names = candidates.map(\.name).joined(separator: ", ")
      throw UsageError(
        names.isEmpty
          ? "\(project.configuration.path) has no database of the data plane."
          : "Several databases are of the data plane (\(names)); name one with --database."
      )
    }
    return only
  }
}
