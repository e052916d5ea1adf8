import PostgresNIO // ! direct-connection
internal import CLibpq // ! direct-connection
func called() { let c = PQconnectdb("") } // ! direct-connection
func value() { let open = PQconnectStartParams } // ! direct-connection
func passed() { run(with: PQconnectdbParams) } // ! direct-connection
func symbol() { use(dlsym(handle, "PQconnectdb")) } // ! direct-connection
func foldedSymbol() { use(dlsym(handle, "PQ" + "connectdb")) } // ! direct-connection
func client() { let c = PostgresClient(configuration: c) } // ! direct-connection
func connected() async { let c = try await PostgresConnection.connect(c) } // ! direct-connection
func make() { let make = PostgresClient.init } // ! direct-connection
typealias C = PostgresClient
func aliased() { let make = C.init(c) } // ! direct-connection
func aliasedCall() { let client = C(configuration: c) } // ! direct-connection
func implicit() { let client: PostgresClient = .init(configuration: c) } // ! direct-connection
func metatype() { let type = PostgresClient.self; use(type.init(configuration: c)) } // ! direct-connection
@_silgen_name("PQconnectdb") func open(_ info: UnsafePointer<CChar>) -> OpaquePointer? // ! direct-connection
@_extern(c, "PQconnectdb") func external(_ info: UnsafePointer<CChar>) -> OpaquePointer? // ! direct-connection
