import Foundation

/// A project of one database that is read from a URL.
enum Project {
  /// Makes a project in a folder of its own.
  static func make() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-benchmark-\(UUID().uuidString)").path
    for name in ["schema", "migrations"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)",
        withIntermediateDirectories: true
      )
    }
    try """
    databases:
      items: { plane: control, migrations: migrations, module: Items, output: Items, url: ${BENCHMARK_URL} }

    """.write(toFile: "\(folder)/demarc.yml", atomically: true, encoding: .utf8)
    return folder
  }

  static func remove(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
  }
}
