public import Demarc
import Foundation

/// What a project's tests need a fleet to be like.
public struct FleetPlan: Sendable {
  private let file: String
  let options: ClusterRouterOptions
  let makeTenant: @Sendable (ClusterContext) async throws -> Void

  /// Makes a plan of a project.
  ///
  /// - Parameters:
  ///   - file: a file of the project; its `demarc.yml` is the nearest one in the folders above.
  ///   - options: as the product connects.
  ///   - makeTenant: makes the rows that each tenant begins with: at least the one of the root table.
  public init(
    ofProjectWith file: String = #filePath,
    options: ClusterRouterOptions,
    makeTenant: @escaping @Sendable (ClusterContext) async throws -> Void
  ) {
    self.file = file
    self.options = options
    self.makeTenant = makeTenant
  }

  /// The project's `demarc.yml`.
  func configurationPath() throws -> String {
    var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    while true {
      let path = folder.appendingPathComponent("demarc.yml").path
      if FileManager.default.fileExists(atPath: path) { return path }
      guard folder.path.count > 1 else { break }
      folder.deleteLastPathComponent()
    }
    throw TestFleetError(
      "No folder above \(file) holds a demarc.yml. Name a file of the project: FleetPlan(ofProjectWith:)."
    )
  }
}

/// A fleet cannot be made.
public struct TestFleetError: Error, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
