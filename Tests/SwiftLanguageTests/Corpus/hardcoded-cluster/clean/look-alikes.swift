// cluster_shared_01 in a comment
/// cluster_shared_01 in documentation
/* cluster_shared_01 */
let cluster_count = 1
func f(a: String, b: Int) { use("cluster_\(a)_\(b)") }
func g() { use("xcluster_shared_01", "cluster_shared_012", "cluster_shared_1", "cluster_shared_01a", "cluster-shared-01") }
func h(id: String) { use("\(id)_01") }
func other() { use("cluster_name", "cluster_id", "redis_cluster_01", "cluster_state_green", "kube_cluster_01x", "my-cluster_shared_01") }
let a = b
let b = a
let tier = "shared"
func shadowed(tier: String, n: Int) { use("cluster_\(tier)_\(n)") }
func upper() { use("CLUSTER_SHARED_01") }
func dynamic(parts: [String]) { use(parts.joined(separator: "_")) }
func apart() { print("cluster", "shared_01") }
enum Resource { case node, pod }
func metric(_ resource: Resource, n: Int) { use("cluster_\(resource)_\(n)") }
func unknown() { var s = "cluster_"; s += read(); use(s) }
let replica = "cluster_" + "shared_01" + "_replica"
func isReplica(_ id: String) -> Bool { id == "cluster_" + "shared_01" + "_replica" }
