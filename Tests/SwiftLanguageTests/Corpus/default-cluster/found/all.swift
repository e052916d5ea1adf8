let name = "main"
func coalesced() { use(clusterID ?? defaultCluster) } // ! default-cluster
func constant() { use(clusterID ?? name) } // ! default-cluster
func member() { use(id ?? Clusters.defaultClusterID) } // ! default-cluster
func argument(cluster: String = "main") {} // ! default-cluster
func typed(_ id: ClusterID = ClusterID("main")) {} // ! default-cluster
func environment() { use(environment["CLUSTER_ID"] ?? "main") } // ! default-cluster
func ternary() { use(cluster == nil ? "main" : cluster) } // ! default-cluster
func looked() { use(cluster["x", default: "main"]) } // ! default-cluster
let defaultCluster = "main" // ! default-cluster
func folded() { use(clusterID ?? ("ma" + "in")) } // ! default-cluster
func literal() { use(id ?? "cluster_shared_01") } // ! default-cluster, hardcoded-cluster
