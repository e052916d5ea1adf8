import BackendData
import Demarc
import NovaVisionRouting
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct ClusterProverTests {
  /// A change to the first cluster, what the refusal says is wrong, and how it says to mend it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let change: [String]
    let phrases: [String]

    init(_ change: String..., refusedWith phrases: [String]) {
      self.change = change
      self.phrases = phrases
    }

    var testDescription: String { change.joined(separator: "; ") }
  }

  private static let expression = "(client_id = (current_setting('demarc.tenant'::text))::uuid)"

  @Test(arguments: [
    Fault(
      "alter table products no force row level security",
      refusedWith: [
        "row security of table products is not forced", "alter table products force row level",
      ]
    ),
    Fault(
      "alter table clients disable row level security",
      refusedWith: [
        "row security of table clients", "alter table clients enable row level security",
      ]
    ),
    Fault(
      "create policy \"Mine\" on products to app using (true)",
      refusedWith: ["the policy \"Mine\" of table products", "drop policy \"Mine\" on products"]
    ),
    Fault(
      "create policy mine on products to public using \(expression) with check \(expression)",
      refusedWith: ["the policy mine of table products"]
    ),
    Fault(
      "drop policy tenant_only on products",
      refusedWith: [
        "products lacks the restrictive policy for all commands to app", expression,
        "select demarc.isolate('products')",
      ]
    ),
    Fault(
      "drop policy tenant on clients",
      refusedWith: ["clients lacks the permissive policy", "demarc.isolate('clients', 'id')"]
    ),
    Fault(
      """
      alter policy tenant on products
        using (client_id = nullif(current_setting('demarc.tenant', true), '')::uuid)
      """,
      refusedWith: ["the policy tenant of table products", "lacks the permissive policy"]
    ),
    Fault(
      "alter policy tenant_only on products with check (true)",
      refusedWith: ["the policy tenant_only of table products", "lacks the restrictive policy"]
    ),
    Fault(
      "alter policy fleet on products to app",
      refusedWith: ["the policy fleet of table products"]
    ),
    Fault(
      "alter policy fleet on products with check (true)",
      refusedWith: ["the policy fleet of table products"]
    ),
    Fault(
      "create function public.current_setting(text) returns text language sql as 'select null'",
      "drop policy tenant on products",
      """
      create policy tenant on products to app
        using (client_id = public.current_setting('demarc.tenant')::uuid)
        with check (client_id = public.current_setting('demarc.tenant')::uuid)
      """,
      refusedWith: ["the policy tenant of table products"]
    ),
    Fault(
      "create table notes (client_id uuid not null, note text)",
      refusedWith: ["row security of table notes", "notes lacks the permissive policy"]
    ),
    Fault(
      "alter table products add constraint products_loose_key unique (id)",
      "alter table order_items add constraint loose foreign key (product_id) references products (id)",
      refusedWith: ["the foreign key loose of table order_items leaves the tenant out"]
    ),
    Fault(
      "create unique index products_global_key on products (slug)",
      refusedWith: [
        "the unique key products_global_key of table products does not lead with client_id"
      ]
    ),
    Fault(
      "alter table banners drop constraint banners_pkey",
      "alter table banners alter column client_id drop not null",
      refusedWith: [
        "the tenant's column of table banners may be NULL",
        "alter table banners alter column client_id set not null",
      ]
    ),
    Fault(
      "create view shop as select * from products",
      refusedWith: [
        "the view shop reads products with its owner's rights",
        "alter view shop set (security_invoker = true)",
      ]
    ),
    Fault(
      "create view shop with (security_invoker) as select * from products",
      "create materialized view sold as select count(*) from shop",
      refusedWith: ["the materialized view sold holds rows of products of all tenants"]
    ),
    Fault(
      """
      create function peek() returns bigint language sql security definer
        as 'select count(*) from products'
      """,
      refusedWith: [
        "the function peek() runs with its owner's rights",
        "alter function peek() security invoker",
      ]
    ),
    Fault(
      "create function watch() returns trigger language plpgsql security definer as 'begin end'",
      "revoke execute on function watch from public",
      "alter function watch owner to demarc_owner",
      "create trigger watching after insert on products execute function watch()",
      refusedWith: ["the function watch() runs with its owner's rights"]
    ),
  ])
  func `a cluster that does not keep tenants apart by itself is refused`(fault: Fault) async throws
  {
    try await TestClusters.withClusters { clusters in
      for change in fault.change { try await clusters.superuser(of: .first).run(change) }
      try await clusters.withRouter { router in
        await expectRefusal(
          .isolationNotProven,
          naming: ["Cluster 'cluster_shared_01' does not keep its tenants apart"] + fault.phrases
        ) {
          _ = try await router.context(forSlug: "farma")
        }
        _ = try await router.context(forSlug: "vinos")
      }
    }
  }

  @Test(arguments: [
    "create view shop with (security_invoker = on) as select * from products",
    "create function peek() returns bigint language sql as 'select count(*) from products'",
    "create table rates (id uuid primary key, rate numeric)",
    "create view fees as select * from mp_fee_table",
    "drop policy fleet on products",
  ])
  func `what keeps tenants apart is served`(change: String) async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first).run(change)
      try await clusters.withRouter { router in _ = try await router.context(forSlug: "farma") }
    }
  }

  @Test func `a function that somebody has read can be trusted by name`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first).run(
        "create function peek() returns int language sql security definer as 'select 1'"
      )
      var options = ClusterRouterOptions.backend
      options.isolation?.trustedFunctions = ["public.peek"]
      try await clusters.withRouter(options: options) { router in
        _ = try await router.context(forSlug: "farma")
      }
    }
  }

  @Test func `rules that name no table of the cluster are refused`() async throws {
    try await TestClusters.withClusters { clusters in
      var options = ClusterRouterOptions.backend
      options.isolation?.root = "shops"
      try await clusters.withRouter(options: options) { router in
        await expectRefusal(.isolationNotProven, naming: ["there is no table shops"]) {
          _ = try await router.context(forSlug: "farma")
        }
      }
    }
  }

  @Test func `the proof is made once for each client`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      try await clusters.superuser(of: .first).run(
        "alter table products no force row level security"
      )
      // The transaction takes a connection of its own.
      try await context.transaction { context in _ = try await ClientRepository(context).find() }
    }
  }
}
