func handle(_ client: AdminClient) { let other = AdminClient(url: url) }
struct Repository { let client: AdminClient }
enum Limits { static let limit = AdminClient.maximumConnections }
enum Names { static let name = "AdminClient" }
enum Factory {
  static func make() -> AdminClient { AdminClient(url: url) }
  static let maker: (URL) -> AdminClient = { AdminClient(url: $0) }
  static let type: AdminClient.Type = AdminClient.self
  static let options = AdminClient.Options()
  static let optionsType = AdminClientOptions()
}
let message = "let client: AdminClient? = nil"
final class Connections {
  private var clients: [String: AdminClient] = [:]
  lazy var client: AdminClient = AdminClient(url: url)
}
func handle(context: ClusterContext) async { let client = await context.client; use(client) }
extension AdminClient { static let defaultPort = 5432 }
struct Service { init(client: AdminClient? = nil) {} }
func unowned(_ makers: [() -> AdminClient]) {}
// static let shared = AdminClient()
let unrelated: AdminClientError? = nil
protocol Serving { static var client: Int { get } }
let shared = URLSession.shared
func other() { use(URLSession.shared, .shared) }
let names = Task { ["a", "b"].map { $0.uppercased() } }
class Failure: NSError {}
let failure = Failure(domain: "shop", code: 1)
