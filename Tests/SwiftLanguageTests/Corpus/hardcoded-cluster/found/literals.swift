func plain() { use("cluster_shared_01") } // ! hardcoded-cluster
func raw() { use(#"cluster_shared_01"#) } // ! hardcoded-cluster
func escaped() { use("clu\u{73}ter_shared_01") } // ! hardcoded-cluster
func rawEscaped() { use(##"clu\##u{73}ter_shared_01"##) } // ! hardcoded-cluster
func inSQL() { use("select * from c where id = 'cluster_shared_01'") } // ! hardcoded-cluster
func inJSON() { use(#"{"cluster":"cluster_shared_01"}"#) } // ! hardcoded-cluster
func inURL() { use("postgres://cluster_shared_01.internal:5432/app") } // ! hardcoded-cluster
func pattern() { use(/cluster_shared_01/) } // ! hardcoded-cluster
func arrayElement() { use(["a", "cluster_shared_01"]) } // ! hardcoded-cluster
func key() { use(["cluster_shared_01": 1]) } // ! hardcoded-cluster
let typed: ClusterID = "cluster_shared_01" // ! hardcoded-cluster
func wrapped() { use(ClusterID(rawValue: "cluster_shared_01")) } // ! hardcoded-cluster
func invisible() { use("clu\u{200B}ster_shared_01") } // ! hardcoded-cluster
func joiner() { use("clu‍ster_shared_01") } // ! hardcoded-cluster
func hyphen() { use("clu­ster_shared_01") } // ! hardcoded-cluster
func cyrillic() { use("сluster_shared_01") } // ! hardcoded-cluster
func fullwidth() { use("ｃluster_shared_01") } // ! hardcoded-cluster
func optional(_ id: String?) { if id == "cluster_shared_01" { use(id) } } // ! hardcoded-cluster
func matched(_ id: String) {
  switch id {
  case "cluster_shared_01": use(id) // ! hardcoded-cluster
  default: break
  }
}
