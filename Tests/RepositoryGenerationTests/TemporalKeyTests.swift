import Catalog
import RepositoryGeneration
import Testing

struct TemporalKeyTests {
  @Test(arguments: [nil, "during"])
  func `no insert turns into an update on a key without overlaps`(period: String?) throws {
    var fixture = SchemaFixture.control()
    fixture.relations = [
      Relation(
        name: QualifiedName(schema: "public", name: "bookings"),
        kind: .table,
        columns: [
          Column(name: "room", type: .text, isNullable: false),
          Column(name: "during", type: .builtin("daterange"), isNullable: false),
        ],
        primaryKey: Key(name: "bookings_pkey", columns: ["room", "during"], period: period)
      )
    ]
    let files = try fixture.files()
    let repository = try #require(files.first { $0.path == "Booking/BookingRepository.swift" })
    #expect(repository.text.contains("func find(_ id: Booking.ID)"))
    #expect(repository.text.contains("func upsert(") == (period == nil))
    let constraints = files.map(\.text).joined()
    #expect(constraints.contains("or overlap in the last") == (period != nil))
  }
}
