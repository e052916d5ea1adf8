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
      tells its tenants apart. What no code can be generated for is listed in the file with the cause: \
      objects to leave out, types that travel as text, names that would meet. Nothing is written when \
      there is a demarc.yml already.

      EXAMPLES
        demarc init
        demarc init --control db/control --data db/tenants --tenant-column store_id
        demarc init --control db/migrations        # a product that has no data plane yet
      """
  )

  @Option(
    help: "The folder of the control plane's migrations; by default schema/admin, if it is there."
  )
  var control: String?

  @Option(
    help: "The folder of the data plane's migrations; by default schema/backend, if it is there."
  )
  var data: String?

  @Option(help: "The column that holds the tenant, where it does not stand out.")
  var tenantColumn: String?

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let path = "demarc.yml"
      guard !FileManager.default.fileExists(atPath: path) else {
        throw UsageError("There is a demarc.yml already. Edit it, or remove it first.")
      }
      let drafts = try drafts()
      var configuration = Configuration(
        path: path,
        databases: Dictionary(uniqueKeysWithValues: drafts.map { ($0.name, $0) })
      )
      let project = Project(
        configuration: configuration,
        root: FileManager.default.currentDirectoryPath
      )
      let schemas = try await SchemaReader(project: project).schemas()
      for name in configuration.databases.keys where configuration.databases[name]?.plane == .data {
        guard let schema = schemas[name] else { continue }
        let guess = try TenantGuess(schema, column: tenantColumn)
        configuration.databases[name]?.tenant = guess.tenant
        configuration.databases[name]?.global = guess.global
      }
      let settling = Settling(configuration, schemas: schemas)
      try ConfigurationFile(settling.configuration, causes: settling.causes).text
        .write(to: URL(fileURLWithPath: path), atomically: true, encoding: .utf8)
      report(schemas, settling)
    }
  }

  /// The databases whose folders are given, or are there where nothing is.
  private func drafts() throws -> [Configuration.Database] {
    func exists(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: folder) }
    for folder in [control, data].compactMap(\.self) where !exists(folder) {
      throw UsageError("There is no folder \(folder). Correct the path.")
    }
    let isDefault = control == nil && data == nil
    let folders: [(Configuration.Plane, String)] = [
      (.control, control ?? (isDefault && exists("schema/admin") ? "schema/admin" : nil)),
      (.data, data ?? (isDefault && exists("schema/backend") ? "schema/backend" : nil)),
    ].compactMap { plane, folder in folder.map { (plane, $0) } }
    guard !folders.isEmpty else {
      throw UsageError(
        "Neither schema/admin nor schema/backend is here. Name the folders of migrations with --control and --data."
      )
    }
    return folders.map { draft(plane: $0, folder: $1) }
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

  private func report(_ schemas: [String: DatabaseSchema], _ settling: Settling) {
    let configuration = settling.configuration
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
    if !settling.causes.isEmpty {
      print("Settled in demarc.yml, each with its cause: \(settling.causes.count) problems.")
    }
    guard settling.unsettled.isEmpty else {
      print(
        "No line of demarc.yml settles \(settling.unsettled.count) more; 'demarc generate' says of each what does."
      )
      print("Wrote demarc.yml.")
      return
    }
    print("Wrote demarc.yml. Read it, then run 'demarc generate'.")
  }
}
