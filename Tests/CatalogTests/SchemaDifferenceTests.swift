import Catalog
import Testing

struct SchemaDifferenceTests {
  @Test(arguments: [
    Case("orders.more: added") {
      $0.others = [Column(name: "more", type: .builtin("text"), isNullable: true)]
    },
    Case("orders.a.b: added, text without a default (breaks callers)") {
      $0.others = [Column(name: "a.b", type: .builtin("text"), isNullable: false)]
    },
    Case("orders.total: numeric(12,2) became numeric(14,2), which is wider") {
      $0.total.type = .builtin("numeric", sql: "numeric(14,2)")
    },
    Case("orders.total: numeric(12,2) became numeric(9,2), which is narrower (breaks callers)") {
      $0.total.type = .builtin("numeric", sql: "numeric(9,2)")
    },
    Case("orders.total: numeric(12,2) became text (breaks callers)") {
      $0.total.type = .builtin("text")
    },
    Case("orders.note: can no longer be NULL (breaks callers)") { $0.note.isNullable = false },
    Case("orders: the index (total) added") { $0.indexes = [.orders("total")] },
    Case("orders: the key (total) added, which refuses rows (breaks callers)") {
      $0.indexes = [.orders("total", isUnique: true)]
    },
    Case("orders: the key (note) removed (breaks callers)") { $0.uniqueKeys = [] },
    Case("orders: CHECK ((total >= 0)) removed (breaks callers)") { $0.checks = [] },
    Case(
      "orders: the constraint orders_note_key is called other now (breaks callers)"
    ) { $0.uniqueKeys[0].name = "other" },
    Case(
      "orders: the constraint orders_pkey is called other now (breaks callers)"
    ) { $0.primaryKey?.name = "other" },
    Case(
      "orders: the constraint orders_total_check is called other now (breaks callers)"
    ) { $0.checks[0].name = "other" },
    Case("type state: label 'lost' added (exhaustive switches) (breaks callers)") {
      $0.labels.append("lost")
    },
    Case("type span: its bounds became date (breaks callers)") {
      $0.span.subtype = .builtin("date")
    },
    Case("type span: its comment changed") { $0.span.comment = "Hours." },
    Case("totals(timestamptz): removed (breaks callers)") { $0.routines = [] },
    Case("orders: removed (breaks callers)") { $0.hasOrders = false },
  ])
  func `a change is told with what callers feel of it`(_ change: Case) {
    var shop = ShopSchema()
    change.change(&shop)
    let difference = SchemaDifference(from: ShopSchema().schema, to: shop.schema)
    #expect(difference.changes.map(\.description) == [change.text])
  }

  @Test func `another name of an index that refuses nothing is no change`() {
    var (before, after) = (ShopSchema(), ShopSchema())
    before.indexes = [.orders("total")]
    after.indexes = before.indexes
    after.indexes[0].name = "other"
    #expect(SchemaDifference(from: before.schema, to: after.schema).changes == [])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let change: @Sendable (inout ShopSchema) -> Void

    var testDescription: String { text }

    init(_ text: String, _ change: @escaping @Sendable (inout ShopSchema) -> Void) {
      self.text = text
      self.change = change
    }
  }
}

extension Index {
  fileprivate static func orders(_ column: String, isUnique: Bool = false) -> Index {
    Index(
      name: "orders_\(column)_idx",
      method: "btree",
      isUnique: isUnique,
      terms: [Term(column: column, sql: column, isDescending: false)],
      predicate: nil
    )
  }
}
