package import ConfigurationFile

/// A cluster that stands in where none is known.
package struct DefaultCluster: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "default-cluster",
    summary: "a fallback to some cluster where none is known",
    what: """
      Finds '??', default arguments, 'dictionary[key, default:]' and conditionals on nil whose value is a
      string that names a cluster, or whose value's name says that it is a default cluster; and a string
      that stands in for something that is called a cluster. A value that refuses (nil, throw,
      fatalError) is never found.
      """,
    why: """
      An account without a placement, or a registry that does not answer, is an error to be seen. With a
      default the request runs on a cluster that does not hold the tenant: reads are empty and writes land
      in a stranger's database.
      """,
    example: """
      let cluster = account.clusterID ?? "cluster_shared_01"
      """,
    useInstead: """
      guard let cluster = account.clusterID else { throw RoutingError.unplaced(account.id) }
      """
  )

  private let clusters: ClusterNames

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) throws(ConfigurationError) {
    clusters = try ClusterNames(configuration)
  }

  /// A value or a name says cluster.
  package var needles: Needles {
    Needles([clusters.needles, Needles(fragments: ["cluster"], carried: ["cluster"])])
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    facts.fallbacks.compactMap { fallback in
      guard !fallback.isRefusal, let value = defaultCluster(of: fallback) else { return nil }
      return finding(
        facts,
        at: fallback.range,
        "\(fallback.kind.rawValue) falls back to the cluster \(value)",
        help: "throw when the cluster is not known; no tenant has a cluster by default"
      )
    }
  }

  private func defaultCluster(of fallback: Fallback) -> String? {
    if let name = clusters.firstMatch(in: fallback.alternatives) { return "\"\(name.display)\"" }
    if let name = fallback.valueNames.first(where: isDefaultCluster) { return "'\(name)'" }
    // A text stands in for a cluster's name unless it says, for a reader, that there is none.
    guard fallback.subjectNames.contains(where: isClusterIdentity),
      !fallback.subjectNames.contains(where: isOther)
    else { return nil }
    return fallback.alternatives.lazy.compactMap(\.literal).first(where: isName).map { "\"\($0)\"" }
  }

  /// `defaultCluster`, `DEFAULT_CLUSTER_ID`, `fallbackClusterName`; not `clusters.first`.
  private func isDefaultCluster(_ name: String) -> Bool {
    isClusterIdentity(name)
      && ["default", "fallback", "primary", "main"].contains(where: name.lowercased().contains)
  }

  private func isName(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.isTokenScalar) && text.contains(where: \.isLetter)
      && !Self.placeholders.contains(text.lowercased())
  }

  private static let placeholders: Set<String> = [
    "none", "unknown", "null", "nil", "missing", "unplaced", "unassigned", "no", "any", "all",
  ]

  /// Whether a name is that of another kind of cluster: `KUBE_CLUSTER`, `redisCluster`, `markerCluster`.
  private func isOther(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("cluster") && Self.others.contains(where: name.contains)
  }

  private static let others = [
    "kube", "k8s", "redis", "kafka", "elastic", "marker", "minikube",
  ]

  /// Whether a name stands for one cluster: `cluster`, `clusterID`, `cluster_name`, `Account.clusterId`.
  ///
  /// A count or a list of clusters stands for none.
  private func isClusterIdentity(_ name: String) -> Bool {
    let name = name.lowercased().filter { $0 != "_" }
    return ["cluster", "clusterid", "clustername", "clusterkey"].contains(where: name.hasSuffix)
  }
}
