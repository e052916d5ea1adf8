import EphemeralPostgres
import PostgresDriver
import TestServers
import Testing

/// Against a server that demands TLS and SCRAM.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct SecureConnectionTests {
  private static let password = "correct horse battery"

  @Test func `with the authority's certificate statements pass encrypted, as do large results`()
    async throws
  {
    try await withSecureServer { place in
      try await withClient(try place.configuration()) { client in
        let isEncrypted: Bool = try await client.value(
          "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
        )
        #expect(isEncrypted)
        let text = String(repeating: "x", count: 3_000_000)
        try await withThrowingDiscardingTaskGroup { group in
          for _ in 0..<16 {
            group.addTask {
              let answer: String = try await client.value("select $1::text", Parameters(text))
              #expect(answer.utf8.count == 3_000_000)
            }
          }
        }
        let count = try await client.withRows(
          of: Statement("select generate_series(1, 100000)", access: .read)
        ) { rows in try await rows.reduce(into: 0) { count, _ in count += 1 } }
        #expect(count == 100_000)
      }
    }
  }

  @Test func `what is wrong is refused by an error that names the cause and no password`()
    async throws
  {
    try await withSecureServer { place in
      var strange = place
      strange.rootCertificate = place.strangeCertificate
      try await expectRefusal(of: strange, naming: "certificate verify failed")

      var misnamed = place
      misnamed.host = "127.0.0.1"
      try await expectRefusal(of: misnamed, naming: "does not match host name")

      var mistaken = place
      mistaken.password = "wrong horse battery"
      try await expectRefusal(of: mistaken, naming: "password authentication failed")

      var unprotected = place
      unprotected.encryption = "disable"
      try await expectRefusal(of: unprotected, naming: "no encryption")

      var missing = place
      missing.rootCertificate = "/nonexistent/root.crt"
      try await expectRefusal(of: missing, naming: "/nonexistent/root.crt")
    }
  }

  private func expectRefusal(of place: SecurePlace, naming cause: String) async throws {
    let configuration = try place.configuration()
    try await withClient(configuration) { client in
      let error = await #expect(throws: PostgresError.self) { try await client.run("select 1") }
      #expect(error?.code == .connectionFailed)
      let text = error.map { "\($0) \($0.debugDescription) \(configuration)" } ?? ""
      #expect(text.contains(cause))
      #expect(!text.contains("horse"))
    }
  }

  /// Lends the address of a server with certificates of its own.
  private func withSecureServer(_ body: (SecurePlace) async throws -> Void) async throws {
    try await TestCertificates.withFolder { certificates in
      var options = EphemeralPostgres.Options(settings: [
        "ssl": "on", "ssl_cert_file": "server.crt", "ssl_key_file": "server.key",
        "password_encryption": "scram-sha-256",
      ])
      options.listensOnLoopback = true
      options.accessRules = ["hostssl all all 127.0.0.1/32 scram-sha-256"]
      options.files = [
        "server.crt": try certificates.text(of: "server.crt"),
        "server.key": try certificates.text(of: "server.key"),
      ]
      try await EphemeralPostgres.withServer(options) { server in
        try await TestServer.execute(
          "create role app login password '\(Self.password)'",
          at: server.connectionString(database: "postgres")
        )
        try await body(
          SecurePlace(
            port: server.port,
            password: Self.password,
            rootCertificate: certificates.path(of: "root.crt"),
            strangeCertificate: certificates.path(of: "strange.crt")
          )
        )
      }
    }
  }
}

/// How to reach the server, and what may be wrong with it.
private struct SecurePlace {
  let port: Int
  var host = "localhost"
  var password: String
  var rootCertificate: String
  let strangeCertificate: String
  var encryption = "verify-full"

  func configuration() throws -> PostgresConfiguration {
    try PostgresConfiguration(
      """
      host=\(host) hostaddr=127.0.0.1 port=\(port) dbname=postgres user=app \
      password='\(password)' sslmode=\(encryption) sslrootcert='\(rootCertificate)' \
      channel_binding=\(encryption == "disable" ? "prefer" : "require")
      """
    )
  }
}
