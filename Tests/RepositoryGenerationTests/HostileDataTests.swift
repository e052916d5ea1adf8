import Demarc
import Foundation
import HostileData
import Logging
import PostgresDriver
import TestSchemas
import TestServers
import Testing

/// The recorded code of the data plane, reached through a router as the application's role.
struct HostileDataTests {
  /// Lends the contexts of two tenants on one cluster.
  func withTenants<Result>(
    _ body: (ClusterContext, ClusterContext) async throws -> Result
  ) async throws -> Result {
    let golden = GoldenCase(name: "hostile")
    let database = try golden.database("data")
    return try await MigratedDatabase.with(
      database,
      below: golden.folder,
      cluster: hostile.rawValue
    ) { data in
      let plane = OneCluster(try application(of: data))
      // Whatever its tables are called, they keep tenants apart, and are those that their repositories need.
      let options = ClusterRouterOptions(
        isolation: Requirements.isolation,
        requirements: Requirements.all
      )
      let router = ClusterRouter(
        registry: plane,
        directory: plane,
        options: options,
        logger: Logger(label: "test")
      )
      do {
        let first = try await tenant("first", of: router)
        let second = try await tenant("second", of: router)
        let result = try await body(first, second)
        await router.shutdown()
        return result
      } catch {
        await router.shutdown()
        throw error
      }
    }
  }

  /// How the application connects to a database.
  private func application(of database: MigratedDatabase) throws -> String {
    database.connectionString.replacing("user='postgres'", with: "user='app'")
  }

  private func tenant(_ slug: String, of router: ClusterRouter) async throws -> ClusterContext {
    let account = AccountID(rawValue: UUID())
    let context = try await router.provisioningContext(account: account, cluster: hostile)
    let root = try await TenantRootRepository(context).insert(TenantRoot.Draft(slug: slug))
    #expect(root.theID == context.tenantID)
    try await router.activate(context)
    return try await router.context(for: account)
  }

  @Test func `the root is the tenant's one row`() async throws {
    try await withTenants { first, second in
      let repository = TenantRootRepository(first)
      #expect(try await repository.find()?.slug == "first")
      #expect(try await repository.exists())
      #expect(try await repository.update(TenantRoot.Patch(mood: .soSo))?.mood == .soSo)
      let changed = try await repository.upsert(TenantRoot.Draft(slug: "renamed", mood: .happy))
      #expect(changed.theID == first.tenantID && changed.theAccount == first.accountID)
      #expect(try await TenantRootRepository(second).find()?.slug == "second")
    }
  }

  @Test func `rows of one tenant are nobody else's, whatever their columns are called`()
    async throws
  {
    try await withTenants { first, second in
      let (own, other) = (ClassRepository(first), ClassRepository(second))
      let row = try await own.insert(
        Class.Draft(session: "s", tenant: "t", where: 1, moods: [.happy, nil])
      )
      let same = try await other.insert(Class.Draft(session: "s", tenant: "t", self_: row.id))
      #expect(row.moods == [.happy, nil])
      #expect(try await own.find(byTenant: "t") == row)
      #expect(try await own.find(bySession: "s", tenant: "t") == row)
      #expect(try await own.find(row.id) == row)
      #expect(try await other.find(same.id) == same)
      #expect(try await own.find([row.id]) == [row])
      #expect(try await own.find(limit: 10) == [row])
      #expect(try await own.count() == 1)
      #expect(try await own.find(where: [.where(.atLeast, 1)], limit: 10) == [row])
      #expect(try await own.update(row.id, Class.Patch(where: 5))?.`where` == 5)
      #expect(try await other.find(same.id)?.`where` == 0)
      #expect(try await own.delete(row.id))
      #expect(try await other.find(same.id) == same)
    }
  }

  @Test func `an upsert changes the row of its own tenant, and keeps its key`() async throws {
    try await withTenants { first, second in
      let (own, other) = (ClassRepository(first), ClassRepository(second))
      let row = try await own.insert(Class.Draft(session: "s", tenant: "t"))
      let same = try await other.insert(Class.Draft(session: "s", tenant: "t"))
      let changed = try await own.upsert(
        Class.Draft(session: "new", tenant: "t", self_: .init(UUID()), where: 9),
        on: .tenant
      )
      #expect(changed.id == row.id && changed.session == "new" && changed.`where` == 9)
      #expect(try await other.find(same.id) == same)
      #expect(try await own.count() == 1)
    }
  }

