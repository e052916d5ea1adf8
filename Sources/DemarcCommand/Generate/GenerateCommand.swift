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

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let project = try Project(configurationPath: project.config)
      if check {
        try report(mismatchesOf: project)
      } else {
        try await Self.generate(project) { changes in
          try json ? Terminal.printJSON(changes) : changes.print()
        }
      }
    }
  }

  /// Generates, writes, and hands on what changed.
  static func generate(
    _ project: Project,
    _ report: (GenerationChanges) throws -> Void
  ) async throws {
    let readings = try await SchemaReader(project: project).read()
    let generation = try Generation(project: project, readings: readings)
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
