func constant() { use(Prefix.cluster + sharedTier + "_01") } // ! hardcoded-cluster
func function() { use("cluster_shared_" + number()) } // ! hardcoded-cluster
func rawValue() { use("cluster_" + Level.gold.rawValue + "_01") } // ! hardcoded-cluster
func extended() { use("cluster_shared".withNumber()) } // ! hardcoded-cluster
func computed() { use(Names.start + "_shared_01") } // ! hardcoded-cluster
func aliased() { use(P.cluster + "shared_01") } // ! hardcoded-cluster
