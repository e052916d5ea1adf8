import Catalog
import SQLLanguage

/// The schema that the tests of this target query: stores with products and orders, and fees that all share.
enum Shop {
  static let schema: KnownSchema = KnownSchema(
    relations: [
      relation("clients", .tenant(column: "id"), ["id", "account_id", "slug", "token!"]),
      tenant("categories", ["parent_id?", "name"]),
      tenant("products", ["name", "price", "category_id?", "details?"]),
      tenant("orders", ["user_id?", "status", "total", "paid_at?"]),
      tenant("order_items", ["order_id", "product_id?", "quantity"]),
      tenant("Odd Table", ["name"]),
      relation("fees", .everybody, ["id", "rate", "note?"]),
    ],
    functions: functions,
    hasTenants: true
  )

  private static let functions: [QualifiedName: KnownFunction] = [
    QualifiedName(schema: "public", name: "look"): .reading,
    QualifiedName(schema: "public", name: "change"): .writing,
    QualifiedName(schema: "public", name: "with_tax"): .pure,
    // It could be meant by a query that calls Postgres' own.
    QualifiedName(schema: "public", name: "reverse"): .reading,
  ]

  static let control: KnownSchema = KnownSchema(
    relations: [
      relation("accounts", .controlPlane, ["id", "email", "cluster_id?", "token!"]),
      relation("clusters", .controlPlane, ["id", "status"]),
    ],
    functions: functions,
    hasTenants: false
  )

  private static func tenant(_ name: String, _ columns: [String]) -> KnownRelation {
    relation(name, .tenant(column: "client_id"), ["client_id", "id"] + columns)
  }

  /// Columns that may be NULL end in `?`, and secret ones in `!`.
  private static func relation(
    _ name: String,
    _ owner: KnownRelation.Owner,
    _ columns: [String]
  ) -> KnownRelation {
    KnownRelation(
      name: QualifiedName(schema: "public", name: name),
      owner: owner,
      columns: columns.map { column in
        KnownRelation.Column(
          name: column.filter { !"?!".contains($0) },
          isNullable: column.hasSuffix("?"),
          isSecret: column.hasSuffix("!"),
          isDocument: column.hasPrefix("details")
        )
      },
      keys: [
        Key(
          name: "\(name)_pkey",
          columns: columns.contains("client_id") ? ["client_id", "id"] : ["id"]
        ),
        Key(name: "\(name)_account_key", columns: ["account_id"]),
      ]
    )
  }

  /// What is known of a statement, whose tenant is `$1` where there are any.
  static func analysis(
    of sql: String,
    in schema: KnownSchema = schema
  ) throws(SQLRefusal) -> StatementAnalysis {
    try StatementAnalysis.of(sql, in: schema, tenantParameter: schema.hasTenants ? 1 : nil)
  }

  /// Why a statement is refused, in the data plane; nothing when it is proven.
  static func refusals(of sql: String) -> [String] { refusals(of: sql, in: schema) }

  /// Why a statement is refused; nothing when it is not.
  static func refusals(of sql: String, in schema: KnownSchema) -> [String] {
    do throws(SQLRefusal) {
      _ = try analysis(of: sql, in: schema)
      return []
    } catch {
      return error.problems.map { "\($0.cause). \($0.remedy)" }
    }
  }
}
