import Testing

@Suite struct ClusterRulesTests {
  @Test(arguments: [
    #"func f() { use(«hardcoded-cluster»"cluster_shared_01") }"#,
    #"func f() { use(«hardcoded-cluster»"clu" + "ster_" + "shared_01") }"#,
    ##"func f() { use(«hardcoded-cluster»#"cluster_shared_01"#) }"##,
    #"func f() { use(«hardcoded-cluster»"clu\u{73}ter_shared_01") }"#,
    ##"func f() { use(«hardcoded-cluster»#"clu\#u{73}ter_shared_01"#) }"##,
    "func f() { use(«hardcoded-cluster»\"\"\"\n  select 'cluster_\\\n  shared_01'\n  \"\"\") }",
    #"func f() { use(«hardcoded-cluster»["cluster", "shared", "01"].joined(separator: "_")) }"#,
    "let prefix = \"cluster_\"\nfunc f() { use(«hardcoded-cluster»prefix + \"shared_01\") }",
    "enum N { static let tier = \"shared\" }\nfunc f() { use(«hardcoded-cluster»\"cluster_\\(N.tier)_01\") }",
    "enum N { static let tier = \"shared\"; static let name = «hardcoded-cluster»\"cluster_\\(tier)_01\" }",
    "func f(tier: String) { use(«hardcoded-cluster»\"cluster_\\(tier)_01\") }",
    "func f(n: Int) { use(«hardcoded-cluster»\"cluster_shared_0\\(1)\") }",
    "enum Tier { case shared }\nfunc f() { use(«hardcoded-cluster»\"cluster_\\(Tier.shared)_01\") }",
    "enum Tier: String { case a = \"shared\" }\nfunc f() { use(«hardcoded-cluster»\"cluster_\" + Tier.a.rawValue + \"_01\") }",
    "enum Cluster: String { case «hardcoded-cluster»cluster_shared_01 }",
    #"func f() { use(flag ? «hardcoded-cluster»"cluster_a_01" : «hardcoded-cluster»"cluster_b_01") }"#,
    "func f() { let tier = flag ? \"a\" : \"b\"\n use(«hardcoded-cluster»\"cluster_\\(tier)_01\") }",
  ])
  func `a cluster's name is found however it is put together`(source: String) throws {
    try expectMarkedFindings(source)
  }

  @Test(arguments: [
    #"func f(a: String, b: Int) { use("cluster_\(a)_\(b)") }"#,
    #"func f() { use("xcluster_shared_01", "cluster_shared_012") }"#,
    "let tier = \"shared\"\nfunc f(tier: String, n: Int) { use(\"cluster_\\(tier)_\\(n)\") }",
    #"func f(id: String) { use("\(id)_01") }"#,
    "let a = b\nlet b = a",
  ])
  func `what no cluster is called is not`(source: String) throws {
    try expectMarkedFindings(source)
  }

  @Test(arguments: [
    "func f() { use(clusterID ?? «default-cluster»defaultCluster) }",
    "func f() { use(id ?? «default-cluster»Clusters.defaultClusterID) }",
    "func f(cluster: String = «default-cluster»\"main\") {}",
    "func f(_ id: ClusterID = «default-cluster»ClusterID(\"main\")) {}",
    "func f() { use(environment[\"CLUSTER_ID\"] ?? «default-cluster»\"main\") }",
    "func f() { use(cluster == nil ? «default-cluster»\"main\" : cluster) }",
    "func f() { use(clusterNames[\"x\", default: key]); use(cluster[\"x\", default: «default-cluster»\"main\"]) }",
    "let defaultCluster = «default-cluster»\"main\"",
  ])
  func `a fallback to a cluster is found`(source: String) throws {
    try expectMarkedFindings(source)
  }

  @Test(arguments: [
    "func f() { use(clusterID ?? fatalError()) }",
    "func f() { use(clusterID ?? nil) }",
    "func f(cluster: String? = nil) {}",
    "func f() { print(clusterID ?? \"none\", clusterID ?? \"–\") }",
    "func f(clusterCount: Int = 3) {}",
    "func f() { use(name ?? \"main\") }",
    "func f() { use(clusterID ?? account.clusterID) }",
  ])
  func `a fallback to nothing, or of something else, is not`(source: String) throws {
    try expectMarkedFindings(source)
  }
}
