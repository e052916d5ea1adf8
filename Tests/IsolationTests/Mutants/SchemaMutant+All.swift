/// Every way in which a schema is broken.
extension SchemaMutant {
  static let all: [SchemaMutant] = rowSecurity + keys + rights + bypasses + identity

  // MARK: Row security

  private static let condition = "client_id = current_setting('demarc.tenant')::uuid"

  /// Both policies with another condition.
  private static func policies(using condition: String, check: String? = nil) -> [String] {
    ["tenant", "tenant_only"].map {
      "alter policy \($0) on products using (\(condition)) with check (\(check ?? condition))"
    }
  }

  private static let rowSecurity: [SchemaMutant] = [
    SchemaMutant(
      name: "row security off",
      sql: ["alter table products disable row level security"],
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "row security not forced",
      sql: ["alter table products no force row level security"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "permissive policy using (true)",
      sql: ["alter policy tenant on products using (true) with check (true)"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "restrictive policy using (true)",
      sql: ["alter policy tenant_only on products using (true) with check (true)"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "both policies using (true)",
      sql: policies(using: "true"),
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "restrictive policy dropped",
      sql: ["drop policy tenant_only on products"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "another permissive policy using (true)",
      sql: ["create policy extra on products to app using (true)"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "another policy for everybody",
      sql: ["create policy extra on products using (true)"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "restrictive policy dropped and another permissive using (true)",
      sql: [
        "drop policy tenant_only on products",
        "create policy extra on products to app using (true)",
      ],
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "policies dropped",
      sql: ["drop policy tenant on products", "drop policy tenant_only on products"],
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "policy for reads alone",
      sql: [
        "drop policy tenant on products",
        "create policy tenant on products for select to app using (\(condition))",
      ],
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      // Postgres takes USING where there is no WITH CHECK, so nothing leaks; the text still differs.
      name: "with check dropped",
      sql: [
        "drop policy tenant on products", "drop policy tenant_only on products",
        "create policy tenant on products to app using (\(condition))",
        "create policy tenant_only on products as restrictive to app using (\(condition))",
      ],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "with check (true)",
      sql: policies(using: condition, check: "true"),
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "no tenant is no error (missing_ok)",
      sql: policies(using: "client_id = current_setting('demarc.tenant', true)::uuid"),
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "no tenant is no error (nullif)",
      sql: policies(
        using: "client_id = nullif(current_setting('demarc.tenant', true), '')::uuid"
      ),
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "policy for everybody",
      sql: ["alter policy tenant on products to public"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "fleet policy for the application",
      sql: ["alter policy fleet on products to app"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "the root's policies using (true)",
      sql: ["alter policy tenant on clients using (true) with check (true)"],
      noticedBy: [.prover, .router]
    ),
  ]

  // MARK: Keys

  private static let keys: [SchemaMutant] = [
    SchemaMutant(
      name: "unique key without the tenant",
      sql: ["create unique index products_global_key on products (slug)"],
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "primary key without the tenant",
      sql: [
        "alter table banners drop constraint banners_pkey",
        "alter table banners add primary key (id)",
      ],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "no primary key",
      sql: ["alter table banners drop constraint banners_pkey"],
      noticedBy: [.prover]
    ),
    SchemaMutant(
      name: "foreign key without the tenant",
      sql: [
        "alter table orders add constraint orders_id_key unique (id)",
        "alter table order_items drop constraint order_items_order_id_fkey",
        """
        alter table order_items add constraint order_items_order_id_fkey
          foreign key (order_id) references orders (id) on delete cascade
        """,
      ],
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "foreign key to another tenant's root",
      sql: ["alter table banners add column seller uuid references clients (id)"],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "tenant that may be NULL",
      sql: [
        "alter table banners drop constraint banners_pkey",
        "alter table banners alter column client_id drop not null",
      ],
      noticedBy: [.prover, .router]
    ),
    SchemaMutant(
      name: "a table without the tenant",
      sql: ["create table notes (id uuid primary key)"],
      noticedBy: [.prover]
    ),
    SchemaMutant(
      name: "a tenant's table without the rules",
      sql: [
        """
        create table notes (
          client_id uuid not null references clients (id), id uuid, primary key (client_id, id)
        )
        """
      ],
      noticedBy: [.prover, .router]
    ),
  ]

  // MARK: Rights

  private static let rights: [SchemaMutant] = [
    SchemaMutant(
      name: "update of the whole fence granted",
      sql: ["grant update on demarc.tenant_fence to app"],
      noticedBy: [.handshake, .probe]
    ),
    SchemaMutant(
      name: "TRUNCATE granted",
      sql: ["grant truncate on banners to app"],
      noticedBy: [.handshake, .probe]
    ),
    SchemaMutant(
      name: "application owns a table",
      sql: ["alter table banners owner to app"],
      noticedBy: [.handshake, .probe]
    ),
    SchemaMutant(
      name: "global table granted for writing",
      sql: ["grant insert, update, delete on mp_fee_table to app"],
      noticedBy: [.probe]
    ),
    SchemaMutant(
      name: "application with BYPASSRLS",
      login: "in role app bypassrls",
      noticedBy: [.handshake, .probe]
    ),
    SchemaMutant(
      name: "application as a member of the owner",
      login: "in role app, demarc_owner",
      noticedBy: [.handshake, .probe]
    ),
    SchemaMutant(
      name: "application as a member of the replication role",
      login: "in role app, demarc_replication",
      noticedBy: [.handshake, .probe]
    ),
    SchemaMutant(
      name: "application with CREATEROLE",
      login: "in role app createrole",
      noticedBy: [.handshake]
    ),
    SchemaMutant(
      name: "application with REPLICATION",
      login: "in role app replication",
      noticedBy: [.handshake]
    ),
  ]

  // MARK: Ways around

  private static let leakyFunction = """
    create function all_products() returns bigint language sql security definer
    as 'select count(*) from products'
    """

  private static let bypasses: [SchemaMutant] = [
    SchemaMutant(
      name: "definer function over a tenant's table",
      sql: [leakyFunction],
      leak: "select all_products()",
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "view over a tenant's table",
      sql: [
        "create view all_products as select * from products",
        "grant select on all_products to app",
      ],
      leak: "select count(*) from all_products",
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "materialised view over a tenant's table",
      sql: [
        "create materialized view all_products as select * from products",
        "grant select on all_products to app",
      ],
      leak: "select count(*) from all_products",
      noticedBy: [.prover, .router, .probe]
    ),
    SchemaMutant(
      name: "definer trigger on a tenant's table",
      sql: [
        """
        create function copy_products() returns trigger language plpgsql security definer as
        'begin update products set name = new.id::text; return new; end'
        """,
        """
        create trigger copy after insert on banners
          for each row execute function copy_products()
        """,
      ],
      noticedBy: [.handshake]
    ),
  ]

  // MARK: Identity

  private static let identity: [SchemaMutant] = [
    SchemaMutant(
      name: "identity changed",
      sql: ["update demarc.cluster_identity set cluster_id = 'cluster_shared_02'"],
      noticedBy: [.handshake]
    ),
    SchemaMutant(
      name: "identity removed",
      sql: ["delete from demarc.cluster_identity"],
      noticedBy: [.handshake]
    ),
  ]
}
