import ArgumentParser
import Terminal

/// Says whether the generated code works on the databases that there are.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether the generated code works on the control plane and on every cluster.",
    discussion: """
      Each database is held against the snapshot that the code was generated from, all at once: it is \
      identical, compatible (what differs, nobody calls), or breaking, and then each generated method that \
      fails there is named. The databases are found as 'demarc migrate' finds them.

      With --against, no database is asked: the snapshots of an earlier release are held against those of \
      the working tree, which tells whether its code works on the new schema, so that both can run beside \
      each other while a deployment rolls.

      EXAMPLES
        demarc verify
        demarc verify --json
        demarc verify backend --url postgres:///store_1 --url postgres:///store_2
        demarc verify --against v1.4.0         # a revision of git
        demarc verify --against ../released    # a folder that holds the snapshots

      EXIT STATUS
        0  every generated method works on every database
        1  some method fails somewhere
        2  usage or configuration
        3  a database or snapshot could not be looked at
      """
  )

  @OptionGroup var project: ProjectOptions

  @Argument(help: "The database in demarc.yml; by default all of them.")
  var database: String?

  @Option(help: "The URL of such a database; can be given several times.")
  var url: [String] = []

  @Option(help: "Connect as this role, whatever the URLs say.")
  var role: String?

  @Option(help: "How many seconds each database has to answer.")
  var timeout: Int = 30

  @Option(
    help:
      "Hold an earlier release against the new schema: a revision of git, a folder of snapshots, or one snapshot."
  )
  var against: String?

  @Flag(help: "Print the verdicts as JSON.")
  var json = false

  func validate() throws {
    if !url.isEmpty && database == nil {
      throw ValidationError(
        "--url needs the name of the database, as in 'demarc verify backend --url …'."
      )
    }
    if against != nil && (!url.isEmpty || role != nil) {
      throw ValidationError("--against asks no database, so --url and --role say nothing.")
    }
    if timeout < 1 { throw ValidationError("--timeout must be at least 1 second.") }
  }

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let project = try Project(configurationPath: project.config)
      let databases = try database.map { [try project.database(named: $0)] } ?? project.databases
      let report =
        if let against {
          try ReleaseVerification(project: project, release: against).report(on: databases)
        } else {
          try await FleetVerification(
            project: project,
            role: role,
            urls: url,
            patience: .seconds(timeout)
          ).report(on: databases)
        }
      try json ? Terminal.printJSON(report) : report.print()
      if let status = report.exitStatus { throw status }
    }
  }
}
