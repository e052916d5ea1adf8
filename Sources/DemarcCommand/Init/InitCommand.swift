import ArgumentParser
import Catalog
import ConfigurationFile
import Foundation
import Terminal

/// Writes a first `demarc.yml` by looking at the schemas.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a first demarc.yml by looking at the schemas.",
    discussion: """
      Applies the migrations to a throw-away Postgres and looks for the column by which the data plane \
      tells its tenants apart. Nothing is written when there is a demarc.yml already.

      EXAMPLES
        demarc init --control schema/admin --data schema/backend
        demarc init --control db/control --data db/tenants --tenant-column store_id
      """
  )

  @Option(help: "The folder of the control plane's migrations.")
  var control = "schema/admin"

  @Option(help: "The folder of the data plane's migrations.")
  var data = "schema/backend"

  @Option(help: "The column that holds the tenant, where it does not stand out.")
  var tenantColumn: String?

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let path = "demarc.yml"
      guard !FileManager.default.fileExists(atPath: path) else {
        throw UsageError("There is a demarc.yml already. Edit it, or remove it first.")
      }
      let drafts = [
        draft(plane: .control, folder: control), draft(plane: .data, folder: data),
      ]
      var configuration = Configuration(
        path: path,
        databases: Dictionary(uniqueKeysWithValues: drafts.map { ($0.name, $0) })
      )
      let project = Project(
        configuration: configuration,
        root: FileManager.default.currentDirectoryPath
      )
      let schemas = try await SchemaReader(project: project).databases().mapValues(\.schema)
      for name in configuration.databases.keys where configuration.databases[name]?.plane == .data {
        guard let schema = schemas[name] else { continue }
        let guess = try TenantGuess(schema, column: tenantColumn)
        configuration.databases[name]?.tenant = guess.tenant
        configuration.databases[name]?.global = guess.global
      }
      try ConfigurationFile(configuration).text
        .write(to: URL(fileURLWithPath: path), atomically: true, encoding: .utf8)
      report(schemas, configuration)
    }
  }

  private func draft(plane: Configuration.Plane, folder: String) -> Configuration.Database {
    let name = URL(fileURLWithPath: folder).lastPathComponent
    let module = name.prefix(1).uppercased() + name.dropFirst() + "Data"
    var database = Configuration.Database(
      name: name,
      plane: plane,
      migrations: folder,
      module: module,
      output: "generated/\(module)"
    )
    if plane == .data {
      database.roles = Configuration.Roles(application: "app", fleet: "fleet")
    } else {
      database.urlVariable = "\(name.uppercased())_DATABASE_URL"
    }
    return database
  }

  private func report(_ schemas: [String: DatabaseSchema], _ configuration: Configuration) {
    for (name, schema) in schemas.sorted(by: { $0.key < $1.key }) {
      print("\(name): \(schema.relations.count) relations")
    }
    for database in configuration.databases.values {
      guard let tenant = database.tenant else { continue }
      print("Tenants are the rows of \(tenant.root), which other tables name in \(tenant.column).")
      print(
        "Shared by all tenants: \(database.global.isEmpty ? "nothing" : database.global.joined(separator: ", "))."
      )
    }
    print("Wrote demarc.yml. Read it, then run 'demarc generate'.")
  }
}
