extension TenantBindingTests {
  static let refused: [String] = [
    // No condition, or one that need not hold.
    "select id from products",
    "select id from products where id = $2",
    "select id from products where client_id = $2",
    "select id from products where client_id = $1 or true",
    "select id from products where client_id = $1 or id = $2",
    "select id from products where not (client_id <> $1)",
    "select id from products where (client_id = $1) is not false",
    "select id from products where case when true then client_id = $1 else true end",
    "select id from products where coalesce(client_id = $1, true)",
    "select id from products where client_id <> $1",
    "select id from products where client_id >= $1",
    "select id from products where client_id is not distinct from $1",
    "select id from products where client_id in ($1, $2)",
    "select id from products where client_id = any(array[$1, $2])",
    "select id from products where client_id = any($1)",
    "select id from products where client_id = some (array[$2])",
    "select id from products where client_id = all(array[$1])",
    "select id from products where client_id not in ($1)",
    "select id from products where client_id between $1 and $1",
    "select id from products where (client_id, id) = ($2, $1)",
    "select id from products where (client_id, id) >= ($1, $2)",
    "select id from products where client_id operator(public.=) $1",
    "select id from products where client_id::text = $1::text",
    "select id from products where coalesce(client_id, $1) = $1",
    "select id from products where $1 = $1",
    "select id from products where client_id = client_id",
    "select id from products where name = $1",
    "select id, client_id = $1 as mine from products",
    "select id from products order by client_id = $1",
    "select client_id from products group by client_id having client_id = $1",
    "select count(*) filter (where client_id = $1) from products",
    // The column of another.
    "select o.id from orders o, products p where p.client_id = $1",
    "select o.id from orders o join orders p on p.client_id = $1",
    "select o.id from orders o join order_items i on i.order_id = o.id where o.client_id = $1",
    "select o.id from orders o join order_items i using (id) where o.client_id = $1",
    "select 1 from orders o natural join order_items where o.client_id = $1",
    "select 1 from products as p (id, client_id, a, b, c, d) where client_id = $1",
    // Outer joins.
    "select o.id from orders o left join order_items i on i.client_id = $1 and o.client_id = $1",
    "select o.id from orders o left join order_items i on o.client_id = $1 where i.client_id = $1",
    """
    select o.id from orders o left join order_items i on o.client_id = i.client_id
    where i.client_id = $1
    """,
    "select o.id from orders o full join order_items i on i.client_id = $1 and o.client_id = $1",
    """
    select o.id from orders o full join order_items i using (client_id)
    where o.client_id = $1
    """,
    "select 1 from orders o right join order_items i on i.client_id = $1 where o.client_id = $1",
    """
    select 1 from orders o left join order_items i on i.order_id = o.id
    where o.client_id = $1 and (i.client_id = $1 or i.client_id is null)
    """,
    """
    select 1 from fees f left join (orders o left join order_items i on i.client_id = $1) on true
    """,
    // Subqueries.
    "select x.id from (select id from products) x",
    "select x.id from (select client_id, id from products) x where x.client_id = $1",
    "select id from products where client_id = $1 and id in (select product_id from order_items)",
    "select id from products where client_id = $1 and exists (select from orders)",
    """
    select p.id from products p where p.client_id = $1 and exists (
      select from order_items i where i.product_id = p.id)
    """,
    "select p.id from products p where exists (select from orders o where o.client_id = $1 and o.client_id = p.client_id)",
    "select p.id from products p where p.client_id in (select id from clients where id = $1)",
    """
    select p.id from products p where p.client_id = $1 or exists (
      select from orders o where o.client_id = p.client_id)
    """,
    """
    select l.n from products p cross join lateral (select count(*) as n from order_items i) l
    where p.client_id = $1
    """,
    """
    select 1 from products p cross join lateral (
      select 1 from orders o where o.client_id = $1 and p.client_id = $1) l
    """,
    """
    select 1 from orders p where p.client_id = $1 and exists (
      select from jsonb_to_record('{}') r, lateral (
        select 1 from products where products.id = r.id and client_id = p.client_id or true) x)
    """,
    """
    select 1 from orders where client_id = $1 and exists (
      select from clients c, unnest($2) f where c.id = client_id)
    """,
    "select array(select id from products)",
    "select (select max(id) from orders) from fees",
    "select 1 from fees limit (select count(*) from orders)",
    "select 1 from fees order by (select max(id) from orders)",
    "values ((select max(id) from orders))",
    // Named queries and unions.
    "with p as (select id from products) select id from p",
    "with p as (select id from products) select 1",
    "with orders as (select id from orders) select id from orders where id = $1",
    "with p as (select $1::uuid as client_id) select o.id from public.orders o, p where p.client_id = $1",
    "with recursive a as (select id from b), b as (select id from orders where client_id = $1) select id from a",
    """
    with recursive tree as (
      select client_id, id from categories where client_id = $1
      union all
      select c.client_id, c.id from categories c join tree t on t.id = c.parent_id)
    select id from tree
    """,
    """
    with recursive tree as (
      select client_id, id from categories where client_id = $1
      union all
      select $2::uuid, c.id from categories c join tree t on t.client_id = c.client_id)
    select id from tree
    """,
    "select id from products where client_id = $1 union all select id from orders",
    "select id from products intersect select id from orders where client_id = $1",
    """
    select o.id from orders o join (
      select client_id from products where client_id = $1
      union select $2) u on u.client_id = o.client_id
    """,
    // What nobody knows, or knows too well.
    "select id from other.orders where client_id = $1",
    "select id from unknown where client_id = $1",
    "select relname from pg_catalog.pg_class",
    "select table_name from information_schema.tables",
    "select client_id from demarc.tenant_fence where client_id = $1",
    "select query_to_xml('select * from orders', true, true, '')",
    "select set_config('demarc.tenant', $2, true)",
    "select public.lower('x')",
    "select look()",
    "select change()",
    "select reverse('x')",
    "select currval('orders_id_seq')",
    "select pg_read_file('x')",
    "select dblink('', '')",
    "select has_table_privilege('orders', 'select')",
    "select f.a from all_orders() as f(a)",
    """
    select 1 from orders unnest where unnest.client_id = $1 and exists (
      select from products, unnest(array[$2]) where products.client_id = unnest.client_id)
    """,
    "select name from products tablesample system (10) where client_id = $1",
    "select xmlelement(name a, name) from products where client_id = $1",
    "table products",
    // Writes.
    "insert into products (name) values ('x')",
    "insert into products values ($1, 'x')",
    "insert into products default values",
    "insert into products (client_id, name) values ($2, 'x')",
    "insert into products (client_id, name) values ($1, 'x'), ($2, 'y')",
    "insert into products (client_id, name) values (default, 'x')",
    "insert into products (client_id, name) select $2, name from products where client_id = $1",
    "insert into products (client_id, name) select client_id, name from products",
    "insert into products (client_id, name) select * from (select $1, 'x') x",
    "insert into clients (slug) values ('x')",
    "insert into fees (rate) values (1)",
    """
    insert into clients (id, account_id) values ($1, $2)
    on conflict (account_id) do update set slug = 'x'
    """,
    """
    insert into clients (id, account_id) values ($1, $2)
    on conflict on constraint clients_account_key do update set slug = 'x'
    """,
    """
    insert into clients (id, account_id) values ($1, $2)
    on conflict (account_id) do update set slug = 'x' where excluded.id = $1
    """,
    """
    insert into products (client_id, id) values ($1, $2)
    on conflict (client_id, id) do update set client_id = $2
    """,
    """
    insert into products (client_id, id) values ($1, $2)
    on conflict (client_id, id) do update set name = (select max(status) from orders)
    """,
    "insert into products (client_id, id) values ($1, $2) returning (select max(id) from orders)",
    "update products set name = 'x'",
    "update products set client_id = $2 where client_id = $1",
    "update products set (client_id, name) = ($1, 'x') where client_id = $1",
    "update products set name = (select max(status) from orders) where client_id = $1",
    "update products p set name = c.name from categories c where p.client_id = $1 and c.id = p.category_id",
    "update products p set name = 'x' from categories c where c.client_id = $1 and c.id = p.category_id",
    "update products p set name = 'x' from products q where q.client_id = $1",
    "update fees set rate = 1",
    "delete from products",
    "delete from products where client_id = $1 or id = $2",
    "delete from order_items i using orders o where o.client_id = $1 and i.order_id = o.id",
    "delete from fees",
    "delete from products where current of c",
    "with gone as (delete from order_items returning product_id) select count(*) from gone",
    """
    merge into products p using (select $2 as id) s on p.id = s.id
    when matched then update set name = 'x'
    """,
    """
    merge into products p using orders s on p.client_id = $1 and s.client_id = $1 and p.id = s.id
    when matched then delete
    """,
    """
    merge into products p using (select $2 as id) s on p.client_id = $1 and p.id = s.id
    when not matched then insert (client_id, id) values (s.id, s.id)
    """,
    """
    merge into products p using (select $2 as id) s on p.client_id = $1 and p.id = s.id
    when not matched then insert (id) values (s.id)
    """,
    """
    merge into products p using (select $2 as id) s on p.client_id = $1 and p.id = s.id
    when matched then update set client_id = $2
    """,
    """
    merge into products p using (select $2 as id) s on p.client_id = $1 and p.id = s.id
    when matched and exists (select from orders) then delete
    """,
    "select o.id, f.rate from orders o, fees f where o.client_id = $1 for update",
    "select rate from (select rate from fees) f for update",
    "select id from orders for update",
    // No query at all.
    "select id into copy from products where client_id = $1",
    "drop table products",
    "copy products to stdout",
    "explain select id from products where client_id = $1",
    "set role fleet",
    "select 1; select 2",
    "",
    "select from where",
  ]
}
