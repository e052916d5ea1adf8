import SQLLanguage
import Testing

/// What is proven, and what is not: a statement reads and writes nothing but the rows of the tenant in `$1`.
struct TenantBindingTests {
  @Test(arguments: proven)
  func `a statement whose every relation is bound is proven`(sql: String) {
    #expect(Shop.refusals(of: sql) == [])
  }

  @Test(arguments: refused)
  func `a statement that could reach another tenant is refused`(sql: String) {
    #expect(!Shop.refusals(of: sql).isEmpty)
  }

  @Test func `a refusal names the relation and the predicate that is missing`() {
    let sql =
      "select o.id from orders as o join order_items i on i.order_id = o.id where o.client_id = $1"
    #expect(
      Shop.refusals(of: sql) == [
        "nothing binds 'order_items as i' to the tenant. Add: i.client_id = :tenant"
      ]
    )
    #expect(
      Shop.refusals(of: "delete from \"Odd Table\"") == [
        """
        nothing binds 'Odd Table' to the tenant. Add: "Odd Table".client_id = :tenant
        """
      ]
    )
  }

  @Test func `every relation that is not bound is named at once, where it stands`() {
    #expect(throws: SQLRefusal.self) {
      try Shop.analysis(of: "select 1 from orders, products")
    }
    do throws(SQLRefusal) {
      _ = try Shop.analysis(of: "select 'ñ' from orders, products")
    } catch {
      #expect(error.problems.map(\.offset) == [17, 25])
    }
  }

  @Test func `the control plane needs no binding`() {
    #expect(Shop.refusals(of: "select email from accounts", in: Shop.control) == [])
    #expect(Shop.refusals(of: "select now() from pg_stat_activity", in: Shop.control) == [])
  }

  // MARK: Proven

  static let proven: [String] = [
    "select id from products where client_id = $1",
    "select id from products where $1 = client_id",
    "select id from public.products where products.client_id = $1",
    "select id from public.products where public.products.client_id = $1",
    "select id from \"products\" \"P\" where \"P\".client_id = $1::uuid",
    "select id from \"Odd Table\" where client_id = $1",
    "select id from products where client_id = $1 and (price > 1 or name = 'x')",
    "select id from products where (client_id, id) = ($1, $2)",
    "select id from products where client_id in ($1)",
    "select id from products where client_id = any(array[$1])",
    "select slug from clients where id = $1",
    "select rate from fees",
    "select with_tax(price), public.with_tax(1), pg_catalog.lower(name) from products where client_id = $1",
    "select 1",
    "select rate from fees, products p where p.client_id = $1",
    // Joins.
    """
    select o.id from orders o join order_items i on i.client_id = o.client_id and i.order_id = o.id
    where o.client_id = $1
    """,
    """
    select o.id from orders o join order_items i on i.client_id = o.client_id and i.order_id = o.id
    where i.client_id = $1
    """,
    "select o.id from orders o join order_items i using (client_id) where client_id = $1",
    "select o.id from orders o join order_items i using (client_id) where i.client_id = $1",
    "select o.id from orders o left join order_items i using (client_id) where client_id = $1",
    "select o.id from orders o right join order_items i using (client_id) where client_id = $1",
    """
    select o.id from orders o left join order_items i on i.client_id = o.client_id
    where o.client_id = $1
    """,
    "select o.id from orders o left join order_items i on i.client_id = $1 where o.client_id = $1",
    """
    select o.id from orders o left join order_items i on i.order_id = o.id
    where o.client_id = $1 and i.client_id = $1
    """,
    """
    select o.id from order_items i right join orders o on i.client_id = o.client_id
    where o.client_id = $1
    """,
    """
    select 1 from orders o left join (order_items i join products p on p.client_id = i.client_id)
      on i.client_id = o.client_id where o.client_id = $1
    """,
    """
    select 1 from orders o full join order_items i on i.order_id = o.id
    where o.client_id = $1 and i.client_id = $1
    """,
    "select 1 from clients c join orders o on o.client_id = c.id where c.id = $1",
    "select 1 from (orders o join order_items i using (client_id)) as j where j.client_id = $1",
    "select 1 from orders o cross join fees where o.client_id = $1",
    // Subqueries.
    "select x.id from (select id from products where client_id = $1) x",
    """
    select o.id from (select client_id, id from products where client_id = $1) p
    join order_items o on o.client_id = p.client_id
    """,
    """
    select p.id from products p where p.client_id = $1 and exists (
      select from order_items i where i.client_id = p.client_id and i.product_id = p.id)
    """,
    """
    select (select count(*) from order_items i where i.client_id = p.client_id) from products p
    where p.client_id = $1
    """,
    "select id from products where client_id = $1 and id in (select product_id from order_items where client_id = $1)",
    """
    select p.id, l.n from products p cross join lateral (
      select count(*) as n from order_items i where i.client_id = p.client_id) l
    where p.client_id = $1
    """,
    "select id, unnest(array[1, 2]) from products where client_id = $1",
    "select u.x from products p, unnest(array[1, 2]) as u(x) where p.client_id = $1",
    "select 1 from (values ($1::uuid)) v(tenant) join orders o on o.client_id = v.tenant",
    // Named queries and unions.
    "with p as (select client_id, id from products where client_id = $1) select id from p",
    """
    with p as (select client_id, id from products where client_id = $1)
    select o.id from p join orders o on o.client_id = p.client_id
    """,
    """
    with t (tenant) as (select client_id from products where client_id = $1)
    select o.id from orders o join t on t.tenant = o.client_id
    """,
    "with orders as (select id from orders where client_id = $1) select id from orders",
    "with fees as (select rate from fees) select rate from fees",
    "select id from products where client_id = $1 union all select id from orders where client_id = $1",
    """
    select o.id from orders o join (
      select client_id from products where client_id = $1
      union select client_id from categories where client_id = $1) u on u.client_id = o.client_id
    """,
    """
    with recursive tree as (
      select client_id, id from categories where client_id = $1 and parent_id is null
      union all
      select c.client_id, c.id from categories c join tree t on t.client_id = c.client_id and t.id = c.parent_id)
    select id from tree
    """,
    // Writes.
    "insert into products (client_id, name) values ($1, 'a'), ($1, 'b')",
    "insert into products (name, client_id) select name, client_id from products where client_id = $1",
    "insert into clients (id, slug) values ($1, 'x')",
    "insert into products (client_id, id) values ($1, $2) on conflict do nothing",
    """
    insert into products (client_id, id, name) values ($1, $2, $3)
    on conflict (client_id, id) do update set name = excluded.name returning id
    """,
    """
    insert into products as p (client_id, id, name) values ($1, $2, $3)
    on conflict on constraint products_pkey do update set name = p.name
    """,
    """
    insert into clients as c (id, account_id) values ($1, $2)
    on conflict (account_id) do update set account_id = excluded.account_id where c.id = $1
    """,
    "update products set name = 'x' where client_id = $1 returning id",
    """
    update products p set name = c.name from categories c
    where p.client_id = $1 and c.client_id = p.client_id and c.id = p.category_id
    """,
    "update products set (name, price) = (select 'x', rate from fees) where client_id = $1",
    "delete from products where client_id = $1 and id = $2",
    "delete from order_items i using orders o where o.client_id = $1 and i.client_id = o.client_id",
    """
    with gone as (delete from order_items where client_id = $1 returning product_id)
    select count(*) from gone
    """,
    """
    merge into products p using (select $1::uuid as client_id, $2 as id) s
      on p.client_id = $1 and p.id = s.id
    when matched then update set name = 'x'
    when not matched then insert (client_id, id) values ($1, s.id)
    """,
    """
    merge into products p using (select client_id, id from orders where client_id = $1) s
      on p.client_id = s.client_id and p.id = s.id
    when matched then delete
    when not matched then insert (client_id, id) values (s.client_id, s.id)
    """,
    "select id from orders where client_id = $1 for update skip locked",
    "select o.id from orders o, fees where o.client_id = $1 for update of o",
  ]
}
