import Demarc
import Foundation
import HostileControl
import HostileData
import PostgresDriver
import TestSchemas
import Testing

/// Composites, types that travel as text, views and routines of the case `hostile`, at work on a real server.
struct HostileShipmentsTests {
  private func withContext<Result>(
    _ body: (AdminContext) async throws -> Result
  ) async throws -> Result {
    let golden = GoldenCase(name: "hostile")
    return try await MigratedDatabase.with(golden.database("control"), below: golden.folder) {
      database in
      try await body(AdminContext(database.client))
    }
  }

  private static let address = AdDress(
    streetNo: #"(1, "two" \ 'three'), {}"#,
    class: .`default`,
    in: -7,
    tags: ["", #"a"b\c,{}()"#, nil],
    mail: "A@b",
    moods: [.self_, nil]
  )
  /// The domain of its mail takes no NULL.
  private static let blank = AdDress(mail: "@")
  private static let parcel = Parcel(
    weight: PostgresNumeric("1.50"),
    to: address,
    stops: [address, Self.blank, nil],
    fields: Timestamp(microsecondsSince2000: 1)
  )

  @Test func `composites come back as they went, alone, within each other and in lists`()
    async throws
  {
    try await withContext { context in
      let shipments = ShipmentRepository(context)
      let drafts = [
        Shipment.Draft(
          origin: Self.address,
          path: "a.b",
          parcel: Self.parcel,
          stops: [Self.address, nil, Self.blank]
        ),
        Shipment.Draft(origin: Self.blank, path: "c", parcel: Parcel()),
      ]
      for draft in drafts {
        let row = try await shipments.insert(draft)
        #expect(row.origin == draft.origin && row.parcel == draft.parcel)
        #expect(row.stops == draft.stops ?? [])
        #expect(try await shipments.find(row.id) == row)
      }
      // Many rows at once travel in other ways.
      let many = drafts.map { draft in
        var draft = draft
        draft.path += ".many"
        draft.stops = draft.stops ?? []
        return draft
      }
      #expect(try await shipments.insert(contentsOf: many) == 2)
      let found = try await shipments.find(limit: 10)
      #expect(found.suffix(2).map(\.parcel) == drafts.map(\.parcel))
      #expect(found.suffix(2).map(\.stops) == [drafts[0].stops, []])
    }
  }

  @Test func `types without a Swift type travel as text, to the server and back`() async throws {
    try await withContext { context in
      let shipments = ShipmentRepository(context)
      let row = try await shipments.insert(
        Shipment.Draft(
          origin: Self.blank,
          path: "Top.Science",
          place: "(1.5,-2)",
          tags: #""a"=>"1", b=>NULL"#,
          words: "fat cat",
          places: ["(1,2)", nil]
        )
      )
      #expect(row.place == "(1.5,-2)" && row.places == ["(1,2)", nil])
      #expect(row.tags == #""a"=>"1", "b"=>NULL"# && row.words == "'cat' 'fat'")
      #expect(try await shipments.find(byPath: "Top.Science") == row)
      let patch = Shipment.Patch(path: "Top", place: "(0,0)", tags: .some(nil))
      let changed = try #require(try await shipments.update(row.id, patch))
      #expect(changed.path == "Top" && changed.place == "(0,0)" && changed.tags == nil)
      await #expect(throws: PostgresError.self) {
        try await shipments.update(row.id, Shipment.Patch(place: "nowhere"))
      }
    }
  }

  @Test func `views and materialized views are read`() async throws {
    try await withContext { context in
      let shipments = ShipmentRepository(context)
      _ = try await shipments.insert(Shipment.Draft(origin: Self.address, path: "a"))
      _ = try await shipments.insert(
        Shipment.Draft(origin: Self.blank, path: "b", parcel: Self.parcel)
      )
      let open = OpenShipmentRepository(context)
      #expect(try await open.find(where: [.kind(.`default`)], limit: 9).map(\.path) == ["a"])
      #expect(try await open.count(where: [.kind(nil)]) == 0)
      #expect(try await open.find(limit: 9).map(\.from) == [Self.address])
      // It holds what was there when it was made.
      #expect(try await KindRepository(context).count() == 0)
      #expect(try await KindRepository(context).find(byKind: .`default`) == nil)
    }
  }

  @Test func `a view's columns are as sure and as secret as what they show`() async throws {
    try await withContext { context in
      let owner = try await SelfRowRepository(context).insert(.init(default: 3))
      _ = try await TwoFactorCodeRepository(context).insert(
        .init(self_: owner.id, code: Secret("hidden"), session: "s", tenant: "t")
      )
      let rows = try await CodesAndOwnerRepository(context).find(limit: 9)
      let row = try #require(rows.first)
      // What is never NULL is no optional, and what an outer join may miss is one.
      let (id, second, known, parent): (SelfRow.ID, String, Bool, Int32?) =
        (row.owner, row.second, row.known, row.parent)
      #expect(id == owner.id && second.isEmpty && known && parent == nil)
      #expect(row.shownAs.reveal() == "hidden" && !"\(row)".contains("hidden"))
    }
  }

  @Test func `what inherits is read through its parent too`() async throws {
    try await withContext { context in
      let special = try await SpecialShipmentRepository(context).insert(
        SpecialShipment.Draft(id: 7, origin: Self.blank, path: "a", reason: "gift")
      )
      #expect(try await ShipmentRepository(context).find(.init(7))?.path == special.path)
    }
  }

  @Test func `functions take arguments without names or number, and procedures are called`()
    async throws
  {
    try await withContext { context in
      let functions = Functions(context)
      #expect(try await functions.placeOf("abc", "(5,6)") == "(9,5)")
      #expect(try await functions.placeOf("abc", "(5,6)", n: 1) == "(3,5)")
      #expect(try await functions.pick(elements: [1, nil, 3]) == 3)
      let rows = try await functions.parcels(p: Self.parcel, stops: [Self.address])
      #expect(rows.map(\.parcel?.stops) == [[Self.address]] && rows.map(\.place) == ["(1,2)"])
      try await functions.ship(origin: Self.address)
      try await functions.ship(origin: Self.address, path: "x.y")
      let paths = try await ShipmentRepository(context).find(limit: 9).map(\.path)
      #expect(paths == ["a.b", "x.y"])
    }
  }

  @Test func `what a change breaks is named`() async throws {
    try await withContext { context in
      let shipments = ShipmentRepository(context)
      let draft = Shipment.Draft(origin: Self.blank, path: "a")
      _ = try await shipments.insert(draft)
      for insert in [
        { _ = try await shipments.insert(draft) },
        { _ = try await shipments.insert(contentsOf: [draft]) },
      ] {
        let violation = await #expect(throws: ConstraintViolation<Shipment.Constraint>.self) {
          try await insert()
        }
        #expect(violation?.constraint == .pathKey)
        #expect(violation?.error.sqlState == .uniqueViolation)
      }
    }
  }
}
