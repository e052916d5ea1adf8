import Lint
import Testing

@Suite struct ClusterPatternTests {
  private let pattern = "cluster_[a-z]+_[0-9]{2}"

  @Test(arguments: [
    "cluster_shared_01", "see cluster_shared_01.", "é:cluster_a_99", "\"cluster_shared_01\"",
    "cluster_shared_0 cluster_shared_01",
  ])
  func `a whole token of a text is a name`(text: String) throws {
    #expect(try ClusterPattern(pattern).firstMatch(in: FoldedText(text)) != nil)
  }

  @Test(arguments: [
    "xcluster_shared_01", "cluster_shared_012", "cluster_shared_01-eu", "écluster_shared_01",
    "cluster_SHARED_01", "cluster_01", "",
  ])
  func `a part of a token is none`(text: String) throws {
    #expect(try ClusterPattern(pattern).firstMatch(in: FoldedText(text)) == nil)
  }

  @Test(arguments: [
    (["cluster_", nil, "_01"], true), (["cluster_shared_", nil], true),
    (["cluster_sh", nil, "_0", nil], true), ([nil, "cluster_shared_01"], true),
    (["cluster_", nil, "_", nil], false), ([nil, "_01"], false), (["cluster_", nil], false),
    ([nil], false), (["clus", nil, "_shared_01"], false), (["cluster_", nil, " _01"], false),
  ])
  func `a hole stands for what the pattern leaves open`(parts: [String?], isName: Bool) throws {
    var text = FoldedText("")
    for part in parts { text.append(part.map { .text($0) } ?? .hole) }
    #expect((try ClusterPattern(pattern).firstMatch(in: text) != nil) == isName)
  }

  @Test(arguments: [
    ("(eu|us)-shard\\d", "eu-shard7", true), ("(?:a|b)+c?", "abab", true),
    ("[^x]{1,2}", "yy", true), ("^shard.$", "shard1", true), ("a{2,}", "a", false),
    ("\\w+\\.db", "main.db", true),
  ])
  func `classes, groups, choices and counts are understood`(
    pattern: String,
    text: String,
    isName: Bool
  ) throws {
    #expect((try ClusterPattern(pattern).firstMatch(in: FoldedText(text)) != nil) == isName)
  }

  @Test(arguments: ["(?=x)", "(a", "a)", "[a", "*a", "\\b", "a{3,1}", "\\1"])
  func `a pattern that cannot be decided is refused`(pattern: String) {
    #expect(throws: ClusterPatternError.self) { try ClusterPattern(pattern) }
  }
}
