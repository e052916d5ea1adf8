import BenchmarkSupport
import Foundation

/// What compiling a module took in one configuration, in seconds, a value for each round.
struct CompilationFigures {
  let configuration: String
  let relations: Int
  var generated: [Double] = []
  var plain: [Double] = []
}

/// Compiles generated code, and in turn plain structs with the same stored properties that are Codable.
struct CompilationRuns {
  let programs: Programs

  private static let relations = 60

  func run(rounds: Int) throws -> [CompilationFigures] {
    let folder = try package()
    defer { Project.remove(folder) }
    return try ["debug", "release"].map { configuration in
      var figures = CompilationFigures(configuration: configuration, relations: Self.relations)
      func build(_ target: String) throws -> Double {
        try Run(
          "swift",
          ["build", "--configuration", configuration, "--target", target],
          in: folder
        ).seconds
      }
      for target in ["Items", "Plain"] { _ = try build(target) }
      for round in 1...rounds {
        FileHandle.standardError.write(
          Data("compile, \(configuration): round \(round) of \(rounds)\n".utf8)
        )
        for target in ["Items", "Plain"] {
          // Planning a build takes as long when there is nothing to do.
          let planning = try build(target)
          try touch("\(folder)/\(target)")
          let seconds = try build(target) - planning
          if target == "Items" {
            figures.generated.append(seconds)
          } else {
            figures.plain.append(seconds)
          }
        }
      }
      return figures
    }
  }

  /// A package with a generated and a plain module.
  private func package() throws -> String {
    let folder = try Project.make()
    let migration = (0..<Self.relations).map(GenerationRuns.table).joined(separator: "\n")
    try migration.write(
      toFile: "\(folder)/migrations/0001.sql",
      atomically: true,
      encoding: .utf8
    )
    _ = try Run(programs.demarc, ["generate"], in: folder)
    try FileManager.default.createDirectory(
      atPath: "\(folder)/Plain",
      withIntermediateDirectories: true
    )
    for number in 0..<Self.relations {
      try Self.plain(number).write(
        toFile: "\(folder)/Plain/Relation\(number).swift",
        atomically: true,
        encoding: .utf8
      )
    }
    try manifest.write(toFile: "\(folder)/Package.swift", atomically: true, encoding: .utf8)
    return folder
  }

  private var manifest: String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "compilation",
      platforms: [.macOS(.v15)],
      dependencies: [.package(name: "demarc", path: "\(programs.package)")],
      targets: [
        .target(
          name: "Items",
          dependencies: [
            .product(name: "Demarc", package: "demarc"),
            .product(name: "PostgresDriver", package: "demarc"),
          ],
          path: "Items"
        ),
        .target(name: "Plain", path: "Plain"),
      ]
    )

    """
  }

  private static func plain(_ number: Int) -> String {
    """
    import Foundation

    public struct Relation\(number): Codable, Hashable, Sendable, Identifiable {
      public let id: UUID
      public let parentID: UUID?
      public let name: String
      public let note: String?
      public let state: String
      public let price: Decimal
      public let amount: Int32
      public let tags: [String?]
      public let data: String?
      public let createdAt: Date
      public let updatedAt: Date?
    }

    """
  }

  /// Changes the last line of every file of a folder, which is a comment.
  private func touch(_ folder: String) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where path.hasSuffix(".swift") {
      let file = "\(folder)/\(path)"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let body = text.components(separatedBy: "// built ")[0]
      try "\(body)// built \(UUID().uuidString)\n"
        .write(toFile: file, atomically: true, encoding: .utf8)
    }
  }
}
