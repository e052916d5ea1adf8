import ArgumentParser
import ConfigurationFile
import Foundation
import PostgresDriver
import Subprocess
import Terminal

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Shows what Demarc is about, on servers that it starts and removes.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Run two stores on two clusters, and try to cross between them.",
    discussion: """
      Starts one Admin and two Backend databases, each on a server of its own, migrates them, places two \
      stores, and removes everything again. A command behind '--' is run while the servers are up, with \
      ADMIN_DATABASE_URL and NOVAVISION_CLUSTER_KEY set.

      EXAMPLES
        novavision demo
        novavision demo -- novavision route farma
      """
  )

  @Option(help: "The project's demarc.yml, which names the migrations.")
  var config = "demarc.yml"

  @Argument(parsing: .postTerminator, help: "A command to run while the servers are up.")
  var command: [String] = []

  func run() async throws {
    try await reportingErrors(isUsage: { $0 is UsageError || $0 is ConfigurationError }) {
      let configuration = try Configuration.load(from: config)
      let root = URL(fileURLWithPath: config).deletingLastPathComponent().path
      try await DemoServers.withServers(configuration, root: root) { servers in
        try await Demo(servers: servers).run()
        if !command.isEmpty { try await runCommand(servers) }
      }
    }
  }

  private func runCommand(_ servers: DemoServers) async throws {
    Demo.heading("Running \(command.joined(separator: " "))")
    // So that what the command prints comes after what was printed so far.
    fflush(nil)
    let program = command[0]
    let result = try await Subprocess.run(
      program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(Array(command.dropFirst())),
      environment: .inherit.updating([
        "ADMIN_DATABASE_URL": servers.adminURL, "NOVAVISION_CLUSTER_KEY": servers.key.reveal(),
      ]),
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
    )
    guard result.terminationStatus.isSuccess else { throw ExitCode.refused }
  }
}
