import Foundation
import Testing

struct FixTests {
  private static let comment = "// demarc:allow static-client until 2999-01-31: moves in TEN-1"

  @Test func `a comment that is not needed is taken out, and what is beside it stays`() throws {
    let files = [
      "demarc.yml": "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n",
      "A.swift": """
      let é = 1  \(Self.comment)
        \(Self.comment)
      let b = "cluster_b_01"
      \(Self.comment)
      """,
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("--fix", "A.swift")
      #expect(result.status == 1)
      #expect(result.errors.contains("Mended 3 of 4 findings."), "\(result.errors)\(result.output)")
      #expect(result.output.contains("A.swift:2:9: error: \"cluster_b_01\" names a cluster"))
      let file = folder.url.appendingPathComponent("A.swift")
      #expect(
        try String(contentsOf: file, encoding: .utf8) == "let é = 1\nlet b = \"cluster_b_01\"\n"
      )
    }
  }

  @Test func `a cluster that a function spells out comes from the context that it is given`() throws
  {
    let before = """
      func send(_ order: Order, in context: ClusterContext) async throws {
        let cluster = "cluster_shared_01"
        try await bus.publish(order, to: "cluster_shared_01")
        log(ClusterID(rawValue: "cluster_shared_01"), context: 1)
        order.place = place("cluster_shared_01")
        if context.clusterID.rawValue == "cluster_shared_01" { return }
        if isOpen("cluster_shared_01") { return }
        XCTAssertEqual(order.place, "cluster_shared_01")
        let isHere = at("cluster_shared_01") == order.place
        switch place("cluster_shared_01") { case .named("cluster_shared_01"): return }
        let url = "https://cluster_shared_01/orders"
        let other: StaticString = "cluster_shared_01"
        let later = { log("cluster_shared_01") }
      }
      func twice(_ a: ClusterContext, _ b: ClusterContext) { log("cluster_shared_01") }
      func maybe(_ context: ClusterContext?) { log("cluster_shared_01") }
      func hidden(_ context: ClusterContext) {
        let context = Context()
        log("cluster_shared_01")
      }
      func byDefault(_ context: ClusterContext, _ cluster: String = "cluster_shared_01") {}
      struct Report {
        init(_ context: borrowing Demarc.ClusterContext) { log("cluster_shared_01") }
        func none() { log("cluster_shared_01") }
      }

      """
    let files = [
      "demarc.yml": "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n", "A.swift": before,
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("--fix", "A.swift")
      #expect(result.errors.contains("Mended 5 of "), "\(result.errors)")
      let after = try String(
        contentsOf: folder.url.appendingPathComponent("A.swift"),
        encoding: .utf8
      )
      let changes = zip(before.split(separator: "\n"), after.split(separator: "\n"))
        .filter { $0 != $1 }.map { $1.trimmingCharacters(in: .whitespaces) }
      #expect(
        changes == [
          "let cluster = context.clusterID.rawValue",
          "try await bus.publish(order, to: context.clusterID.rawValue)",
          "log(context.clusterID, context: 1)",
          "order.place = place(context.clusterID.rawValue)",
          "init(_ context: borrowing Demarc.ClusterContext) { log(context.clusterID.rawValue) }",
        ]
      )
      #expect(try folder.lint("--fix", "A.swift").status == 1)
    }
  }
}
