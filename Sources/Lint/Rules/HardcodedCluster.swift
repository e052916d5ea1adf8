package import ConfigurationFile

/// A cluster that source code names.
package struct HardcodedCluster: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "hardcoded-cluster",
    summary: "a string that names a cluster, however it is put together",
    what: """
      Finds strings in which a pattern of 'lint.clusters' matches a whole token. What the files of a
      target do is followed as far as constants go: concatenation, interpolation, variables, loops, calls,
      escapes, pieces that are joined, replaced, cased or formatted, bytes, base 64, names of cases and
      functions; and characters that look like others. Where a part is unknown, the string is found
      if the pattern's own letters are written and at least one of the places that it leaves open is:
      "cluster_\\(tier)_01" is found, "cluster_\\(tier)_\\(number)" is not.
      '--fix' takes the cluster from the ClusterContext that a function is given, where the name is an
      argument of a call in it or the value of a variable.
      """,
    why: """
      A tenant moves between clusters, and clusters come and go. Code that names one goes on working on
      the old one after a move.
      """,
    example: """
      let orders = try await connect(to: "cluster_shared_01")
      """,
    useInstead: """
      let context = try await router.context(forSlug: slug)   // context.clusterID is the registry's answer
      """
  )

  private let clusters: ClusterNames

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) throws(ConfigurationError) {
    clusters = try ClusterNames(configuration)
  }

  /// What the patterns spell out.
  package var needles: Needles { clusters.needles }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    let findings = facts.strings.compactMap { string -> Finding? in
      guard let match = clusters.firstMatch(among: string.alternatives) else { return nil }
      // A name that a part brings with it is found where that part arises.
      guard !string.parts.contains(where: { clusters.firstMatch(in: [$0]) == match.name }) else {
        return nil
      }
      var finding = finding(
        facts,
        at: string.range,
        "\"\(match.name.display)\" names a cluster",
        help: "take the cluster from the context, or ask the registry for it"
      )
      finding.steps = string.derivations[match.value] ?? []
      // Where the name is the whole string, and the only one that it can be.
      if string.alternatives == [match.name] { finding.fix = string.contextFix }
      return finding
    }
    // Of an expression and its parts, the smallest part that names a cluster is the one to change.
    return findings.filter { outer in
      !findings.contains { $0.range != outer.range && outer.range.contains($0.range) }
    }
  }
}
