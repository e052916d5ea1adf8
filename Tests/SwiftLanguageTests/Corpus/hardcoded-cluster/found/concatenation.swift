let prefix = "cluster_"
let tierName: String = "shared"
enum Names {
  static let tier = "shared"
  static let full = "cluster_\(tier)_01" // ! hardcoded-cluster
  static var computed: String { "cluster" + "_" + tier + "_01" } // ! hardcoded-cluster
}
func plus() { use("clu" + "ster_" + "shared_01") } // ! hardcoded-cluster
func constant() { use(prefix + "shared_01") } // ! hardcoded-cluster
func interpolated() { use("\(prefix)shared_01") } // ! hardcoded-cluster
func hole(tier: String) { use("cluster_\(tier)_01") } // ! hardcoded-cluster
func number(n: Int) { use("cluster_shared_0\(1)") } // ! hardcoded-cluster
func nested() { use("\("cluster_" + tierName)_01") } // ! hardcoded-cluster
func mutated() {
  var id = "cluster_"
  id += "shared"
  id += "_01" // ! hardcoded-cluster
  use(id)
}
func appended() {
  var id = "cluster_"
  id.append("shared_01") // ! hardcoded-cluster
  use(id)
}
func appendedContents() {
  var id = String()
  id.append(contentsOf: "cluster_")
  id.append(contentsOf: "shared_01") // ! hardcoded-cluster
  use(id)
}
func written() {
  var id = ""
  print("cluster_shared", terminator: "_", to: &id)
  id.write("01") // ! hardcoded-cluster
  use(id)
}
func assignedLater() {
  let id: String
  let start = "cluster_"
  id = start + "shared_01" // ! hardcoded-cluster
  use(id)
}
func looped() {
  var id = ""
  for part in ["cluster", "_", "shared", "_", "01"] { id += part } // ! hardcoded-cluster
  use(id)
}
func counted() {
  let parts = ["cluster_", "shared_", "01"]
  var id = ""
  var index = 0
  while index < 3 {
    id += parts[index] // ! hardcoded-cluster
    index += 1
  }
  use(id)
}
func extend(_ id: inout String) { id += "shared_01" }
func passed() {
  var id = "cluster_"
  extend(&id) // ! hardcoded-cluster
  use(id + "")
}
func branched(flag: Bool) {
  let tier = flag ? "shared" : "dedicated"
  use("cluster_" + tier + "_01") // ! hardcoded-cluster
}
func switched(kind: Int) {
  let tier = switch kind {
  case 0: "shared"
  default: "dedicated"
  }
  use("cluster_\(tier)_0" + "1") // ! hardcoded-cluster
}
func fallback(given: String?) { use("cluster_" + (given ?? "shared") + "_01") } // ! hardcoded-cluster
func environment() { use("cluster_" + (ProcessInfo.processInfo.environment["TIER"] ?? "shared_01")) } // ! hardcoded-cluster
func tuple() {
  let parts = (a: "cluster_", b: "shared_01")
  use(parts.a + parts.b) // ! hardcoded-cluster
}
func dictionary() {
  let parts = ["a": "cluster_", "b": "shared_01"]
  use(parts["a"]! + parts["b", default: ""]) // ! hardcoded-cluster
}
func element() {
  let parts = ["cluster", "shared", "01"]
  use(parts[0] + "_" + parts[1] + "_" + parts.last!) // ! hardcoded-cluster
}
func destructured() {
  let (start, rest) = ("cluster_", "shared_01")
  use(start + rest) // ! hardcoded-cluster
}
func bound(_ maybe: String?) {
  if let start = Optional("cluster_") { use(start + "shared_01") } // ! hardcoded-cluster
}
infix operator <+>
func <+> (left: String, right: String) -> String { left + right }
func custom() { use("cluster_" <+> "shared_01") } // ! hardcoded-cluster
func long() { use("c" + "l" + "u" + "s" + "t" + "e" + "r" + "_" + "a" + "_" + "0" + "1") } // ! hardcoded-cluster
