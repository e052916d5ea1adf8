import Testing

@Suite struct ConnectionRulesTests {
  @Test(arguments: [
    "import «direct-connection»PostgresNIO",
    "internal import «direct-connection»CLibpq",
    "func f() { let c = «direct-connection»PQconnectdb(\"\") }",
    "func f() { let open = «direct-connection»PQconnectStartParams }",
    "func f() { let c = «direct-connection»PostgresClient(configuration: c) }",
    "func f() async { let c = try await PostgresConnection.«direct-connection»connect(c) }",
    "func f() async { try await PostgresClient.«direct-connection»withClient(c, logger: l) { _ in } }",
    "func f() { let make = PostgresClient.«direct-connection»init }",
    "typealias C = PostgresClient\nfunc f() { let make = C.«direct-connection»init(c) }",
    "func f() { «removed-api»getBackendPool() }",
    "func f() { Pools.«removed-api»getBackendPool() }",
  ])
  func `a connection around the runtime is found`(source: String) throws {
    try expectMarkedFindings(source)
  }

  @Test(arguments: [
    "func f(_ client: PostgresClient) {}",
    "func f() { print(\"PQconnectdb\") }",
    "func PQconnectdbLookalike() {}",
  ])
  func `the mention of one is not`(source: String) throws {
    try expectMarkedFindings(source)
  }
}
