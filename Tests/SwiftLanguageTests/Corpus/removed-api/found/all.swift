func called() { getBackendPool() } // ! removed-api
func member() { Pools.getBackendPool() } // ! removed-api
let value = getBackendPool // ! removed-api
func ticked() { `getBackendPool`() } // ! removed-api
func path() { use(\Pools.getBackendPool) } // ! removed-api
