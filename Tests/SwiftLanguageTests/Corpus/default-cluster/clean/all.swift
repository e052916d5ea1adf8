func refused() { use(clusterID ?? fatalError()) }
func nothing() { use(clusterID ?? nil) }
func optional(cluster: String? = nil) {}
func shown() { print(clusterID ?? "none", clusterID ?? "–") }
func counted(clusterCount: Int = 3) {}
func other() { use(name ?? "main") }
func account() { use(clusterID ?? account.clusterID) }
