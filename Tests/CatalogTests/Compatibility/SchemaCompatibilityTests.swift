import Catalog
import Testing

struct SchemaCompatibilityTests {
  /// A change of the database, and what it breaks: `object: cause (certainty) uses`.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout ShopSchema) -> Void
    let breaks: [String]

    init(
      _ description: String,
      breaks: [String],
      _ change: @escaping @Sendable (inout ShopSchema) -> Void
    ) {
      testDescription = description
      self.change = change
      self.breaks = breaks
    }
  }

  @Test func `the same schema is identical`() {
    let schema = ShopSchema().schema
    let compatibility = SchemaCompatibility(of: schema, with: schema)
    #expect(compatibility.verdict == .identical)
    #expect(compatibility.difference.changes == [])
  }

  @Test(arguments: harmless)
  func `what nobody calls is compatible`(_ change: Case) {
    var shop = ShopSchema()
    change.change(&shop)
    let compatibility = SchemaCompatibility(of: ShopSchema().schema, with: shop.schema)
    #expect(compatibility.verdict == .compatible)
    #expect(compatibility.breaks == [])
  }

  @Test(arguments: harmful)
  func `what a method uses breaks it, and nothing else`(_ change: Case) {
    var shop = ShopSchema()
    change.change(&shop)
    let compatibility = SchemaCompatibility(of: ShopSchema().schema, with: shop.schema)
    #expect(compatibility.verdict == .breaking)
    #expect(compatibility.breaks.map(\.text) == change.breaks)
  }

  static let harmless: [Case] = [
    Case("another relation", breaks: []) { shop in
      shop.relations = [
        Relation(
          name: QualifiedName(schema: "public", name: "extra"),
          kind: .table,
          columns: [shop.id]
        )
      ]
    },
    Case("a column that may be NULL", breaks: []) { shop in
      shop.others = [Column(name: "more", type: .builtin("text"), isNullable: true)]
    },
    Case("a column with a default", breaks: []) { shop in
      shop.others = [
        Column(
          name: "more",
          type: .builtin("text"),
          isNullable: false,
          source: .defaultExpression("''::text")
        )
      ]
    },
    Case("a wider number", breaks: []) {
      $0.total.type = .builtin("numeric", sql: "numeric(14,2)")
    },
    Case("a number without limits", breaks: []) { $0.total.type = .builtin("numeric") },
    Case("a comment", breaks: []) { $0.note.comment = "What the buyer wrote." },
    Case("a condition less", breaks: []) { $0.checks = [] },
    Case("another default", breaks: []) {
      $0.createdAt.source = .defaultExpression("clock_timestamp()")
    },
    Case("a condition on a new column", breaks: []) { shop in
      shop.others = [Column(name: "more", type: .builtin("text"), isNullable: true)]
      shop.checks.append(Check(name: "more_check", definition: "CHECK ((more <> ''::text))"))
    },
    Case("an argument that can be left out", breaks: []) { shop in
      shop.routines[0].arguments.append(
        Routine.Argument(name: "until", type: .builtin("timestamptz"), hasDefault: true)
      )
    },
    Case("a column more in a result", breaks: []) { shop in
      shop.routines[0].result = .table([
        Routine.Argument(name: "day", type: .builtin("date")),
        Routine.Argument(name: "total", type: .builtin("numeric")),
      ])
    },
    Case("a privilege more", breaks: []) {
      $0.grants = [Grant(role: "public", privileges: ["select", "insert", "update"])]
    },
    Case("a key under another name", breaks: []) {
      $0.uniqueKeys = [Key(name: "other_name", columns: ["note"])]
    },
  ]

  static let harmful: [Case] = [
    Case(
      "no table",
      breaks: [
        "orders: it does not exist (always) read count insert update upsert delete"
      ]
    ) { $0.hasOrders = false },
    Case(
      "a column less",
      breaks: ["orders.note: it does not exist (always) read insert update upsert"]
    ) { shop in
      shop.note.name = "remark"
      shop.uniqueKeys = [Key(name: "orders_note_key", columns: ["remark"])]
    },
    Case(
      "another type",
      breaks: ["orders.total: numeric(12,2) became text (always) read insert update upsert"]
    ) { $0.total.type = .builtin("text") },
    Case(
      "a narrower number",
      breaks: ["orders.total: numeric(12,2) became numeric(10,2) (sometimes) insert update upsert"]
    ) { $0.total.type = .builtin("numeric", sql: "numeric(10,2)") },
    Case(
      "a text with a limit",
      breaks: [
        "orders.note: text became character varying(20) (sometimes) insert update upsert"
      ]
    ) { $0.note.type = .builtin("varchar", sql: "character varying(20)") },
    Case(
      "NULL where a row holds a value",
      breaks: [
        "orders.total: it may be NULL, which a row cannot hold (sometimes) read update upsert"
      ]
    ) { $0.total.isNullable = true },
    Case(
      "no NULL where a draft may give it",
      breaks: ["orders.note: it can no longer be NULL (sometimes) insert update upsert"]
    ) { $0.note.isNullable = false },
    Case(
      "a new column that every insert must give",
      breaks: ["orders.more: the new column is not null and has no default (always) insert upsert"]
    ) {
      $0.others = [Column(name: "more", type: .builtin("text"), isNullable: false)]
    },
    Case(
      "a default less",
      breaks: ["orders.created_at: it has no default any more (sometimes) insert upsert"]
    ) { $0.createdAt.source = nil },
    Case(
      "a generated column",
      breaks: ["orders.total: a statement may not give it a value (sometimes) insert update upsert"]
    ) { $0.total.source = .generated("(1)::numeric") },
    Case(
      "a label more",
      breaks: [
        """
        orders.state: the label 'lost' is new, and a row with it cannot be decoded (sometimes) read \
        update upsert
        """
      ]
    ) { $0.labels.append("lost") },
    Case(
      "a label less",
      breaks: [
        "orders.state: the label 'paid' does not exist (sometimes) read count insert update upsert"
      ]
    ) { $0.labels = ["open"] },
    Case(
      "a key less",
      breaks: [
        """
        orders: no key over (note), so that rows do not meet in it and more than one can be found by it \
        (sometimes) upsert
        """
      ]
    ) { $0.uniqueKeys = [] },
    Case(
      "a key more",
      breaks: ["orders: a new key over (total) refuses rows (sometimes) insert update upsert"]
    ) { $0.uniqueKeys.append(Key(name: "orders_total_key", columns: ["total"])) },
    Case(
      "a condition more",
      breaks: [
        """
        orders.small: a new condition refuses rows: CHECK ((total < 10)) (sometimes) insert update upsert
        """
      ]
    ) { $0.checks.append(Check(name: "small", definition: "CHECK ((total < 10))")) },
    Case(
      "row security that does not hold",
      breaks: [
        """
        orders: its row security is enabled, and not forced (always) read count insert update upsert delete
        """
      ]
    ) { $0.rowSecurity = .enabled },
    Case(
      "a privilege less",
      breaks: ["orders: the role 'app' may not insert (always) insert upsert"]
    ) { $0.grants = [Grant(role: "app", privileges: ["select"])] },
    Case(
      "other fields",
      breaks: [
        "orders.address: the fields of place are others (always) read insert update upsert"
      ]
    ) { $0.place.fields[0].name = "road" },
    Case(
      "other bounds",
      breaks: [
        "orders.opening: the bounds of spans became date (always) read insert update upsert"
      ]
    ) { $0.span.subtype = .builtin("date") },
    Case("no function", breaks: ["totals(timestamptz): it does not exist (always) call"]) {
      $0.routines = []
    },
    Case(
      "another argument",
      breaks: ["totals(timestamptz): it takes other arguments (always) call"]
    ) { $0.routines[0].arguments[0].name = "after" },
    Case(
      "another result",
      breaks: ["totals(timestamptz): it returns something else (always) call"]
    ) { $0.routines[0].result = .void },
  ]
}

extension SchemaCompatibility.Break {
  fileprivate var text: String {
    let uses = SchemaCompatibility.Use.allCases.filter(self.uses.contains).map(\.rawValue)
    return "\(object): \(cause) (\(certainty)) \(uses.joined(separator: " "))"
  }
}
