import ArgumentParser
import Foundation
import Terminal

/// Looks whether the gate is closed in the user's own project.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether findings can reach a commit or a build of this project.",
    discussion: """
      Looks at the configuration, at the coverage of a run over the whole project, at the targets that \
      list the build plugin, and at the hook of git. With --build, a file with a violation is planted in \
      each target that lists the plugin, and the build must turn red because of it; the file is removed again.

      EXAMPLES
        demarc-lint doctor
        demarc-lint doctor --build

      EXIT STATUS
        0  the gate is closed
        1  something gets through
        2  usage, or no configuration
      """
  )

  @Option(help: "The configuration; by default the nearest demarc.yml upwards.")
  var config: String?

  @Flag(help: "Plant a violation in each target and see that its build fails.")
  var build = false

  @Option(help: "Where these builds happen; by default .build, as SwiftPM has it.")
  var scratchPath: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await reportingErrors(isUsage: { _ in true }) {
      let project = try LintProject(configurationPath: config, near: ".")
      let doctor = Doctor(project: project)
      var diagnoses = [doctor.configuration(), try doctor.coverage()]
      if let manifest = try doctor.manifest() {
        diagnoses.append(doctor.plugin(manifest))
        let scratch = scratchPath.map { ["--scratch-path", $0] } ?? []
        if build { diagnoses += try doctor.builds(manifest, options: scratch) }
      }
      diagnoses.append(doctor.hook())
      if json {
        try Terminal.printJSON(diagnoses)
      } else {
        for diagnosis in diagnoses { diagnosis.print() }
      }
      guard diagnoses.allSatisfy({ $0.advice == nil }) else { throw ExitCode.refused }
    }
  }
}

/// What the doctor says of one thing.
struct Diagnosis: Encodable, Sendable {
  /// What was looked at.
  let subject: String
  /// What was seen.
  let message: String
  /// What to do; nil when all is well.
  var advice: String?

  /// Prints the diagnosis, and below it what to do.
  func print() {
    let mark =
      advice == nil ? Terminal.styled("ok     ", .green) : Terminal.styled("problem", .red)
    Swift.print("\(mark)  \(subject): \(message)")
    if let advice { Swift.print("         \(advice)") }
  }
}
