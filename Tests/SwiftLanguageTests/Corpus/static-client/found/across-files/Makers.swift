func makeDatabase() -> AdminClient { AdminClient(url: url) }
func makeOpaque() -> some Sendable { AdminClient(url: url) }
typealias Database = AdminClient
struct Holder { let database: AdminClient }
func takeDatabase(_ database: AdminClient) {}
protocol Querying {}
extension AdminClient: Querying {}
