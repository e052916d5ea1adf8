func take(_ client: PostgresClient) {}
func shown() { print("PQconnectdb") }
func PQconnectdbLookalike() {}
func text() { log("PQconnectdb failed: \(reason)") }
