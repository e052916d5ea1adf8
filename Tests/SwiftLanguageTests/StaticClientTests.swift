import Testing

@Suite struct StaticClientTests {
  @Test(arguments: [
    "enum Database { static let «static-client»shared = AdminClient(url: url) }",
    "let «static-client»client: AdminClient? = nil",
    "var «static-client»pool = try! AdminClient.connect(to: url)",
    "final class Database { static let «static-client»clients = Mutex<[String: AdminClient]>([:]) }",
    "final class Database { static let «static-client»clients = [String: AdminClient]() }",
    "final class Database { private static var «static-client»clients: [AdminClient] = [] }",
    "enum Database { static var «static-client»current: AdminClient { make() } }",
    "enum Database { @TaskLocal static var «static-client»context: ClusterContext? }",
    "enum Database { static let «static-client»client = { let c = createClient(url); return createClient(c) }() }",
    "let «static-client»client = createClient(url)",
    "typealias DB = AdminClient\nlet «static-client»client = DB(url: url)",
    "func make() -> AdminClient { fatalError() }\nlet «static-client»client = make()",
    "struct Holder { let client: AdminClient\n  static let «static-client»one = Holder(url) }",
    "func use() { use(AdminClient.«static-client»shared) }",
    "typealias DB = AdminClient\nfunc use() { use(DB.«static-client»shared.rows()) }",
    "func use() { let client: AdminClient = .«static-client»shared }",
    "func use() { container.resolve(«static-client»\"SUPABASE_ADMIN_CLIENT\") }",
    "func use() { container.resolve(«static-client»SUPABASE_ADMIN_CLIENT) }",
    "struct Service { @Inject(«static-client»\"SUPABASE_ADMIN_CLIENT\") var client: Int }",
    "#if DEBUG\nlet «static-client»client: AdminClient? = nil\n#endif",
    "let «static-client»`client`: AdminClient? = nil",
  ])
  func `a client that outlives its request is found`(source: String) throws {
    try expectMarkedFindings(source)
  }

  @Test(arguments: [
    "func use(_ client: AdminClient) { let other = AdminClient(url: url) }",
    "struct Repository { let client: AdminClient }",
    "enum Limits { static let limit = AdminClient.maximumConnections }",
    "enum Names { static let name = \"AdminClient\" }",
    "enum Database { static func make() -> AdminClient { AdminClient() } }",
    "let options = AdminClientOptions()",
    "let message = \"let client: AdminClient? = nil\"",
  ])
  func `a client of one request, or its name, is not`(source: String) throws {
    try expectMarkedFindings(source)
  }
}
