import Catalog
import ConfigurationFile
import RepositoryGeneration
import Testing

/// Every kind of problem, in the words that a user reads.
struct GenerationProblemTests {
  // MARK: Types and kinds of objects

  @Test func `a type without a mapping names the column and the line to paste`() {
    var fixture = SchemaFixture.control()
    let colour = TypeReference(
      name: QualifiedName(schema: "public", name: "colour"),
      isArray: false,
      sql: "colour(3)"
    )
    fixture.relations = [
      SchemaFixture.table(
        "items",
        [.uuid("id"), Column(name: "embedding", type: colour, isNullable: true)],
        key: ["id"]
      )
    ]
    #expect(
      fixture.problems() == [
        """
        items.embedding: the type colour(3) has no mapping to a Swift type. Map it under 'types:' in \
        demarc.yml, as "public.colour": String to carry its text, or to a type of your own.
        """
      ]
    )
    fixture.configuration.types = ["public.colour": "Colour"]
    #expect(fixture.problems() == [])
  }

  @Test func `types that something else serves better than are named with it`() {
    var fixture = SchemaFixture.control()
    let place = QualifiedName(schema: "public", name: "place")
    fixture.domains = [DomainType(name: place, base: .builtin("point"))]
    let places = TypeReference(name: place, isArray: true, sql: "place[]")
    fixture.relations = [
      SchemaFixture.table(
        "items",
        [
          Column(name: "opens", type: .builtin("timetz"), isNullable: true),
          Column(name: "price", type: .builtin("money"), isNullable: true),
          Column(name: "stays", type: places, isNullable: true),
        ]
      )
    ]
    #expect(
      fixture.problems() == [
        """
        items.opens: the type timetz has no mapping to a Swift type. Use timestamptz for a moment, or \
        time for a time of day: an offset without a date belongs to no place.
        """,
        """
        items.price: the type money has no mapping to a Swift type. Use numeric: what a value of money \
        says depends on the server's lc_monetary.
        """,
        """
        items.stays: the type place[] has no mapping to a Swift type. Make it an array of what stands \
        below the domain place.
        """,
      ]
    )
  }

  @Test(arguments: [Relation.Kind.view, .materializedView, .foreignTable])
  func `what is no table of the control plane can be read`(kind: Relation.Kind) throws {
    var fixture = SchemaFixture.control()
    var relation = SchemaFixture.table("totals", [.uuid("id")])
    relation.kind = kind
    fixture.relations = [relation]
    let files = try fixture.files()
    #expect(!files.contains { $0.path.hasSuffix("+Changes.swift") })
    let repository = try #require(files.first { $0.path == "Total/TotalRepository.swift" })
    #expect(repository.text.contains("/// Reads the rows of `totals`."))
    #expect(!repository.text.contains("insert"))
  }

  @Test func `a procedure that gives something back is named`() {
    var fixture = SchemaFixture.control()
    let days = Routine.Argument(name: "days", type: .builtin("int4"))
    fixture.routines = [
      routine("tidy", [days], kind: .procedure),
      routine("count", [days], kind: .procedure, result: .record([days])),
      routine("sum_up", [days], kind: .aggregate),
      routine("rank_up", [days], kind: .window),
    ]
    #expect(
      fixture.problems() == [
        """
        function count(int4): a procedure with output arguments has no method. Make it a function. Or \
        leave it out: exclude: ["count(int4)"] under databases.admin in demarc.yml.
        """
      ]
    )
  }

  @Test func `what demarc.yml excludes is left out, with what it alone asked for`() throws {
    var fixture = SchemaFixture.control()
    fixture.relations = [
      SchemaFixture.table("items", [.uuid("id")], key: ["id"]),
      SchemaFixture.table(
        "odd",
        [Column(name: "price", type: .builtin("money"), isNullable: true)]
      ),
    ]
    fixture.routines = [
      routine("same", [Routine.Argument(name: "a", type: .text)]),
      routine("same", [Routine.Argument(name: "a", type: .builtin("varchar"))]),
    ]
    #expect(fixture.problems().count == 2)
    fixture.database.exclude = ["odd", "same(text)"]
    let files = try fixture.files()
    #expect(!files.contains { $0.path.hasPrefix("Odd") })
    #expect(files.contains { $0.path == "Item/ItemRepository.swift" })
  }

  @Test func `a range whose bounds Swift would compare in another way is named`() {
    var fixture = SchemaFixture.control()
    let name = QualifiedName(schema: "public", name: "words")
    let sets = QualifiedName(schema: "public", name: "wordsets")
    fixture.ranges = [RangeType(name: name, subtype: .text, multirange: sets)]
    let type = TypeReference(name: sets, isArray: false, sql: "wordsets")
    fixture.relations = [
      Relation(
        name: QualifiedName(schema: "public", name: "books"),
        kind: .table,
        columns: [Column(name: "entries", type: type, isNullable: true)]
      )
    ]
    #expect(
      fixture.problems() == [
        """
        books.entries: the type wordsets has no mapping to a Swift type. Map it under 'types:' in demarc.yml, \
        as "public.wordsets": String to carry its text, or to a type of your own.
        """
      ]
    )
    fixture.configuration.types = ["public.wordsets": "String"]
    #expect(fixture.problems().isEmpty)
  }

  @Test func `a field that a composite cannot hold is named`() {
    var fixture = SchemaFixture.control()
    fixture.composites = [
      CompositeType(
        name: QualifiedName(schema: "public", name: "spot"),
        fields: [
          CompositeType.Field(name: "place", type: .builtin("point")),
          CompositeType.Field(name: "a_b", type: .text),
          CompositeType.Field(name: "a b", type: .text),
        ]
      )
    ]
    #expect(
      fixture.problems() == [
        """
        spot.a b: it meets the field a_b in the Swift name aB. Name one of them under 'names: columns:' \
        in demarc.yml, as "spot.a b".
        """,
        """
        spot.place: the type point has no mapping to a Swift type that a composite can hold. Map \
        pg_catalog.point under 'types:' in demarc.yml to a type of your own, or change it.
        """,
      ]
    )
  }

  @Test func `functions say what keeps them from being called`() {
    var fixture = SchemaFixture.data()
    fixture.routines = [
      routine("nameless", [Routine.Argument(name: "", type: .text, isVariadic: true)]),
      routine("definer", [], isSecurityDefiner: true),
      routine(
        "meeting",
        [Routine.Argument(name: "a_b", type: .text), Routine.Argument(name: "p_a_b", type: .text)]
      ),
      routine("unmapped", [Routine.Argument(name: "where_to", type: .builtin("anyelement"))]),
      routine("rows", [], result: .table([Routine.Argument(name: "", type: .text)])),
      routine("overloaded", [Routine.Argument(name: "a", type: .text)]),
      routine("overloaded", [Routine.Argument(name: "a", type: .builtin("varchar"))]),
      routine("✈️", []),
    ]
    #expect(
      fixture.problems() == [
        """
        function definer(): it runs with its owner's privileges, past the row security of the \
        tenant's tables. Declare it 'security invoker'. \(leftOut("definer()"))
        """,
        """
        function meeting(text, text): two of its arguments meet in one Swift name. Rename one of them. \
        \(leftOut("meeting(text, text)"))
        """,
        """
        function nameless(text): its variadic argument stands behind no name. Name the argument. \
        \(leftOut("nameless(text)"))
        """,
        """
        function overloaded(varchar): it meets function overloaded(text) in the Swift method \
        overloaded(a: String). Rename one of them, or leave one out with 'exclude:'.
        """,
        """
        function rows(): a column of its result has no name. Name every column. \(leftOut("rows()"))
        """,
        """
        function unmapped(anyelement), where_to: the type anyelement has no mapping to a Swift type. Map \
        it under 'types:' in demarc.yml, as "pg_catalog.anyelement": String to carry its text, or to a \
        type of your own. \(leftOut("unmapped(anyelement)"))
        """,
        """
        function ✈️(): its name holds no letter or digit that a Swift name could be made of. Rename it. \
        \(leftOut("✈️()"))
        """,
      ]
    )
  }

  // MARK: Names

  @Test func `objects that meet in one Swift name ask for another`() {
    var fixture = SchemaFixture.control()
    fixture.enums = [
      EnumType(
        name: QualifiedName(schema: "public", name: "mood"),
        labels: ["so so", "so-so", "🙂", "all cases"],
        comment: nil
      )
    ]
    fixture.relations = [
      SchemaFixture.table("order", [.uuid("id"), .text("user id"), .text("user_id"), .text("🐘")]),
      SchemaFixture.table("orders", [.uuid("id")]),
      SchemaFixture.table("order_repositories", [.uuid("id")]),
      SchemaFixture.table("🐘", [.uuid("id")]),
    ]
    #expect(
      fixture.problems() == [
        """
        label 'all cases' of type mood: every Swift enum has a member allCases. Name it under \
        'names: columns:' in demarc.yml, as "mood.all cases".
        """,
        """
        label 'so-so' of type mood: it meets the label 'so so' in the Swift name soSo. Name one of \
        them under 'names: columns:' in demarc.yml, as "mood.so-so".
        """,
        """
        label '🙂' of type mood: its name holds no letter or digit that a Swift name could be made \
        of. Name it under 'names: columns:' in demarc.yml, as "mood.🙂".
        """,
        """
        order.user_id: it meets the column user id in the Swift name userID. Name one of them under \
        'names: columns:' in demarc.yml, as "order.user_id".
        """,
        """
        order.🐘: its name holds no letter or digit that a Swift name could be made of. Name it under \
        'names: columns:' in demarc.yml, as "order.🐘".
        """,
        """
        relation order_repositories: it meets the repository of order in the Swift name \
        OrderRepository. Give one of them another name under 'names: tables:' in demarc.yml.
        """,
        """
        relation orders: it meets relation order in the Swift name Order. Give one of them another \
        name under 'names: tables:' in demarc.yml.
        """,
        """
        relation 🐘: its name holds no letter or digit that a Swift name could be made of. Name it \
        under 'names: tables:' in demarc.yml.
        """,
      ]
    )
    fixture.configuration.names.tables = [
      "orders": "Purchase", "🐘": "Elephant", "order_repositories": "Place",
    ]
    fixture.configuration.names.columns = [
      "order.user_id": "buyer", "order.🐘": "elephant", "mood.so-so": "middling",
      "mood.🙂": "happy", "mood.all cases": "any",
    ]
    #expect(fixture.problems() == [])
  }

  @Test(arguments: ["", "a b", "1st", "_", "self", "a`b", "a\u{202E}b", "x; import Evil"])
  func `an override that is no Swift name is refused`(override: String) {
    var fixture = SchemaFixture.control()
    fixture.relations = [SchemaFixture.table("orders", [.uuid("id")])]
    fixture.configuration.names.tables = ["orders": override]
    fixture.configuration.names.columns = ["orders.id": override]
    let next = "Write one word of letters and digits that means nothing else in generated code."
    #expect(
      fixture.problems() == [
        """
        relation orders: 'names: tables:' calls it '\(override)', which is no Swift name of its own. \
        \(next)
        """
      ]
    )
    fixture.configuration.names.tables = [:]
    #expect(
      fixture.problems() == [
        """
        orders.id: 'names: columns:' calls it '\(override)', which is no Swift name of its own. \(next)
        """
      ]
    )
  }

  @Test(arguments: ["Page", "UUID", "AdminData", "ID"])
  func `a type that generated code means otherwise gets another name, or is refused`(name: String)
    throws
  {
    var fixture = SchemaFixture.control()
    fixture.relations = [SchemaFixture.table(name, [.uuid("id")], key: ["id"])]
    #expect(try fixture.files().map(\.path).contains("\(name)Row/\(name)Row.swift"))
    fixture.configuration.names.tables = [name: name]
    #expect(fixture.problems().count == 1)
  }

  @Test func `a type that Foundation has gets another name, unless one is asked for`() throws {
    var fixture = SchemaFixture.control()
    fixture.relations = [SchemaFixture.table("notifications", [.uuid("id")], key: ["id"])]
    #expect(try fixture.files().map(\.path).contains("NotificationRow/NotificationRow.swift"))
    fixture.configuration.names.tables = ["notifications": "Notification"]
    #expect(try fixture.files().map(\.path).contains("Notification/Notification.swift"))
  }

  @Test func `keys that meet in one Swift name ask for another`() {
    var fixture = SchemaFixture.control()
    fixture.relations = [
      SchemaFixture.table(
        "items",
        [.uuid("id"), .text("a"), .text("b"), .text("a_and_b")],
        key: ["id"],
        uniqueKeys: [
          Key(name: "one", columns: ["a", "b"]), Key(name: "two", columns: ["a_and_b"]),
        ]
      )
    ]
    #expect(
      fixture.problems() == [
        """
        relation items: two of its keys meet in one Swift name. Name one of their columns under \
        'names: columns:' in demarc.yml.
        """
      ]
    )
  }

  @Test func `a secret key is refused`() {
    var fixture = SchemaFixture.control()
    fixture.relations = [SchemaFixture.table("items", [.uuid("id")], key: ["id"])]
    fixture.configuration.secrets = ["items.id"]
    #expect(
      fixture.problems() == [
        """
        items.id: 'secrets:' names it, and it is part of the primary key. Take it out of 'secrets:' \
        in demarc.yml: a key names rows and is shown.
        """
      ]
    )
  }

  @Test func `a relation keeps its name where a domain meets it`() {
    var fixture = SchemaFixture.control()
    let email = DomainType(name: QualifiedName(schema: "public", name: "email"), base: .text)
    fixture.domains = [email]
    let type = TypeReference(name: email.name, isArray: false, sql: "email")
    fixture.relations = [
      SchemaFixture.table(
        "emails",
        [.uuid("id"), Column(name: "address", type: type, isNullable: false)],
        key: ["id"]
      )
    ]
    #expect(
      fixture.problems() == [
        """
        domain email: it meets relation emails in the Swift name Email. Give one of them another name under \
        'names: tables:' in demarc.yml.
        """
      ]
    )
    fixture.configuration.names.tables = ["email": "EmailAddress"]
    #expect(fixture.problems() == [])
  }

  @Test func `a column that cannot count versions, or mark what is deleted, is refused`() {
    func problem(
      _ column: Column,
      uniqueKeys: [Key] = [],
      indexes: [Index] = [],
      key: [String]? = ["id"]
    ) -> [String] {
      var fixture = SchemaFixture.control()
      fixture.relations = [
        SchemaFixture.table(
          "items",
          [.uuid("id"), column],
          key: key,
          uniqueKeys: uniqueKeys,
          indexes: indexes
        )
      ]
      fixture.configuration.versions = ["items.version"]
      fixture.configuration.softDelete = ["public.items": "gone"]
      return fixture.problems()
    }
    let one = Column.Source.defaultExpression("1")
    let version = Column(
      name: "version",
      type: .builtin("int4"),
      isNullable: false,
      source: one
    )
    let gone = Column(name: "gone", type: .builtin("timestamptz"), isNullable: true)
    #expect(problem(version) == [] && problem(gone) == [])
    var other = version
    other.isNullable = true
    #expect(
      problem(other) == [
        """
        items.version: 'versions:' names it, and it must be a smallint, integer or bigint that is not NULL and \
        has a default, such as 1. Correct the column in a migration, or take it out of 'versions:' in demarc.yml.
        """
      ]
    )
    other = version
    other.source = nil
    #expect(problem(other).count == 1)
    #expect(
      problem(version, uniqueKeys: [Key(name: "k", columns: ["version"])]) == [
        """
        items.version: 'versions:' names it, and the column is part of a key. Correct the column in a migration, \
        or take it out of 'versions:' in demarc.yml.
        """
      ]
    )
    #expect(
      problem(version, key: nil) == [
        """
        items.version: 'versions:' names it, and it has no primary key. Correct the column in a migration, or \
        take it out of 'versions:' in demarc.yml.
        """
      ]
    )
    #expect(
      problem(gone, indexes: [index(on: "gone", isUnique: true)]) == [
        """
        items.gone: 'soft_delete:' names it, and the column is part of a key. Correct the column in a migration, or \
        take it out of 'soft_delete:' in demarc.yml.
        """
      ]
    )
    other = gone
    other.source = .defaultExpression("now()")
    #expect(
      problem(other) == [
        """
        items.gone: 'soft_delete:' names it, and it must be a timestamptz or timestamp that may be NULL and has \
        no default. Correct the column in a migration, or take it out of 'soft_delete:' in demarc.yml.
        """
      ]
    )
    other = gone
    other.type = .builtin("bool")
    #expect(problem(other).count == 1)
  }

  @Test func `what an index serves is offered by its operator class and its collation`() throws {
    func queries(_ operatorClass: String?, _ collation: String?) throws -> String {
      var fixture = SchemaFixture.control()
      fixture.relations = [
        SchemaFixture.table(
          "items",
          [.uuid("id"), .text("title")],
          key: ["id"],
          indexes: [index(on: "title", operatorClass, collation)]
        )
      ]
      let files = try fixture.files()
      return try #require(files.first { $0.path == "Item/Item+Queries.swift" }).text
    }
    let (equal, prefix, order) = (
      "func title(_ value", "func title(hasPrefix", "func title(_ direction"
    )
    func offered(_ operatorClass: String?, _ collation: String?) throws -> [Bool] {
      let text = try queries(operatorClass, collation)
      return [equal, prefix, order].map(text.contains)
    }
    #expect(try offered(nil, nil) == [true, false, true])
    #expect(try offered("text_pattern_ops", nil) == [true, true, false])
    #expect(try offered(nil, "C") == [false, true, false])
    #expect(try offered(nil, "de-x-icu") == [false, false, false])
  }

  @Test func `a method that marks a row breaks with what an update breaks with`() throws {
    var fixture = SchemaFixture.control()
    let gone = Column(name: "gone", type: .builtin("timestamptz"), isNullable: true)
    fixture.relations = [
      SchemaFixture.table("items", [.uuid("id"), .text("a"), gone], key: ["id"])
    ]
    fixture.configuration.softDelete = ["items": "gone"]
    let callers = GeneratedCallers(
      of: fixture.schema,
      database: fixture.database,
      configuration: fixture.configuration
    )
    var found = fixture
    found.relations[0].checks = [Check(name: "a_check", definition: "CHECK ((a <> ''::text))")]
    let breaks = SchemaCompatibility(of: fixture.schema, with: found.schema).breaks
    let names = Set(breaks.flatMap { callers.methods(of: $0) }.map(\.name))
    #expect(names.isSuperset(of: ["update(_:_:)", "delete(_:)", "restore(_:)"]), "\(names)")
    #expect(names.isDisjoint(with: ["purge(_:)", "findIncludingDeleted(_:)"]), "\(names)")
  }

  private func index(
    on column: String,
    _ operatorClass: String? = nil,
    _ collation: String? = nil,
    isUnique: Bool = false
  ) -> Index {
    Index(
      name: "items_\(column)_idx",
      method: "btree",
      isUnique: isUnique,
      terms: [
        Index.Term(
          column: column,
          sql: column,
          isDescending: false,
          operatorClass: operatorClass,
          collation: collation
        )
      ],
      predicate: nil
    )
  }

  private func routine(
    _ name: String,
    _ arguments: [Routine.Argument],
    kind: Routine.Kind = .function,
    result: Routine.Result = .void,
    isSecurityDefiner: Bool = false
  ) -> Routine {
    Routine(
      name: QualifiedName(schema: "public", name: name),
      kind: kind,
      arguments: arguments,
      result: result,
      isSecurityDefiner: isSecurityDefiner
    )
  }
}

/// The end of every problem of a function.
private func leftOut(_ name: String, of database: String = "backend") -> String {
  "Or leave it out: exclude: [\"\(name)\"] under databases.\(database) in demarc.yml."
}
