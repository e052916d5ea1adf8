import Foundation
import Testing

struct OutputFormatTests {
  private static let files = [
    "demarc.yml": "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n",
    "Sources/a b/É<&.swift": "/* é𝄞 */ let a = \"cluster_shared_01\"\n",
    "Sources/Broken.swift": "func broken( { cluster\n",
  ]

  private func output(_ format: String) throws -> String {
    try Folder.with(Self.files) { folder in
      let result = try folder.lint("--format", format, "Sources")
      #expect(result.status == 1)
      return result.output
    }
  }

  private func document(_ format: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(try output(format).utf8))
  }

  @Test func `SARIF names the rule, the place in UTF-16 columns, and what it is recognised by`()
    throws
  {
    let log = try #require(try document("sarif") as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "utf16CodeUnits")
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    #expect(result["ruleId"] as? String == "hardcoded-cluster")
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    let artifact = try #require(physical["artifactLocation"] as? [String: Any])
    #expect(artifact["uri"] as? String == "Sources/a%20b/%C3%89%3C&.swift")
    // In UTF-8 the string begins in column 22.
    #expect((physical["region"] as? [String: Int])?["startColumn"] == 19)
    let fingerprints = try #require(result["partialFingerprints"] as? [String: String])
    #expect(fingerprints["primaryLocationLineHash"]?.hasSuffix(":1") == true)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let index = try #require(result["ruleIndex"] as? Int)
    #expect(rules[index]["id"] as? String == "hardcoded-cluster")
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    let notifications = invocation["toolExecutionNotifications"] as? [[String: Any]]
    #expect(notifications?.count == 1)
  }

  @Test func `SARIF lists what the baseline knows as suppressed`() throws {
    try Folder.with(Self.files) { folder in
      _ = try folder.lint("--baseline-write", "Sources/a b")
      let text = try folder.lint("--format", "sarif", "Sources/a b").output
      let log = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let run = try #require((log?["runs"] as? [[String: Any]])?.first)
      let result = try #require((run["results"] as? [[String: Any]])?.first)
      let suppressions = try #require(result["suppressions"] as? [[String: String]])
      #expect(suppressions.map { $0["kind"] } == ["external"])
    }
  }

  @Test func `GitLab's report gives each finding a fingerprint of its own`() throws {
    let issues = try #require(try document("gitlab") as? [[String: Any]])
    #expect(issues.map { $0["check_name"] as? String } == ["hardcoded-cluster", "unparsed-file"])
    #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == 2)
    let location = try #require(issues.first?["location"] as? [String: Any])
    #expect((location["lines"] as? [String: Int])?["begin"] == 1)
  }

  @Test(arguments: [("junit", "testcase", "failure"), ("checkstyle", "error", "error")])
  func `XML is well formed, whatever the code says`(
    format: String,
    element: String,
    failure: String
  ) throws {
    let text = try output(format)
    #expect(text.contains("Sources/a b/É&lt;&amp;.swift"), "\(text)")
    #expect(text.components(separatedBy: "<\(failure) ").count - 1 == 2)
    #expect(text.components(separatedBy: "<\(element) ").count - 1 == 2)
  }

  @Test func `GitHub's annotations keep one line each`() throws {
    let lines = try output("github").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("::error file=") })
  }

  @Test func `a test report without findings has a test that passed`() throws {
    try Folder.with(["demarc.yml": "lint: {}\n", "A.swift": "let a = 1\n"]) { folder in
      let result = try folder.lint("--format", "junit", "A.swift")
      #expect(result.status == 0)
      #expect(result.output.contains("tests=\"1\" failures=\"0\""))
    }
  }
}
