import Catalog
import SQLLanguage
import Testing

/// What is known of the columns that a statement returns, and of its parameters.
struct StatementAnalysisTests {
  /// Whether each column of a result can be NULL: `?`; or tells a secret: `!`.
  private func columns(of sql: String, in schema: KnownSchema = Shop.schema) throws -> [String] {
    try #require(try Shop.analysis(of: sql, in: schema).columns).map { column in
      "\(column.origin?.column ?? "-")\(column.isNonNull ? "" : "?")\(column.isSecret ? "!" : "")"
    }
  }

  @Test(arguments: [
    ("select name, category_id from products where client_id = $1", ["name", "category_id?"]),
    (
      "select category_id from products where client_id = $1 and category_id is not null",
      ["category_id"]
    ),
    ("select category_id from products where client_id = $1 and category_id = $2", ["category_id"]),
    (
      "select category_id from products where client_id = $1 and (category_id = $2 or true)",
      ["category_id?"]
    ),
    (
      """
      select o.id, i.id from orders o left join order_items i using (client_id)
      where client_id = $1
      """, ["id", "id?"]
    ),
    (
      """
      select o.id, i.id from orders o left join order_items i using (client_id)
      where client_id = $1 and i.quantity > 1 and i.id = $2
      """, ["id", "id"]
    ),
    (
      """
      select o.id, i.id from orders o right join order_items i using (client_id)
      where client_id = $1
      """, ["id?", "id"]
    ),
    (
      """
      select o.id, i.id from orders o full join order_items i on true
      where o.client_id = $1 and i.client_id = $1
      """, ["id?", "id?"]
    ),
    (
      """
      select x.name, x.n from fees f left join lateral (
        select p.name, count(*) as n from products p where p.client_id = $1 group by p.name) x
        on true
      """, ["name?", "-?"]
    ),
    (
      "select count(*), sum(total), max(paid_at) from orders where client_id = $1",
      ["-", "-?", "-?"]
    ),
    (
      "select status, sum(total), max(paid_at) from orders where client_id = $1 group by status",
      ["status", "-", "-?"]
    ),
    (
      """
      select status, sum(total) filter (where true), coalesce(sum(total), 0) from orders
      where client_id = $1 group by rollup (status)
      """, ["status?", "-?", "-?"]
    ),
    ("select coalesce(sum(total), 0) from orders where client_id = $1", ["-"]),
    (
      "select name from products where client_id = $1 union all select status from orders where client_id = $1",
      ["-"]
    ),
    (
      "select name from products where client_id = $1 union all select null",
      ["-?"]
    ),
    (
      """
      with recursive t as (
        select id, parent_id, client_id, 1 as depth from categories where client_id = $1
        union all
        select c.id, c.parent_id, c.client_id, t.depth + 1 from categories c
        join t on t.client_id = c.client_id)
      select id, parent_id, depth from t
      """, ["id", "parent_id?", "-"]
    ),
    (
      """
      with recursive t (a, client_id) as (
        select id, client_id from categories where client_id = $1
        union all
        select c.parent_id, c.client_id from categories c join t on t.client_id = c.client_id)
      select a from t
      """, ["-?"]
    ),
    (
      "select case when total > 1 then 'a' end, case when true then 1 else 2 end from orders where client_id = $1",
      ["-?", "-"]
    ),
    (
      "select lower(name), name || 'x', price + 1, price::text from products where client_id = $1",
      ["-", "-", "-", "-"]
    ),
    (
      "select (select max(id) from orders where client_id = $1), exists (select), $1",
      ["-?", "-", "-"]
    ),
    (
      "select $2::int, null, 'x', now(), paid_at is null from orders where client_id = $1",
      ["-?", "-?", "-", "-", "-"]
    ),
    (
      "select details->'a', (details->>'a')::int, details::int from products where client_id = $1",
      ["-?", "-?", "-?"]
    ),
    (
      "select lag(id) over (order by id), row_number() over () from orders where client_id = $1",
      ["-?", "-"]
    ),
    (
      "insert into products (client_id, name) values ($1, $2) returning id, category_id",
      ["id", "category_id?"]
    ),
    ("delete from products where client_id = $1", []),
  ])
  func `a column is NULL unless something shows that it is not`(sql: String, expected: [String])
    throws
  {
    #expect(try columns(of: sql) == expected)
  }

  @Test(arguments: [
    "select token from clients where id = $1",
    "select lower(token) from clients where id = $1",
    "select coalesce(token, 'x') from clients where id = $1",
    "select left(c.token, 1) from clients c where id = $1",
    "select x.t from (select token as t from clients where id = $1) x",
    "with x as (select token from clients where id = $1) select max(token) from x",
    "select c from clients c where id = $1",
    "select row_to_json(c) from clients c where id = $1",
    "select to_jsonb(c.*) from clients c where id = $1",
    "select (select token from clients where id = $1)",
    "select array(select token from clients where id = $1)",
    "select slug from clients where id = $1 union select token from clients where id = $1",
    "select case when token like 'a%' then 1 else 2 end from clients where id = $1",
    "select token = $2 from clients where id = $1",
    """
    with recursive t (a) as (
      select slug from clients where id = $1 union all select token from clients where id = $1)
    select a from t
    """,
    "insert into clients (id) values ($1) returning token",
  ])
  func `whatever is made of a secret is one`(sql: String) throws {
    let columns = try #require(try Shop.analysis(of: sql).columns)
    #expect(columns.map(\.isSecret) == [true])
  }

  @Test func `a secret does not vanish in a function whose columns nobody knows`() {
    let sql = "select x.a from clients c, unnest(array[c.token]) as x(a) where c.id = $1"
    #expect(throws: SQLRefusal.self) { try Shop.analysis(of: sql) }
  }

  @Test func `counting secrets, and asking whether there is one, tells none`() throws {
    let sql = "select count(token), token is null, slug from clients where id = $1 group by 2, 3"
    let columns = try #require(try Shop.analysis(of: sql).columns)
    #expect(columns.map(\.isSecret) == [false, false, false])
  }

  @Test(arguments: [
    ("select 1", true), ("select id from orders where client_id = $1 for share", false),
    ("with x as (delete from orders where client_id = $1) select 1", false),
    ("delete from orders where client_id = $1", false),
  ])
  func `what changes or locks nothing is a read`(sql: String, isRead: Bool) throws {
    #expect(try Shop.analysis(of: sql).isRead == isRead)
  }

  @Test(arguments: [
    ("select look()", true), ("select public.look()", true), ("select lower('a')", true),
    ("select nextval('s')", false), ("select change()", false),
    ("select pg_notify('a', '')", false),
  ])
  func `in the control plane a function that is not known may write`(sql: String, isRead: Bool)
    throws
  {
    #expect(try Shop.analysis(of: sql, in: Shop.control).isRead == isRead)
  }

  @Test func `parameters are known by the columns that they are compared with or written to`()
    throws
  {
    let sql = """
      update orders o set status = $2 from products p
      where o.client_id = $1 and p.client_id = $1 and p.id = $3 and o.id = any($4)
        and o.total between $5 and $6 and o.user_id in ($7) and lower(o.status) = $8
      """
    let uses = try Shop.analysis(of: sql).parameterUses
    let texts = uses.mapValues { uses in
      uses.map {
        "\($0.column.relation).\($0.column.column)\($0.isList ? "[]" : "")\($0.isWritten ? "=" : "")"
      }
    }
    #expect(
      texts.filter { $0.key > 1 } == [
        2: ["orders.status="], 3: ["products.id"], 4: ["orders.id[]"], 5: ["orders.total"],
        6: ["orders.total"], 7: ["orders.user_id"],
      ]
    )
  }

  @Test func `names without a schema and stars are found where they stand`() throws {
    let analysis = try Shop.analysis(
      of:
        "with x as (select id from orders where client_id = $1) select p.*, x.id from x, products p where p.client_id = $1"
    )
    #expect(analysis.unqualifiedRelations.map(\.offset) == [26, 80])
    #expect(analysis.stars.map(\.offset) == [62])
    #expect(analysis.stars.map(\.relation?.name) == ["products"])
    #expect(analysis.columns == nil)
  }

  @Test(arguments: ["+1", " + (1", "::int", " or (true", "- ", "(", " union select 1", "not "])
  func `no statement is so deep that it ends the process`(part: String) {
    let count = 60_000 / part.utf8.count
    let sql = "select 1 " + String(repeating: part, count: count)
    #expect(throws: SQLRefusal.self) { try Shop.analysis(of: sql) }
    #expect(throws: SQLRefusal.self) {
      try Shop.analysis(of: sql + String(repeating: " ", count: 70_000))
    }
  }
}
