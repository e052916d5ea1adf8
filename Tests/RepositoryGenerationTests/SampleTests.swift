import Catalog
import ConfigurationFile
import RepositoryGeneration
import Testing

/// What samples give columns, and what they leave to the caller.
struct SampleTests {
  @Test(
    arguments: [
      ("text", "CHECK ((value = ANY (ARRAY['paid'::text, 'open'::text])))", #"String = "paid""#),
      ("text", "CHECK ((value ~ '^[A-Z]{2}[0-9]+$'::text))", #"String = "AA0""#),
      ("text", "CHECK ((value ~~ '%@%'::text))", #"String = "ana@example.com""#),
      (
        "text", "CHECK (((value <> ''::text) AND (value = lower(value)))) NOT VALID",
        #"String = "value""#
      ),
      ("text", "CHECK ((upper(value) = value))", #"String = "A""#),
      ("int4", "CHECK (((value > 10) AND (value < 20)))", "Int32 = 11"),
      ("int4", "CHECK ((value <= '-5'::integer))", "Int32 = -5"),
      ("numeric", "CHECK (((value >= (0)::numeric) AND (value <= 0.5)))", "PostgresNumeric = 0"),
      ("bool", "CHECK (value)", "Bool = true"),
      ("jsonb", "CHECK ((jsonb_typeof(value) = 'array'::text))", #"JSON = JSON(text: "[]")"#),
      (
        "date", "CHECK ((EXTRACT(day FROM value) = (1)::numeric))", "CalendarDate = SampleValue.day"
      ),
    ]
  )
  func `a value passes the column's check`(
    type: String,
    check: String,
    parameter: String
  ) throws {
    #expect(try parameters(ofA: type, check).contains("value: \(parameter)"))
  }

  @Test(
    arguments: [
      ("text", "CHECK (some_function(value))", "String"),
      ("text", "CHECK ((value ~ '^(?=secret)'::text))", "String"),
      ("text", "CHECK ((value ~ '^\\mword'::text))", "String"),
      ("int4", "CHECK (((value % 7) = 3))", "Int32"),
      ("int4", "CHECK (((value > 5) AND (value < 4)))", "Int32"),
      ("timestamptz", "CHECK ((value > now()))", "Timestamp"),
      ("int4", "CHECK ((this is no SQL))", "Int32"),
    ]
  )
  func `what cannot be shown to pass has no default`(
    type: String,
    check: String,
    parameter: String
  ) throws {
    let parameters = try parameters(ofA: type, check)
    #expect(
      parameters.contains("value: \(parameter),") || parameters.hasSuffix("value: \(parameter)")
    )
  }

  @Test func `a check of several columns is met by all of them`() throws {
    let kind = Column.text("kind")
    let currency = Column(name: "currency", type: .text, isNullable: true)
    let relation = table(
      [.uuid("id"), kind, currency],
      checks: [
        "CHECK ((kind = 'fixed'::text))",
        "CHECK (((kind <> 'fixed'::text) OR (currency IS NOT NULL)))",
      ]
    )
    let parameters = try parameters(of: relation)
    #expect(parameters.contains(#"kind: String = "fixed""#))
    #expect(parameters.contains(#"currency: String? = "EUR""#))
  }

  @Test func `keys differ from call to call, and references are the caller's`() throws {
    var relation = table(
      [.uuid("id"), .uuid("parent_id"), .text("slug"), .text("note")],
      checks: []
    )
    relation.uniqueKeys = [Key(name: "k", columns: ["parent_id", "slug"])]
    relation.foreignKeys = [
      ForeignKey(
        name: "f",
        columns: ["parent_id"],
        target: relation.name,
        targetColumns: ["id"]
      )
    ]
    let parameters = try parameters(of: relation)
    #expect(parameters.hasPrefix("parentID: Thing.ID, "))
    #expect(parameters.contains("id: Thing.ID = Thing.ID(SampleValue.uuid())"))
    #expect(parameters.contains(#"slug: String = SampleValue.text("slug")"#))
    #expect(parameters.contains(#"note: String = "note""#))
  }

  @Test func `a key that no counter fits is the caller's`() throws {
    let flag = Column(name: "flag", type: .builtin("bool"), isNullable: false)
    var relation = table([.uuid("id"), flag], checks: [])
    relation.uniqueKeys = [Key(name: "k", columns: ["flag"])]
    #expect(try parameters(of: relation).hasPrefix("flag: Bool, "))
    relation = table([.uuid("id"), .text("code")], checks: [])
    relation.columns[0].type = TypeReference(
      name: TypeReference.builtin("varchar").name,
      isArray: false,
      sql: "character varying(3)"
    )
    relation.uniqueKeys = [Key(name: "k", columns: ["code"])]
    #expect(try parameters(of: relation).hasPrefix("code: String, "))
  }

  // MARK: Parts

  private func parameters(ofA type: String, _ check: String) throws -> String {
    let value = Column(name: "value", type: .builtin(type), isNullable: false)
    return try parameters(of: table([.uuid("id"), value], checks: [check]))
  }

  /// The parameters of the sample, on one line.
  private func parameters(of relation: Relation) throws -> String {
    var fixture = SchemaFixture.control()
    fixture.relations = [relation]
    let text = try #require(try fixture.samples()["Thing+Sample.swift"])
    let start = try #require(text.firstRange(of: "sample("))
    let end = try #require(text.firstRange(of: ") -> "))
    return text[start.upperBound..<end.lowerBound].split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  private func table(_ columns: [Column], checks: [String]) -> Relation {
    var relation = SchemaFixture.table("things", columns, key: ["id"])
    relation.checks = checks.enumerated().map { Check(name: "c\($0)", definition: $1) }
    return relation
  }
}
