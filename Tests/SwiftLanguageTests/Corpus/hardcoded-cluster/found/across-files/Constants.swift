enum Prefix { static let cluster = "cluster_" }
let sharedTier = "shared"
func number() -> String { "01" }
enum Level: String { case gold }
extension String { func withNumber() -> String { self + "_01" } }
struct Names { static var start: String { "cluster" } }
typealias P = Prefix
