import Catalog
import ConfigurationFile
import RepositoryGeneration
import Testing

/// What the data plane asks of a schema, in the words that a user reads.
struct TenantProblemTests {
  @Test func `a schema that keeps every rule is generated`() {
    var fixture = SchemaFixture.data()
    fixture.relations.append(SchemaFixture.tenantTable("orders"))
    #expect(fixture.problems() == [])
  }

  @Test func `relations that nobody classified are listed at once, with the line to paste`() {
    var fixture = SchemaFixture.data()
    fixture.database.global = ["rates"]
    for name in ["rates", "fees", "odd name"] {
      fixture.relations.append(SchemaFixture.table(name, [.uuid("id")], key: ["id"]))
    }
    #expect(
      fixture.problems() == [
        """
        relations fees, odd name: they have no column client_id, and demarc.yml does not say that all \
        tenants share them. Add the column 'client_id uuid not null' with the tenant rules, or paste \
        into demarc.yml under databases.backend:
            global: [rates, fees, "odd name"]
        """
      ]
    )
    fixture.database.global = ["rates", "fees", "odd name"]
    #expect(fixture.problems() == [])
  }

  @Test func `what demarc.yml names must exist`() {
    var fixture = SchemaFixture.data()
    fixture.database.global = ["gone"]
    fixture.relations = []
    #expect(
      fixture.problems() == [
        """
        relation clients: it does not exist, and databases.backend.tenant names it as the root. \
        Correct demarc.yml or the migrations.
        """,
        """
        relation gone: it does not exist, and databases.backend.global names it. Take it out of \
        demarc.yml, or add the migration that makes it.
        """,
      ]
    )
  }

  @Test func `the root has its key and its account`() {
    var fixture = SchemaFixture.data()
    fixture.relations = [
      SchemaFixture.table(
        "clients",
        [.uuid("id"), .text("slug")],
        key: ["slug"],
        rowSecurity: .forced,
        policies: SchemaFixture.policies(on: "id")
      )
    ]
    #expect(
      fixture.problems() == [
        """
        relation clients: it has no column account_id, which databases.backend.tenant names. Correct \
        demarc.yml or the migrations.
        """,
        """
        relation clients: its primary key is not (id), so that a tenant could have several rows. Make \
        it (id), or correct databases.backend.tenant.key in demarc.yml.
        """,
      ]
    )
  }

  @Test func `a global relation has no tenant`() {
    var fixture = SchemaFixture.data()
    fixture.database.global = ["rates"]
    fixture.relations.append(SchemaFixture.table("rates", [.uuid("client_id")]))
    #expect(
      fixture.problems() == [
        """
        relation rates: 'global:' names it, but it has the tenant's column client_id. Take it out of \
        'global:' in demarc.yml, or drop the column.
        """
      ]
    )
  }

  @Test func `the tenant's column is never NULL and of the right type`() {
    var fixture = SchemaFixture.data()
    var orders = SchemaFixture.tenantTable("orders")
    orders.columns[0] = Column(name: "client_id", type: .text, isNullable: true)
    fixture.relations.append(orders)
    #expect(
      fixture.problems() == [
        """
        orders.client_id: the tenant's column has the type text, and demarc.yml says uuid. Give \
        the column the type uuid in a migration.
        """,
        """
        orders.client_id: the tenant's column may be NULL. Add a migration: alter table public.orders \
        alter column client_id set not null;
        """,
      ]
    )
  }

  @Test(arguments: [RowSecurity.disabled, .enabled])
  func `row security is forced`(rowSecurity: RowSecurity) {
    var fixture = SchemaFixture.data()
    var orders = SchemaFixture.tenantTable("orders")
    orders.rowSecurity = rowSecurity
    fixture.relations.append(orders)
    #expect(
      fixture.problems() == [
        """
        relation orders: its row security is \(rowSecurity). Add a migration: alter table \
        public.orders enable row level security; alter table public.orders force row level security;
        """
      ]
    )
  }

  @Test func `policies are exactly the tenant's`() {
    let condition = "(client_id = (current_setting('demarc.tenant'::text))::uuid)"
    let good = SchemaFixture.policies(on: "client_id")
    let lenient = Policy(
      name: "lenient",
      isPermissive: true,
      command: "all",
      roles: ["app"],
      using: "(client_id = (NULLIF(current_setting('demarc.tenant'::text, true), ''::text))::uuid)",
      withCheck: condition
    )
    let everybody = Policy(
      name: "everybody",
      isPermissive: true,
      command: "select",
      roles: ["public"],
      using: "true",
      withCheck: nil
    )
    for policies in [[], [good[0]], [good[1]], [lenient, good[1]], good + [everybody]] {
      var fixture = SchemaFixture.data()
      var orders = SchemaFixture.tenantTable("orders")
      orders.policies = policies
      fixture.relations.append(orders)
      #expect(
        fixture.problems() == [
          """
          relation orders: its policies are not the tenant's. It needs one permissive and one \
          restrictive policy for all commands to app, both using and with check \(condition), at most \
          one to fleet using (true), and no other.
          """
        ]
      )
    }
  }

  @Test func `keys and foreign keys lead with the tenant`() {
    var fixture = SchemaFixture.data()
    var orders = SchemaFixture.tenantTable("orders", [.text("number"), .uuid("user_id")])
    orders.primaryKey = Key(name: "orders_pkey", columns: ["id"])
    orders.uniqueKeys = [Key(name: "orders_number_key", columns: ["number", "client_id"])]
    orders.indexes = [
      Index(
        name: "orders_lower_idx",
        method: "btree",
        isUnique: true,
        terms: [Index.Term(column: nil, sql: "lower(number)", isDescending: false)],
        predicate: nil
      )
    ]
    orders.foreignKeys = [
      ForeignKey(
        name: "orders_user_id_fkey",
        columns: ["user_id"],
        target: QualifiedName(schema: "public", name: "users"),
        targetColumns: ["id"]
      )
    ]
    fixture.relations += [orders, SchemaFixture.tenantTable("users")]
    #expect(
      fixture.problems() == [
        """
        orders.orders_lower_idx: the key (lower(number)) does not lead with client_id. Make it \
        (client_id, lower(number)).
        """,
        """
        orders.orders_number_key: the key (number, client_id) does not lead with client_id. Make it \
        (client_id, number).
        """,
        "orders.orders_pkey: the key (id) does not lead with client_id. Make it (client_id, id).",
        """
        orders.orders_user_id_fkey: the foreign key to users leaves the tenant out. Make it \
        (client_id, …) references users (client_id, …).
        """,
      ]
    )
    orders.primaryKey = nil
    orders.uniqueKeys = []
    orders.indexes = []
    orders.foreignKeys = []
    fixture.relations[1] = orders
    #expect(
      fixture.problems() == [
        "relation orders: it has no primary key. Add one that leads with client_id."
      ]
    )
  }

  @Test func `a view shows each tenant its own rows, or is refused`() throws {
    var fixture = SchemaFixture.data()
    var orders = SchemaFixture.tenantTable("orders")
    orders.columns.append(Column(name: "total", type: .builtin("int4"), isNullable: false))
    var paid = SchemaFixture.table("paid", [.uuid("client_id"), .uuid("id")])
    paid.kind = .view
    paid.view = View(definition: "select", isSecurityInvoker: true, reads: [orders.name])
    fixture.relations += [orders, paid]
    #expect(fixture.problems() == [])
    let repository = try #require(
      try fixture.files().first { $0.path == "Paid/PaidRepository.swift" }
    )
    #expect(repository.text.contains("where client_id = $1"))

    paid.view?.isSecurityInvoker = false
    // Through another view, and behind the tenant's back.
    var sums = SchemaFixture.table("sums", [.uuid("id")])
    sums.kind = .view
    sums.view = View(definition: "select", isSecurityInvoker: true, reads: [paid.name])
    var kept = SchemaFixture.table("kept", [.uuid("client_id"), .uuid("id")])
    kept.kind = .materializedView
    kept.view = View(definition: "select", reads: [orders.name])
    var foreign = SchemaFixture.table("foreign", [.uuid("client_id")])
    foreign.kind = .foreignTable
    fixture.relations.removeLast()
    fixture.relations += [paid, sums, kept, foreign]
    fixture.database.global = ["sums"]
    #expect(
      fixture.problems() == [
        """
        relation foreign: row security cannot be put on a foreign table, so that nothing keeps its \
        tenants apart. Make it a table, or leave it out with 'exclude:'.
        """,
        """
        relation kept: it keeps rows of the tenants' relation orders, past its row security. Make it a \
        view with (security_invoker = true), or leave it out with 'exclude:'.
        """,
        """
        relation paid: it reads the tenants' relation orders with its owner's rights, past its row \
        security. Add a migration: alter view public.paid set (security_invoker = true);
        """,
        """
        relation sums: it shows rows of the tenants' relation orders without the tenant's column. Select \
        client_id in its query, or leave it out with 'exclude:'.
        """,
      ]
    )
  }
}
