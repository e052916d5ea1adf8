func eachPiece() -> String {
  var id = ""
  ["cluster_", "shared_01"].forEach { id += $0 } // ! hardcoded-cluster
  return id
}
func byHand() -> String {
  var pieces = ["cluster_", "shared_02"].makeIterator()
  var id = ""
  while let piece = pieces.next() { id += piece } // ! hardcoded-cluster
  return id
}
func compared(_ id: String) -> Bool { id == "cluster_" + "shared_03" } // ! hardcoded-cluster
func deferred(_ start: @autoclosure () -> String) -> String { start() + "shared_04" }
let started = deferred("cluster_") // ! hardcoded-cluster
protocol Tiered { var tier: String { get } }
extension Tiered { var id: String { "cluster_" + tier } }
struct Shared: Tiered { let tier = "shared_05" }
let tiered = Shared().id // ! hardcoded-cluster
enum Target {
  case tier(String)
  var id: String { switch self { case .tier(let name): "cluster_" + name } }
}
let target = Target.tier("shared_06").id // ! hardcoded-cluster
@resultBuilder struct Joining { static func buildBlock(_ parts: String...) -> String { parts.joined() } }
func built(@Joining _ parts: () -> String) -> String { parts() }
let fromParts = built { "cluster_"; "shared_07" } // ! hardcoded-cluster
extension String { var turned: String { String(reversed()) } }
let turnedBack = "80_derahs_retsulc".turned // ! hardcoded-cluster
func nested() -> String {
  var id = "cluster"
  func add(_ part: String) { id += "_" + part }
  add("shared")
  add("09") // ! hardcoded-cluster
  return id
}
