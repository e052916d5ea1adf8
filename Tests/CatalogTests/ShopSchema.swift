import Catalog

/// A small schema that tests change in one place.
struct ShopSchema {
  var id = Column(name: "id", type: .builtin("uuid"), isNullable: false)
  var total = Column(
    name: "total",
    type: .builtin("numeric", sql: "numeric(12,2)"),
    isNullable: false
  )
  var note = Column(name: "note", type: .builtin("text"), isNullable: true)
  var createdAt = Column(
    name: "created_at",
    type: .builtin("timestamptz"),
    isNullable: false,
    source: .defaultExpression("now()")
  )
  var state = Column(name: "state", type: .named("state"), isNullable: false)
  var opening = Column(name: "opening", type: .named("spans"), isNullable: true)
  var address = Column(name: "address", type: .named("place"), isNullable: true)
  var others: [Column] = []
  var primaryKey: Key? = Key(name: "orders_pkey", columns: ["id"])
  var uniqueKeys: [Key] = [Key(name: "orders_note_key", columns: ["note"])]
  var foreignKeys: [ForeignKey] = []
  var indexes: [Index] = []
  var checks: [Check] = [Check(name: "orders_total_check", definition: "CHECK ((total >= 0))")]
  var rowSecurity = RowSecurity.forced
  var labels = ["open", "paid"]
  var routines = [
    Routine(
      name: QualifiedName(schema: "public", name: "totals"),
      arguments: [Routine.Argument(name: "since", type: .builtin("timestamptz"))],
      result: .table([Routine.Argument(name: "total", type: .builtin("numeric"))])
    )
  ]
  var relations: [Relation] = []
  var hasOrders = true
  var grants = [Grant(role: "app", privileges: ["select", "insert"])]
  var place = CompositeType(
    name: QualifiedName(schema: "public", name: "place"),
    fields: [CompositeType.Field(name: "street", type: .builtin("text"))]
  )

  var span = RangeType(
    name: QualifiedName(schema: "public", name: "span"),
    subtype: .builtin("time"),
    multirange: QualifiedName(schema: "public", name: "spans")
  )

  var schema: DatabaseSchema {
    let orders = Relation(
      name: .orders,
      kind: .table,
      columns: [id, total, note, createdAt, state, address, opening] + others,
      primaryKey: primaryKey,
      uniqueKeys: uniqueKeys,
      foreignKeys: foreignKeys,
      checks: checks,
      indexes: indexes,
      rowSecurity: rowSecurity,
      grants: grants
    )
    return DatabaseSchema(
      extensions: [],
      composites: [place],
      enums: [
        EnumType(
          name: QualifiedName(schema: "public", name: "state"),
          labels: labels,
          comment: nil
        )
      ],
      ranges: [span],
      relations: (hasOrders ? [orders] : []) + relations,
      routines: routines
    )
  }
}

extension QualifiedName {
  static let orders = QualifiedName(schema: "public", name: "orders")
}

extension TypeReference {
  /// A type of Postgres.
  static func builtin(_ name: String, sql: String? = nil) -> TypeReference {
    TypeReference(
      name: QualifiedName(schema: "pg_catalog", name: name),
      isArray: false,
      sql: sql ?? name
    )
  }

  /// A type of the schema.
  static func named(_ name: String) -> TypeReference {
    TypeReference(name: QualifiedName(schema: "public", name: name), isArray: false, sql: name)
  }
}
