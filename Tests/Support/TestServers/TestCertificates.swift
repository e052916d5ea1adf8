import Foundation

/// Certificates that openssl makes for one test: `root.crt` signed `server.crt` for the name `localhost`,
/// and `strange.crt` signed nothing.
package struct TestCertificates {
  private let folder: URL

  /// Makes certificates in a temporary folder, lends them to a closure, and removes them.
  package static func withFolder<Result>(
    _ body: (TestCertificates) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-certificates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let certificates = TestCertificates(folder: folder)
    try certificates.make()
    return try await body(certificates)
  }

  /// The path of a file.
  package func path(of name: String) -> String { folder.appendingPathComponent(name).path }

  /// The text of a file.
  package func text(of name: String) throws -> String {
    try String(contentsOfFile: path(of: name), encoding: .utf8)
  }

  private func make() throws {
    for name in ["root", "strange"] {
      try openssl([
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
        "-keyout", "\(name).key", "-out", "\(name).crt",
      ])
    }
    try openssl([
      "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key",
      "-out", "server.csr",
    ])
    try openssl([
      "x509", "-req", "-in", "server.csr", "-CA", "root.crt", "-CAkey", "root.key",
      "-CAcreateserial", "-days", "2", "-out", "server.crt",
    ])
  }

  private func openssl(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw NotInTime(
        description:
          "openssl failed (apt-get install -y openssl): \(arguments.joined(separator: " "))"
      )
    }
  }
}
