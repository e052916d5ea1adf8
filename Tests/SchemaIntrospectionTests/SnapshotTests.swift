import Catalog
import Foundation
import Testing

struct SnapshotTests {
  private let schema = DatabaseSchema(
    extensions: ["pgcrypto", "citext"],
    domains: [
      DomainType(
        name: .of("email"),
        base: .builtin("text"),
        isNullable: false,
        checks: [Check(name: "email_check", definition: "CHECK ((VALUE ~ '@'::text))")]
      )
    ],
    enums: [EnumType(name: .of("mood"), labels: ["sad", "happy"], comment: "A \"mood\" / \\ é")],
    relations: [
      Relation(
        name: .of("orders"),
        kind: .table,
        columns: [
          Column(name: "id", type: .builtin("uuid"), isNullable: false, source: .identityAlways),
          Column(
            name: "at",
            type: .builtin("date"),
            isNullable: true,
            source: .defaultExpression("now()")
          ),
        ],
        primaryKey: Key(name: "orders_pkey", columns: ["id"]),
        rowSecurity: .forced
      )
    ],
    routines: [
      Routine(
        name: .of("f"),
        arguments: [],
        result: .table([]),
        volatility: .stable
      ),
      Routine(name: .of("f"), arguments: [], result: .value(.builtin("text"))),
    ]
  )

  @Test func `a snapshot comes back as it went`() throws {
    let data = try schema.snapshot()
    #expect(try DatabaseSchema(snapshot: data, path: "a.json") == schema)
    #expect(try DatabaseSchema(snapshot: data, path: "a.json").snapshot() == data)
  }

  @Test func `a snapshot is text that a person can review`() throws {
    let text = String(decoding: try schema.snapshot(), as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"composites\" : [\n") && text.hasSuffix("}\n"))
    #expect(text.contains("\"comment\" : \"A \\\"mood\\\" / \\\\ é\""))
    #expect(text.contains("\"extensions\" : [\n    \"citext\",\n    \"pgcrypto\"\n  ]"))
  }

  @Test func `a snapshot of another format is refused`() throws {
    let text = String(decoding: try schema.snapshot(), as: UTF8.self)
    let other = Data(text.replacing("\"format\" : 4", with: "\"format\" : 1").utf8)
    #expect(
      error(of: other) == """
        schema/admin.snapshot.json: it has format 1, and this version reads format 4; run 'demarc \
        generate' to write it anew
        """
    )
  }

  @Test func `a snapshot of a later shape is refused for its format, not for its shape`() {
    #expect(
      error(of: Data("{ \"format\": 7, \"relations\": {} }".utf8)) == """
        schema/admin.snapshot.json: it has format 7, and this version reads format 4; run 'demarc \
        generate' to write it anew
        """
    )
  }

  @Test(arguments: ["", "[]", "{}", "<<<<<<< HEAD"])
  func `what is no snapshot is refused`(text: String) {
    #expect(
      error(of: Data(text.utf8)) == """
        schema/admin.snapshot.json: it is no snapshot of the generator; run 'demarc generate' to write \
        it anew
        """
    )
  }

  private func error(of data: Data) -> String? {
    do throws(SnapshotError) {
      _ = try DatabaseSchema(snapshot: data, path: "schema/admin.snapshot.json")
      return nil
    } catch {
      return error.description
    }
  }
}
