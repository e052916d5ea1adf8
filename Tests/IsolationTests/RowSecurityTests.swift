import BackendData
import ConfigurationFile
import Demarc
import Foundation
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// The layers below the generated statements, one by one: what the application's role can do with SQL of its
/// own.
struct RowSecurityTests {
  /// The first cluster as the application sees it, and its two tenants, both with rows of the same keys.
  private struct Scene {
    let clusters: TestClusters
    let client: PostgresClient
    let farma: ClusterContext
    let libros: ClusterContext

    func expectRefusal(
      _ state: SQLState,
      _ sql: String,
      as tenant: ClusterContext? = nil,
      sourceLocation: SourceLocation = #_sourceLocation
    ) async {
      let error = await #expect(throws: PostgresError.self, sourceLocation: sourceLocation) {
        try await client.run(sql, after: tenant.map { .forging($0.tenantID) })
      }
      #expect(error?.sqlState == state, "\(sql)", sourceLocation: sourceLocation)
    }
  }

  private func withScene(_ body: (Scene) async throws -> Void) async throws {
    try await TestClusters.withClusters { clusters in
      let scene = Scene(
        clusters: clusters,
        client: try clusters.application(of: .first),
        farma: try await clusters.context(of: .farma),
        libros: try await clusters.context(of: .libros)
      )
      for context in [scene.farma, scene.libros] {
        for parent in [IsolationCase.Parent.users, .products, .orders] {
          try await parent.insert(context)
        }
      }
      try await body(scene)
    }
  }

  // MARK: Policies

  @Test func `without a tenant every statement on a tenant's table is an error`() async throws {
    try await withScene { scene in
      for relation in ["clients", "users", "products", "orders"] {
        let key = relation == "clients" ? "id" : "client_id"
        for sql in [
          "select count(*) from \(relation)", "update \(relation) set \(key) = \(key)",
          "delete from \(relation)",
        ] {
          await scene.expectRefusal(.undefinedObject, sql)
        }
      }
      // Once the setting was used on a connection it is empty rather than unknown, which is an error too.
      try await scene.client.run("select 1", after: .forging(scene.farma.tenantID))
      await scene.expectRefusal(.invalidTextRepresentation, "select count(*) from products")
    }
  }

  @Test func `a row of another tenant can neither be inserted nor made by an update`() async throws
  {
    try await withScene { scene in
      await scene.expectRefusal(
        .insufficientPrivilege,
        """
        insert into products (client_id, name, slug, price, currency)
        values ('\(scene.libros.tenantID)', 'x', 'x', 1, 'ARS')
        """,
        as: scene.farma
      )
      await scene.expectRefusal(
        .insufficientPrivilege,
        "update banners set client_id = '\(scene.libros.tenantID)'",
        as: try await withBanner(scene)
      )
      #expect(try await ProductRepository(scene.libros).count() == 2)
      #expect(try await BannerRepository(scene.libros).count() == 0)
    }
  }

  private func withBanner(_ scene: Scene) async throws -> ClusterContext {
    _ = try await BannerRepository(scene.farma).insert(Banner.Draft(imageURL: "x"))
    return scene.farma
  }

  @Test func `statements without a predicate meet the tenant's own rows alone`() async throws {
    try await withScene { scene in
      let tenant = Prelude.forging(scene.farma.tenantID)
      let seen: Int64 = try await scene.client.value("select count(*) from products", after: tenant)
      #expect(seen == 2)
      #expect(try await scene.client.run("update products set name = 'mine'", after: tenant) == 2)
      #expect(try await scene.client.run("delete from orders", after: tenant) == 2)
      #expect(try await ProductRepository(scene.libros).count(where: .name("mate")) == 2)
      #expect(try await OrderRepository(scene.libros).count() == 2)
    }
  }

  @Test func `predicate and setting must agree`() async throws {
    try await withScene { scene in
      let tenant = Prelude.forging(scene.farma.tenantID)
      let other = Parameters(scene.libros.tenantID)
      let seen: Int64 = try await scene.client.value(
        "select count(*) from products where client_id = $1",
        other,
        after: tenant
      )
      #expect(seen == 0)
      for sql in [
        "update products set name = 'x' where client_id = $1",
        "delete from products where client_id = $1",
      ] {
        #expect(try await scene.client.run(sql, other, after: tenant) == 0)
      }
      #expect(try await ProductRepository(scene.libros).count(where: .name("mate")) == 2)
    }
  }

  @Test func `row security cannot be switched off`() async throws {
    try await withScene { scene in
      // Off means "an error rather than fewer rows".
      let error = await #expect(throws: PostgresError.self) {
        try await scene.client.withTransaction { connection in
          for sql in ["set local row_security = off", "select count(*) from products"] {
            _ = try await connection.execute(Statement(sql, access: .write))
          }
        }
      }
      #expect(error?.sqlState == .insufficientPrivilege)
      for sql in [
        "alter table products disable row level security", "drop policy tenant_only on products",
        "create policy mine on products using (true)",
      ] {
        await scene.expectRefusal(.insufficientPrivilege, sql)
      }
    }
  }

  // MARK: Keys

  @Test func `a reference into another tenant is refused like one to nothing`() async throws {
    try await withScene { scene in
      let order = try await OrderRepository(scene.libros).insert(
        Order.Draft(total: 1, currency: "ARS")
      )
      for id in [order.id, Order.ID(UUID())] {
        let error = await #expect(throws: ConstraintViolation<OrderItem.Constraint>.self) {
          _ = try await OrderItemRepository(scene.farma).insert(
            OrderItem.Draft(
              orderID: id,
              quantity: 1,
              total: 1,
              unitPrice: 1,
              currency: "ARS",
              productName: "mate"
            )
          )
        }
        #expect(error?.error.sqlState == .foreignKeyViolation)
        #expect(error?.constraint == .orderIDForeignKey)
      }
    }
  }

  // MARK: Rights

  @Test func `the application cannot empty, make, change or become anything`() async throws {
    try await withScene { scene in
      for sql in [
        "truncate products", "create table mine (n int)", "create schema mine",
        "create function mine() returns int language sql as 'select 1'",
        "create trigger mine before insert on products execute function set_updated_at()",
        "alter table products add column mine int", "drop table products",
        "set role demarc_owner", "set role postgres", "set session authorization postgres",
        "select demarc.isolate('products')",
      ] {
        await scene.expectRefusal(.insufficientPrivilege, sql)
      }
    }
  }

  @Test func `global tables can be read and not written`() async throws {
    try await withScene { scene in
      for relation in try TestProject.database("backend").global {
        let count: Int64 = try await scene.client.value("select count(*) from \(relation)")
        #expect(count == 0)
        for sql in [
          "insert into \(relation) default values", "delete from \(relation)",
          "update \(relation) set id = id", "truncate \(relation)",
        ] {
          await scene.expectRefusal(.insufficientPrivilege, sql)
        }
      }
    }
  }

  @Test func `the application can lock a fence and not change it`() async throws {
    try await withScene { scene in
      let locked: [String] = try await scene.client.values(
        "select state from demarc.tenant_fence for share"
      )
      #expect(locked == ["active", "active"])
      for sql in [
        "update demarc.tenant_fence set epoch = 9",
        "update demarc.tenant_fence set state = 'active'",
        "update demarc.tenant_fence set client_id = account_id", "delete from demarc.tenant_fence",
        "insert into demarc.tenant_fence values (gen_random_uuid(), gen_random_uuid(), 1, 'active')",
        "update demarc.cluster_identity set cluster_id = 'x'",
        "delete from demarc.cluster_identity",
        "select count(*) from demarc.migration",
      ] {
        await scene.expectRefusal(.insufficientPrivilege, sql)
      }
    }
  }

  @Test func `the fleet reads all tenants and writes none`() async throws {
    try await withScene { scene in
      let url = try scene.clusters.registration(of: .first).connectionString.reveal()
      try await withClient(try PostgresConfiguration(url, role: "fleet")) { fleet in
        let seen: Int64 = try await fleet.value("select count(*) from products")
        #expect(seen == 4)
        for sql in [
          "delete from products", "update products set name = 'x'", "truncate products",
          "update demarc.tenant_fence set lk = 0",
        ] {
          let error = await #expect(throws: PostgresError.self) { try await fleet.run(sql) }
          #expect(error?.sqlState == .insufficientPrivilege, "\(sql)")
        }
      }
    }
  }

  // MARK: Forgery

  @Test func `a forged setting does not turn a repository to another tenant`() async throws {
    try await withScene { scene in
      try await scene.farma.transaction { context in
        try await RepositorySession(context).run(
          Statement(
            "select set_config('demarc.tenant', $1, true)",
            Parameters(scene.libros.tenantID.description),
            access: .write
          )
        )
        let products = ProductRepository(context)
        #expect(try await products.count() == 0)
        #expect(try await products.find(limit: 10) == [])
        let error = await #expect(throws: PostgresError.self) {
          try await context.transaction { context in
            _ = try await ProductRepository(context).insert(
              Product.Draft(name: "x", slug: "x", price: 1, currency: "ARS")
            )
          }
        }
        #expect(error?.sqlState == .insufficientPrivilege)
      }
      #expect(try await ProductRepository(scene.libros).count() == 2)
    }
  }

  /// The limit of row security: any SQL may set any setting.
  ///
  /// That no product code holds SQL is up to the
  /// types and the linter; that it stays on one cluster is up to the connection.
  @Test func `raw SQL that forges the setting reaches a neighbour, and no other cluster`()
    async throws
  {
    try await withScene { scene in
      let neighbours: Int64 = try await scene.client.value(
        "select count(*) from products",
        after: .forging(scene.libros.tenantID)
      )
      #expect(neighbours == 2)
      let vinos = try await scene.clusters.context(of: .vinos)
      try await IsolationCase.Parent.products.insert(vinos)
      let elsewhere: Int64 = try await scene.client.value(
        "select count(*) from products",
        after: .forging(vinos.tenantID)
      )
      #expect(elsewhere == 0)
    }
  }
}
