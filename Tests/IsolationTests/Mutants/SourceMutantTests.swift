import Foundation
import TestClusters
import Testing

/// That the table of the sources' mutants does not rot; `MutantTableTests` breaks them.
struct SourceMutantTests {
  @Test func `the text that each mutant replaces stands in one place, and none overlaps another`()
    throws
  {
    for (file, mutants) in Dictionary(grouping: SourceMutant.all, by: \.file) {
      let source = try String(contentsOfFile: "\(TestProject.root)/\(file)", encoding: .utf8)
      #expect(throws: Never.self) { try woven(mutants, into: source) }
    }
  }

  @Test func `each mutant has a name of its own, by which it is switched on`() {
    #expect(Set(SourceMutant.all.map(\.name)).count == SourceMutant.all.count)
  }

  @Test(arguments: Set(SourceMutant.all.map(\.killer)))
  func `there is one test of the name of each killer`(killer: SourceMutant.Killer) throws {
    let parts = killer.suite.split(separator: ".")
    let root = "\(TestProject.root)/Tests/\(parts[0])"
    let path = try #require(
      FileManager.default.subpathsOfDirectory(atPath: root)
        .first { $0.hasSuffix("/\(parts[1]).swift") || $0 == "\(parts[1]).swift" }
    )
    let source = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    #expect(source.ranges(of: "`\(killer.test)`").count == 1)
  }

  @Test func `weaving leaves a switch between right and wrong`() throws {
    let place = SourceMutant.Place(layer: .driver, file: "x.swift")
    let killer = SourceMutant.Killer("XTests.XTests", "x")
    let mutants = [
      SourceMutant("a", in: place, as: .expression, "x > 1", "true", killer: killer),
      SourceMutant("b", in: place, as: .literal, #"where "id""#, "", killer: killer),
      SourceMutant("c", in: place, as: .literal, #"where "id""#, "where", killer: killer),
      SourceMutant("d", in: place, within: "func g", as: .statement, "go()", "", killer: killer),
    ]
    let source = #"""
      func f() {
        go()
        if x > 1 { run("select where "id" = 1") }
        func g() { go() }
      }
      """#
    let text = try woven(mutants, into: source)
    #expect(
      text == #"""
        func f() {
          go()
          if (isMutant("a") ? (true) : (x > 1)) { run("select \((isMutant("c") ? "where" : (isMutant("b") ? "" : "where \"id\""))) = 1") }
          func g() { if isMutant("d") {

        } else {
        go()
        } }
        }
        """#
    )
    #expect(throws: TestProjectError.self) { try woven(Array(mutants.prefix(1)), into: "x") }
    #expect(throws: TestProjectError.self) { try woven([mutants[0]], into: "x > 1, x > 1") }
  }
}
