func plain() { use(AdminClient.shared) } // ! static-client
typealias DB = AdminClient
func aliased() { use(DB.shared.rows()) } // ! static-client
func implicit() { let client: AdminClient = .shared; use(client) } // ! static-client
func take(_ client: AdminClient, named: String) {}
func argument() { take(.shared, named: "x") } // ! static-client
func assigned() {
  var client: AdminClient
  client = .shared // ! static-client
  use(client)
}
func returned() -> AdminClient { .shared } // ! static-client
func returnedExplicitly() -> AdminClient {
  return .shared // ! static-client
}
func metatype() {
  let type = AdminClient.self
  use(type.shared) // ! static-client
}
func selfMember() { use(AdminClient.self.shared) } // ! static-client
func path() { use(\AdminClient.shared) } // ! static-client
func backticks() { use(AdminClient.`default`) } // ! static-client
func parentheses() { use((AdminClient).shared) } // ! static-client
func closure() { use({ AdminClient.shared }) } // ! static-client
func optional() { let client: AdminClient? = .shared; use(client) } // ! static-client
struct Field {
  let client: AdminClient = .shared // ! static-client
  init(other: AdminClient = .shared) {} // ! static-client
}
func injected() { container.resolve("SUPABASE_ADMIN_CLIENT") } // ! static-client
func injectedFolded() { container.resolve("SUPABASE_" + "ADMIN_CLIENT") } // ! static-client
func injectedName() { container.resolve(SUPABASE_ADMIN_CLIENT) } // ! static-client
protocol HasClient {}
extension HasClient { var client: AdminClient { .shared } } // ! static-client
func typeOf(_ client: AdminClient) { use(type(of: client).shared) } // ! static-client
func ternary(flag: Bool, other: AdminClient) { take(flag ? .shared : other, named: "") } // ! static-client
func casted() { let client = AdminClient.shared as Any; use(client) } // ! static-client
