let id = "cluster_shared_01" // ! hardcoded-cluster
func shown() { print("on \(id)", "cluster: " + id, id) }
