enum Cluster: String { case cluster_shared_01 } // ! hardcoded-cluster
enum Plain { case cluster_shared_02 } // ! hardcoded-cluster
enum Explicit: String { case main = "cluster_shared_01" } // ! hardcoded-cluster
enum Tier: String, CaseIterable { case shared, dedicated }
func rawValue() { use("cluster_" + Tier.shared.rawValue + "_01") } // ! hardcoded-cluster
func caseName() { use("cluster_\(Tier.shared)_01") } // ! hardcoded-cluster
func described() { use("cluster_" + String(describing: Tier.shared) + "_01") } // ! hardcoded-cluster
func local() {
  let tier = Tier.dedicated
  use("cluster_" + tier.rawValue + "_01") // ! hardcoded-cluster
}
func annotated() {
  let tier: Tier = .shared
  use("cluster_" + tier.rawValue + "_01") // ! hardcoded-cluster
}
func all() { use(Tier.allCases.map { "cluster_\($0)_01" }) } // ! hardcoded-cluster
func fromRaw() { use("cluster_" + Tier(rawValue: "shared")!.rawValue + "_01") } // ! hardcoded-cluster
func cluster_shared_01() { use(#function) } // ! hardcoded-cluster
var cluster_shared_02: String { #function } // ! hardcoded-cluster
struct cluster_shared_03 {}
func typeName() { use(String(describing: cluster_shared_03.self)) } // ! hardcoded-cluster
func typeInterpolated() { use("\(cluster_shared_03.self)") } // ! hardcoded-cluster
extension Tier {
  var cluster: String { "cluster_" + rawValue + "_01" } // ! hardcoded-cluster
  var number: String {
    switch self {
    case .shared: return "01"
    case .dedicated: return "02"
    }
  }
  func id() -> String { "cluster_a_" + number } // ! hardcoded-cluster
}
struct Parts {
  var first = "cluster_"
  let second: String
  var whole: String { first + second }
}
func fields() { use(Parts(second: "shared_01").whole) } // ! hardcoded-cluster
func keyPath() {
  let path = \Parts.second
  use("cluster_" + Parts(second: "shared_01")[keyPath: path]) // ! hardcoded-cluster
}
func make(_ tier: String, number: String = "01") -> String { ["cluster", tier, number].joined(separator: "_") } // ! hardcoded-cluster
func called() { use(make("shared")) } // ! hardcoded-cluster
func makeConstant() -> String { "shared_01" }
func calledConstant() { use("cluster_" + makeConstant()) } // ! hardcoded-cluster
func closure() {
  let join = { (a: String, b: String) in a + "_" + b }
  use(join("cluster_shared", "01")) // ! hardcoded-cluster
}
func immediately() { use({ "cluster_" }() + "shared_01") } // ! hardcoded-cluster
func defaulted(tier: String = "shared", rest: String) { use("cluster_" + tier + "_" + "01") } // ! hardcoded-cluster
@resultBuilder enum TextBuilder {
  static func buildBlock(_ parts: String...) -> String { parts.joined(separator: "_") }
}
@TextBuilder func built() -> String { // ! hardcoded-cluster
  "cluster"
  "shared"
  "01"
}
func generic<T>(_ value: T) -> T { value }
func passedThrough() { use(generic("cluster_") + generic("shared_01")) } // ! hardcoded-cluster
func recursive(_ n: Int) -> String { n == 0 ? "cluster_" : recursive(n - 1) }
func deep() { use(recursive(3) + "shared_01") } // ! hardcoded-cluster
class Base { class var prefix: String { "cluster_" } }
class Derived: Base { static let id = prefix + "shared_01" } // ! hardcoded-cluster
protocol Named {}
extension Named { var start: String { "cluster_" } }
struct Thing: Named { func id() -> String { start + "shared_01" } } // ! hardcoded-cluster
extension String { var sharded: String { self + "_shared_01" } }
func extended() { use("cluster".sharded) } // ! hardcoded-cluster
