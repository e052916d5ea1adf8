import Foundation
import Lint
import LintCorpus
import SwiftLanguage
import Testing

@Suite struct RecallTests {
  /// When it differs, the message holds the lines for `Recall.measured`.
  @Test func `the table of recall says what the corpus shows`() throws {
    let measured = try measure()
    let table = Recall.measured.filter { $0.language == "Swift" }
    #expect(table == measured, "\(measured.map(\.source).joined(separator: "\n"))")
  }

  @Test(arguments: try RuleCase.all("found") + RuleCase.all("clean"))
  func `what is left out before it is run holds no finding`(test: RuleCase) throws {
    #expect(try test.example.findings(sparing: .parsing) == test.example.findings())
  }

  private func measure() throws -> [Recall] {
    let clean = try RuleCase.all("clean")
    let cases = Dictionary(grouping: try RuleCase.all("found"), by: \.rule)
    return try cases.keys.sorted().map { rule in
      var places = 0
      var found = 0
      for example in (cases[rule] ?? []).map(\.example) {
        let expected = example.expected
        let all = Set(try example.findings())
        places += expected.count
        found += expected.filter(all.contains).count
      }
      let lines = clean.filter { $0.rule == rule }.flatMap(\.example.files.values)
        .reduce(0) { $0 + $1.split(separator: "\n").count }
      return Recall(rule, "Swift", found: found, of: places, lookAlikes: lines)
    }
  }
}
