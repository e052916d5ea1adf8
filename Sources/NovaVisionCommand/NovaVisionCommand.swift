import ArgumentParser
import Terminal

/// The operations of NovaVision, on generated code.
@main
struct NovaVisionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "novavision",
    abstract: "NovaVision's stores and the clusters they live on.",
    discussion: """
      The Admin DB is at ADMIN_DATABASE_URL; NOVAVISION_CLUSTER_KEY decrypts the credentials of the \
      clusters in it.

      EXAMPLES
        novavision demo
        novavision clusters list
        novavision route farma

      EXIT STATUS
        0  done
        1  a refusal: what was asked for is not so, or cannot be reached
        2  usage or configuration
      """,
    subcommands: [RouteCommand.self, ClustersCommand.self, DemoCommand.self]
  )

  static func main() async {
    await runAndExit()
  }
}
