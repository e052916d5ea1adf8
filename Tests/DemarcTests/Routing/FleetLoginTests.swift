@testable import Demarc
import PostgresDriver
import Testing

struct FleetLoginTests {
  private let login = FleetLogin(role: "fleet", password: Secret("it's a\\ p@ss&word"))

  @Test(arguments: [
    "host=db.example dbname=backend user=app password=other",
    "postgres://app:other@db.example:5432/backend",
    "postgresql://app@db.example/backend?sslmode=require",
  ])
  func `the fleet's role logs in at the application's address`(address: String) throws {
    let configuration = try PostgresConfiguration(
      login.connectionString(at: Secret(address)).reveal()
    )
    #expect(configuration.user == "fleet")
    #expect(configuration.host.hasPrefix("db.example"))
    #expect(configuration.database == "backend")
  }

  @Test func `its password travels whole`() {
    #expect(
      login.connectionString(at: Secret("host=db")).reveal()
        == #"host=db user='fleet' password='it\'s a\\ p@ss&word'"#
    )
    #expect(
      login.connectionString(at: Secret("postgres://db/x")).reveal()
        == "postgres://db/x?user=fleet&password=it%27s%20a%5C%20p%40ss%26word"
    )
  }

  @Test func `without a password it has none of its own`() {
    #expect(
      FleetLogin(role: "fleet").connectionString(at: Secret("host=db")).reveal()
        == "host=db user='fleet'"
    )
  }
}
