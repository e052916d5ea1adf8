import ArgumentParser

/// Works on the clusters of the data plane.
struct ClustersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "Work on the clusters of the data plane.",
    subcommands: [CloneCommand.self]
  )
}
