import Foundation
import Testing

/// A package whose index resolves what its text hides.
struct IndexTests {
  private static let files = [
    "demarc.yml": "lint: { clients: { types: [AdminClient], names: [], factories: [] } }\n",
    "Package.swift": """
    // swift-tools-version: 6.0
    import PackageDescription
    let package = Package(
      name: "app",
      targets: [.target(name: "Names"), .target(name: "App", dependencies: ["Names"])]
    )

    """,
    "Sources/Names/Names.swift": """
    public struct AdminClient: Sendable { public init() {} }
    public typealias Backbone = AdminClient

    """,
    "Sources/App/App.swift": """
    import Names
    enum Shared { static let hidden = Backbone() }

    """,
  ]

  @Test func `an alias of another module hides no client, and a stale index is said`() throws {
    try Folder.with(Self.files) { folder in
      let build = try folder.swift("build")
      #expect(build.status == 0, "\(build.output)\(build.errors)")
      let store = ".build/debug/index/store"
      #expect(try folder.lint("Sources/App").status == 0)
      let found = try folder.lint("--index", store, "Sources/App")
      #expect(found.status == 1)
      #expect(found.output.contains("Sources/App/App.swift:2:26: error: "), "\(found.output)")
      #expect(found.output.contains("[static-client]"))
      try folder.write("import Names\n", to: "Sources/App/App.swift")
      let stale = try folder.lint("--index", store, "Sources/App")
      #expect(stale.status == 3)
      #expect(stale.output.contains("the index is older than the file"), "\(stale.output)")
      try folder.write("", to: "Sources/App/New.swift")
      let unknown = try folder.lint("--index", store, "Sources/App/New.swift")
      #expect(unknown.output.contains("the index does not know the file"))
      let missing = try folder.lint("--index", "nowhere", "Sources/App")
      #expect(missing.status == 2)
      #expect(missing.errors.contains("There is no index at nowhere."))
    }
  }
}
