let global: AdminClient? = nil // ! static-client
var pool = try! AdminClient.connect(to: url) // ! static-client
nonisolated(unsafe) var unsafe: AdminClient! // ! static-client
enum Database {
  static let shared = AdminClient(url: url) // ! static-client
  static let clients = Mutex<[String: AdminClient]>([:]) // ! static-client
  static var list: [AdminClient] = [] // ! static-client
  static var computed: AdminClient { make() } // ! static-client
  static let pointer = UnsafeMutablePointer<AdminClient>.allocate(capacity: 1) // ! static-client
  static let boxed = Box<AdminClient>(nil) // ! static-client
  static let boxedValue = Box(AdminClient(url: url)) // ! static-client
  static let pair = (1, AdminClient(url: url)) // ! static-client
  static let made = make() // ! static-client
  static let immediately: AdminClient = { AdminClient(url: url) }() // ! static-client
  static let chosen = flag ? AdminClient(url: a) : AdminClient(url: b) // ! static-client
  static let capturing: () -> AdminClient = { // ! static-client
    let client = AdminClient(url: url)
    return { client }
  }()
  static let captured: () -> Void = { [client = AdminClient(url: url)] in client.run() } // ! static-client
  static let existential: any Storing = AdminClient(url: url) // ! static-client
  static let opaque = opaqueClient() // ! static-client
  @TaskLocal static var current: ClusterContext? // ! static-client
  static let factory = createClient(url) // ! static-client
  static var assigned: Any? // ! static-client
  static var registry: [String: Any] = [:] // ! static-client
  nonisolated(unsafe) static var unsafeStatic: AdminClient? // ! static-client
  static let atomic = Atomic<AdminClient?>(nil) // ! static-client
  static let weakBox = WeakBox(createClient(url)) // ! static-client
}
func make() -> AdminClient { fatalError() }
protocol Storing {}
func opaqueClient() -> some Storing { AdminClient(url: url) }
func setUp() {
  Database.assigned = AdminClient(url: url)
  Database.registry["db"] = AdminClient(url: url)
}
typealias DB = AdminClient
let aliased = DB(url: url) // ! static-client
typealias Pool = Box<AdminClient>
let aliasedBox: Pool? = nil // ! static-client
struct Holder {
  let client: AdminClient
  static let one = Holder(url) // ! static-client
}
struct Nested { let holder: Holder }
let nested = Nested(holder: Holder(client: c)) // ! static-client
actor Service {
  static let shared = Service() // ! static-client
  private let client = AdminClient(url: url)
}
final class Singleton {
  static let instance = Singleton() // ! static-client
  lazy var client: AdminClient = AdminClient(url: url)
}
protocol Connecting {}
extension AdminClient: Connecting {}
let connecting: (any Connecting)? = nil // ! static-client
#if DEBUG
let inDebug: AdminClient? = nil // ! static-client
#endif
let `default`: AdminClient? = nil // ! static-client
let (first, second) = (AdminClient(url: url), 1) // ! static-client
struct Wrapped {
  @Injected var client: AdminClient // ! static-client
  @Dependency(\.client) var other: AdminClient // ! static-client
}
struct Defaults {
  func run(client: AdminClient = AdminClient(url: url)) {} // ! static-client
  init(client: AdminClient = make()) {} // ! static-client
}
class Parent { class var client: AdminClient { make() } } // ! static-client
struct Generic<Client> {}
extension Generic where Client == AdminClient { static var stored: Generic<AdminClient> { .init() } } // ! static-client
class OwnClient: AdminClient {}
let own = OwnClient(url: url) // ! static-client
let task = Task { await later() } // ! static-client
func later() async -> AdminClient { AdminClient(url: url) }
let polling: Any = { let client = AdminClient(url: url); return Task { poll(client); return 1 } }() // ! static-client
