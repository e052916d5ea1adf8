// getBackendPool()
let text = "getBackendPool"
func getBackendPools() {}
