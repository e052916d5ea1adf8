import Foundation
import Testing

struct DoctorCommandTests {
  private static let configuration = "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n"

  @Test func `an open gate is named with what closes it`() throws {
    let files = [
      "demarc.yml": Self.configuration, "Sources/App/App.swift": "let a = 1\n",
      "Package.swift": """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(name: "app", targets: [.target(name: "App")])

      """,
    ]
    try Folder.with(files) { folder in
      _ = try folder.git("init", "--quiet")
      let open = try folder.lint("doctor")
      #expect(open.status == 1)
      #expect(
        open.output.contains("problem  build plugin: 0 of 1 targets list it"),
        "\(open.output)"
      )
      #expect(open.output.contains("to App, or run demarc-lint over the whole project"))
      #expect(open.output.contains("problem  git hook: nothing runs the linter before a commit"))
      #expect(open.output.contains("ok       coverage: 2 files, 0 of them not analysed"))
      try folder.write("exec demarc-lint --staged\n", to: ".git/hooks/pre-commit")
      let hooked = try folder.lint("doctor")
      #expect(hooked.output.contains("ok       git hook: "), "\(hooked.output)")
    }
  }

  @Test func `a project without a package is looked at, too`() throws {
    let files = [
      "demarc.yml": "lint: {}\n", "App.swift": "func broken( { cluster\n",
      ".pre-commit-config.yaml": "repos: [{ hooks: [{ id: demarc-lint }] }]\n",
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("doctor", "--json")
      #expect(result.status == 1)
      let diagnoses = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: String]]
      )
      #expect(diagnoses.map { $0["subject"] } == ["configuration", "coverage", "git hook"])
      #expect(diagnoses.map { $0["advice"] != nil } == [true, true, false])
    }
  }
}
