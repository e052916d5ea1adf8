import Catalog
import ConfigurationFile
import RepositoryGeneration
import Testing

/// What keeps a query from being generated, in the words that a user reads.
struct QueryProblemTests {
  /// The problems of a file of queries of a data plane with orders and items.
  private func problems(
    _ text: String,
    in fixture: SchemaFixture = .data(),
    description: StatementDescription = StatementDescription(
      parameters: [.uuid, .uuid, .uuid],
      columns: [StatementDescription.Column(name: "id", type: .uuid)]
    ),
    refusal: StatementRefusal? = nil
  ) -> [String] {
    var fixture = fixture
    if fixture.database.tenant != nil {
      fixture.relations += ["orders", "items"].map { SchemaFixture.tenantTable($0) }
    }
    fixture.queries = [QueryFile(path: "queries/sales.sql", text: text)]
    fixture.describe = { _ in refusal.map { .failure($0) } ?? .success(description) }
    return fixture.problems()
  }

  @Test func `a query that is bound and described is generated`() {
    let text = "-- name: ids :many\nselect id from orders where client_id = :tenant;\n"
    #expect(problems(text) == [])
  }

  @Test func `a query that is not bound shows the relation and what is missing, where it stands`() {
    let text = """
      -- name: first :many
      select o.id
      from orders o
      join items i on i.id = o.id
      where o.client_id = :tenant;

      -- name: second :many
      /* ñ */ select id from items;
      """
    #expect(
      problems(text) == [
        """
        queries/sales.sql:4:6: first: nothing binds 'items as i' to the tenant. Add: i.client_id = :tenant
        """,
        """
        queries/sales.sql:8:25: second: nothing binds 'items' to the tenant. Add: items.client_id = :tenant
        """,
      ]
    )
  }

  @Test func `a binding that can vanish is none`() {
    let text = """
      -- name: hidden :many
      select o.id from orders o where o.client_id = :tenant
        --? and o.id = :order
        and exists (select from items i where i.id = o.id
        --? and i.client_id = :tenant and i.id = :item
        );
      """
    #expect(
      problems(text) == [
        """
        queries/sales.sql:4:27: hidden: nothing binds 'items as i' to the tenant. Add: i.client_id = :tenant
        """
      ]
    )
  }

  @Test func `the tenant must be named where it is always read`() {
    let text = """
      -- name: hidden :many
      select id from orders where true
        --? and client_id = :tenant and id = :order
      ;
      """
    #expect(
      problems(text) == [
        """
        queries/sales.sql:1:1: hidden: ':tenant' stands in filters alone. Bind what is always read to \
        the tenant, too.
        """
      ]
    )
  }

  @Test func `what no file can hold is named by its line`() {
    let text = """
      select 0;
      -- name: not a name :many
      -- name: x :several
      -- name: y
      select $1;
      -- name: y :many
      select id from orders where client_id = :tenant
        --? and true
        --? and id = :id? ;
      -- name: z :many
      select 'open
      """
    #expect(
      problems(text) == [
        "queries/sales.sql:1:1: a statement stands here without a name. Write '-- name: aName :many' above it.",
        "queries/sales.sql:2:1: 'not' has no statement. Write it below the name.",
        """
        queries/sales.sql:2:1: it does not say what 'not' gives. Write one of :one, :optional, :many, \
        :exec, :stream behind the name.
        """,
        "queries/sales.sql:3:1: 'x' has no statement. Write it below the name.",
        """
        queries/sales.sql:3:1: it does not say what 'x' gives. Write one of :one, :optional, :many, \
        :exec, :stream behind the name.
        """,
        """
        queries/sales.sql:4:1: it does not say what 'y' gives. Write one of :one, :optional, :many, \
        :exec, :stream behind the name.
        """,
        "queries/sales.sql:5:8: parameters have names here. Write :name in the place of $1.",
        "queries/sales.sql:6:1: ':id?' stands in a filter, which vanishes without it. Write :id.",
        "queries/sales.sql:6:1: the file has a query 'y' already. Give one another name.",
        """
        queries/sales.sql:8:6: this filter would never vanish: it has no parameter of its own. Write it \
        without '--?', or use a parameter that stands in filters alone.
        """,
        "queries/sales.sql:9:21: ';' cannot stand in a filter. Put it below, or take it out.",
        "queries/sales.sql:11:8: a quoted text begins here and does not end. Close it.",
      ]
    )
  }

  @Test func `Postgres' own words are shown at their place`() {
    let text = "-- name: a :one\nselect id\nfrom orders where client_id = :tenant and 'ñ' = ida"
    let refusal = StatementRefusal(message: "column \"ida\" does not exist", position: 62)
    #expect(
      problems(text, refusal: refusal) == [
        "queries/sales.sql:3:50: a: column \"ida\" does not exist. Correct the query, or the migrations."
      ]
    )
  }

  @Test(arguments: [
    (
      "-- name: a :exec\nselect id from orders where client_id = :tenant",
      "it returns rows, and ':exec' gives none"
    ),
    (
      "-- name: a :many\nselect o.id, * from orders o, items i where o.client_id = :tenant and i.client_id = :tenant",
      "nobody knows which columns the star stands for"
    ),
    (
      "-- name: a :one\nselect id from orders where client_id = :tenant and id = :a_b and id = :aB",
      "':aB' meets ':a_b' in the Swift name aB"
    ),
    (
      "-- name: a :one\nselect count(*) from orders where client_id = :tenant limit :x",
      "the type money of its column"
    ),
  ])
  func `what no method can give is refused`(text: String, cause: String) {
    let isMoney = text.contains("count")
    let description = StatementDescription(
      parameters: [.uuid, .uuid, .uuid],
      columns: [
        StatementDescription.Column(name: "id", type: isMoney ? .builtin("money") : .uuid)
      ]
    )
    let found = problems(text, description: description)
    #expect(found.count == 1)
    #expect(found.first?.contains(cause) == true, "\(found)")
  }

  @Test func `columns without a name, and two of one name, are refused`() {
    let description = StatementDescription(
      columns: ["?column?", "some name", "some_name"].map { name in
        StatementDescription.Column(name: name, type: .text)
      }
    )
    let text = "-- name: a :one\nselect 'a', 'b' as \"some name\", 'c' as some_name"
    #expect(
      problems(text, description: description) == [
        "queries/sales.sql:1:1: a: column 1 of its result has no name. Name it: … as total.",
        """
        queries/sales.sql:1:1: a: the column 'some_name' of its result meets 'some name' in the Swift \
        name someName. Name one of them with 'as'.
        """,
      ]
    )
  }

  @Test func `types of queries meet nothing else`() {
    var fixture = SchemaFixture.data()
    fixture.relations.append(SchemaFixture.tenantTable("sales_queries"))
    fixture.configuration.names.tables = ["sales_queries": "SalesQueries"]
    let text = "-- name: ids :many\nselect id from orders where client_id = :tenant;\n"
    #expect(problems(text, in: fixture).first?.contains("in the Swift name SalesQueries") == true)
  }

  @Test func `the control plane has no tenant`() {
    let text = "-- name: a :one\nselect 1 as id where 1 = :tenant"
    #expect(
      problems(text, in: .control()) == [
        """
        queries/sales.sql:1:1: a: it names ':tenant', and the control plane has none. Give the \
        parameter another name.
        """
      ]
    )
  }

  @Test func `problems of schema and queries are reported at once`() {
    var fixture = SchemaFixture.data()
    fixture.relations.append(SchemaFixture.table("fees", [.uuid("id")], key: ["id"]))
    let found = problems("-- name: a :many\nselect id from orders", in: fixture)
    #expect(found.count == 2)
  }
}