  @Test func `members, settings and shared rows are reached through the tenant`() async throws {
    try await withTenants { first, second in
      let row = try await ClassRepository(first).insert(Class.Draft(session: "s", tenant: "t"))
      let members = ClassMemberRepository(first)
      let member = try await members.insert(ClassMember.Draft(_2nd: 2, class: row.id))
      #expect(try await members.find(ClassMember.ID(class: row.id, _2nd: 2)) == member)
      #expect(try await ClassMemberRepository(second).find(member.id) == nil)

      let settings = SettingsRepository(first)
      #expect(try await settings.find() == nil)
      #expect(try await settings.update(Settings.Patch(colour: "red")) == nil)
      #expect(try await settings.upsert(Settings.Draft(colour: "red")).colour == "red")
      #expect(try await settings.upsert(Settings.Draft(colour: "blue")).colour == "blue")
      #expect(try await SettingsRepository(second).exists() == false)
      #expect(try await settings.delete())

      #expect(try await PublicRepository(first).find(limit: 9).count == 2)
      #expect(try await Functions(first).countClasses(minimum: 0) == 1)
      #expect(try await Functions(second).countClasses(minimum: 0) == 0)
    }
  }

  @Test func `queries with hostile names and texts say what they say`() async throws {
    try await withTenants { own, neighbour in
      for (context, name) in [(own, "mine"), (neighbour, "theirs")] {
        _ = try await ClassRepository(context).insert(
          Class.Draft(session: "a", tenant: name, moods: [.happy, nil])
        )
      }
      let queries = _2OddQueries(own)
      let found = try await ClassRepository(own).find(limit: 2)
      let row = try #require(found.first)
      let neighbours = try await ClassRepository(neighbour).find(limit: 2)
      let theirs = try #require(neighbours.first)
      let ids = [row.self_, theirs.self_]
      #expect(try await queries.self_(self_: ids, where: 0) == [row])
      #expect(try await queries.self_(self_: ids, where: 0, moods: [.happy]) == [row])
      #expect(try await queries.self_(self_: ids, where: 0, moods: [.sad]) == [])
      #expect(try await queries.self_(self_: ids, where: 0, class: "x", session: "mine") == [row])
      #expect(try await queries.self_(self_: ids, where: 0, class: "x", session: "y") == [])
      // One parameter alone does not bring the filter.
      #expect(try await queries.self_(self_: ids, where: 0, class: "x") == [row])
      #expect(try await queries.self_(self_: ids, where: 1) == [])
      #expect(try await queries.where(statement: row.self_) == nil)

      let text = try await queries.repeat(given: "\"\"\"\\('")
      #expect(text.text == "a \"\" b \"\"\" c \\ \\(d)\nsecond line")
      #expect(text.echo == "\"\"\"\\('x")
      #expect(text.colour == "🎨")
      #expect(try await queries.repeat(given: nil).echo == nil)

      #expect(try await queries.class(second: 1, default: nil) == 1)
      #expect(try await queries.class(second: 1, default: "d", parameters: "a", body: "") == 1)
      #expect(try await queries.class(second: 2, default: "d", parameters: "", body: "") == 0)
      let members = try await queries.members(body: 0) { rows in
        var found: [MembersRow] = []
        for try await row in rows { found.append(row) }
        return found
      }
      let member = try #require(members.first)
      #expect(members.count == 1)
      #expect(member.default == "d")
      #expect(member.moods == [.happy, nil])
      #expect(member.rate?.description == "0.1")
      #expect(try await queries.mood() == .soSo)
      #expect(try await queries.moods() == [.happy])
      #expect(try await queries.rates().count == 2)
    }
  }
}

private let hostile = ClusterID(rawValue: "hostile")

/// A control plane that places every account on one cluster.
private struct OneCluster: ClusterRegistry, TenantDirectory {
  private let connectionString: String

  init(_ connectionString: String) {
    self.connectionString = connectionString
  }

  func clusters() async throws -> [ClusterRegistration] {
    [
      ClusterRegistration(
        id: hostile,
        connectionString: Secret(connectionString),
        weight: 1,
        isActive: true,
        status: .ready
      )
    ]
  }

  func placement(forSlug slug: String) async throws -> Placement? { nil }

  func placement(forDomain domain: String) async throws -> Placement? { nil }

  func placement(of account: AccountID) async throws -> Placement? {
    Placement(account: account, cluster: hostile, epoch: 1)
  }
}
