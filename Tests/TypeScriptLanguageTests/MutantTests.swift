import ConfigurationFile
import Lint
import SourceText
import Testing
import TypeScriptLanguage

/// A known bad text sent through what code can do to a text, two transformations deep.
@Suite struct MutantTests {
  /// Each turns an expression into one of the same value; `§` stands for it.
  private static let transformations = [
    "§", "(§)", "`${§}`", "[§][0]", "({ a: § }).a", "({ a: § })[\"a\"]", "§.concat(\"\")",
    "(\"\" + §)",
    "String(§)", "§.toString()", "(§ as string)", "§!", "(flag ? § : other)", "(other ?? §)",
    "(() => §)()",
    "((x) => x)(§)", "[§].join(\"\")", "§.split(\"_\").join(\"_\")", "§.toLowerCase()",
    "§.slice(0)",
    "§.padEnd(3)", "[...§].join(\"\")", "§.replace(\"zzz\", \"\")", "§.trim()",
    "Object.freeze({ a: § }).a",
    "JSON.parse(JSON.stringify(§))", "new Map([[1, §]]).values()", "((x = §) => x)()",
    "[§].map((x) => x)[0]",
    "Object.values({ a: § })[0]", "(await §)", "(0, §)", "[\"\", §].reduce((a, b) => a + b)",
  ]

  /// How the text itself can be written.
  private static let spellings = [
    "\"cluster_shared_01\"", "\"clu\" + \"ster_shared_01\"", "`cluster_${\"shared\"}_01`",
    "\"\\x63luster_shared_01\"", "[\"cluster\", \"shared\", \"01\"].join(\"_\")",
    "atob(\"Y2x1c3Rlcl9zaGFyZWRfMDE=\")",
    "\"CLUSTER_SHARED_01\".toLowerCase()", "\"10_derahs_retsulc\".split(\"\").reverse().join(\"\")",
    "prefix + \"shared_01\"", "make(\"shared\", \"01\")", "Names.prefix + Names.rest",
    "`${prefix}${Tier.Shared}_0${1}`",
  ]

  private static let preamble = """
    const prefix = "cluster_";
    const make = (tier, number) => "cluster_" + tier + "_" + number;
    const Names = { prefix: "cluster_", rest: "shared_01" };
    enum Tier { Shared = "shared" }

    """

  @Test(arguments: spellings)
  func `a text is found through any two transformations`(spelling: String) throws {
    var configuration = Configuration.Lint()
    configuration.clusters = ["cluster_[a-z]+_[0-9]{2}"]
    let linter = try Linter(configuration, today: try #require(CalendarDay("2026-11-25")))
    let reader = TypeScriptReader(ClientNames(configuration))
    let filter = TypeScriptReader.filter(linter.needles)
    var lost: [String] = []
    var count = 0
    for first in Self.transformations {
      for second in Self.transformations {
        // Concatenation binds looser than a member.
        let inner = first.replacing("§", with: "(\(spelling))")
        let expression = second.replacing("§", with: "(\(inner))")
        let source = Self.preamble + "use(\(expression));\n"
        let bytes = Array(source.utf8)
        let parsed = reader.parse(bytes, path: "a.ts")
        let facts = reader.facts(of: parsed, among: TypeScriptReader.ModuleTable([parsed]))
        let isFound = linter.check(facts).contains { $0.rule == "hardcoded-cluster" }
        let isCandidate = bytes.withUnsafeBufferPointer { filter.scan($0).isCandidate }
        count += 1
        if !isFound || !isCandidate || facts.incompleteness != nil { lost.append(expression) }
      }
    }
    let examples = lost.prefix(5).joined(separator: "\n")
    #expect(lost.count == 0, "of \(count): \(examples)")
  }
}
