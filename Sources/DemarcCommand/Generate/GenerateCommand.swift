import ArgumentParser
import Catalog
import GenerationLock
import Terminal

/// Writes snapshots and Swift from the schemas, or checks that what is there still belongs to them.
struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write snapshots, Swift and the lock from the schemas.",
    discussion: """
      Each database is read from the URL in the environment variable that demarc.yml names for it, if \
      that is set, and otherwise from its migrations, applied to a throw-away Postgres. When anything \
      cannot be generated, nothing is written.

      EXAMPLES
        demarc generate
        demarc generate --check        # needs no database
        demarc generate --check --json
      """
  )

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Write nothing: check offline that inputs, snapshots and generated files agree.")
  var check = false

  @Flag(help: "Print what changed, or the mismatches, as JSON.")
  var json = false

  @Flag(help: "Generate although nothing seems to have changed, as when the generator itself did.")
  var force = false

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let project = try Project(configurationPath: project.config)
      if check {
        try report(mismatchesOf: project)
      } else {
        try await Self.generate(project, isForced: force) { changes in
          try json ? Terminal.printJSON(changes) : changes.print()
        }
      }
    }
  }

  /// Generates, writes, and hands on what changed.
  ///
  /// What belongs together is what this would write: the same inputs give the same bytes. Only of a database that is
  /// read from its URL the lock cannot tell that it is as it was.
  static func generate(
    _ project: Project,
    isForced: Bool = false,
    _ report: (GenerationChanges) throws -> Void
  ) async throws {
    let reader = SchemaReader(project: project)
    async let isUpToDate = !isForced && project.belongsTogether
    if !reader.readsServers, await isUpToDate { return try report(.none) }
    let readings = try await reader.read()
    if await isUpToDate, try readings.allSatisfy({ try project.isSnapshot($1.schema, of: $0) }) {
      return try report(.none)
    }
    let generation = try await Generation(project: project, readings: readings)
    try report(generation.write())
  }

  private func report(mismatchesOf project: Project) throws {
    let mismatches = GenerationLock.mismatches(
      root: project.root,
      configuration: project.configuration
    )
    if json {
      try Terminal.printJSON(["mismatches": mismatches])
    } else {
      for mismatch in mismatches { print(mismatch) }
      if mismatches.isEmpty { print("The generated code belongs to the schemas.") }
    }
    if !mismatches.isEmpty { throw ExitCode.refused }
  }
}

extension Project {
  /// Whether everything that the lock names is as the generator left it.
  fileprivate var belongsTogether: Bool {
    GenerationLock.mismatches(root: root, configuration: configuration).isEmpty
  }

  /// Whether a schema is what the snapshot of a database holds.
  fileprivate func isSnapshot(_ schema: DatabaseSchema, of database: String) throws -> Bool {
    let snapshot = try files.read(GenerationLock.snapshotPath(of: database))
    return try Array(schema.snapshot()) == snapshot
  }
}
