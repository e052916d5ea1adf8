import Demarc
import HostileControl
import PostgresDriver
import TestSchemas
import Testing

/// Ranges that users define, and domains in composites and functions, of the case `hostile`, at work on a real server.
struct HostileVisitsTests {
  private func withContext<Result>(
    _ body: (AdminContext) async throws -> Result
  ) async throws -> Result {
    let golden = GoldenCase(name: "hostile")
    return try await MigratedDatabase.with(golden.database("control"), below: golden.folder) {
      database in
      try await body(AdminContext(database.client))
    }
  }

  private static let morning = hours(8, 12)
  private static let drafts = [
    Visit.Draft(
      id: 1,
      hours: morning,
      opening: Opening(morning),
      measured: PostgresRange(from: .exclusive(-0.5), to: .inclusive(1e300)),
      number: PostgresRange(1..<6),
      sets: [morning, hours(14, 18)],
      size: PostgresRange(from: .unbounded, to: .exclusive(-7)),
      visitor: Visitor(hours: morning, by: "a@b", position: 3),
      lists: [morning, nil, .empty],
      numbers: [PostgresRange(1..<6), nil]
    ),
    Visit.Draft(
      id: 2,
      hours: hours(12, 24),
      opening: Opening(PostgresRange(from: .unbounded, to: .unbounded)),
      measured: .empty,
      sets: [],
      visitor: Visitor(by: "@"),
      lists: [],
      numbers: []
    ),
  ]

  private static func hours(_ from: Int64, _ to: Int64) -> PostgresRange<TimeOfDay> {
    PostgresRange(
      TimeOfDay(microseconds: from * 3_600_000_000)..<TimeOfDay(microseconds: to * 3_600_000_000)
    )
  }

  @Test(arguments: [false, true])
  func `ranges that users define come back as they went, one by one and many at once`(
    atOnce: Bool
  ) async throws {
    try await withContext { context in
      let visits = VisitRepository(context)
      if atOnce {
        #expect(try await visits.insert(contentsOf: Self.drafts) == 2)
      } else {
        for draft in Self.drafts { _ = try await visits.insert(draft) }
      }
      for draft in Self.drafts {
        let row = try #require(try await visits.find(draft.id))
        #expect(row.hours == draft.hours && row.opening == draft.opening)
        #expect(row.measured == draft.measured && row.number == draft.number)
        #expect(row.sets == draft.sets && row.size == draft.size)
        #expect(row.visitor == draft.visitor)
        #expect(row.lists == draft.lists && row.numbers == draft.numbers)
      }
      #expect(try await visits.find(byNumber: PostgresRange(1..<6))?.id == 1)
      let patch = Visit.Patch(hours: Self.hours(1, 2), sets: .some(nil), numbers: [.empty])
      let changed = try await visits.update(2, patch)
      #expect(changed?.hours == Self.hours(1, 2) && changed?.sets == nil)
      #expect(changed?.numbers == [.empty])
    }
  }

  @Test func `the conditions on ranges are the server's, and come as typed errors`() async throws {
    try await withContext { context in
      let visits = VisitRepository(context)
      _ = try await visits.insert(Self.drafts[0])
      var other = Self.drafts[1]
      other.hours = Self.hours(11, 13)
      let violation = await #expect(throws: ConstraintViolation<Visit.Constraint>.self) {
        try await visits.insert(other)
      }
      #expect(violation?.constraint == .hoursExclusion)
      other.hours = Self.hours(13, 14)
      other.opening = Opening(.empty)
      await #expect(throws: PostgresError.self) { try await visits.insert(other) }
    }
  }

  @Test func `queries take ranges, and the domain that a parameter is cast to`() async throws {
    try await withContext { context in
      let visits = VisitRepository(context)
      for draft in Self.drafts { _ = try await visits.insert(draft) }
      let mail: EMail = "a@b"
      let found = try await VisitsQueries(context).visitsBy(mail: mail, hours: Self.hours(8, 9))
      #expect(found.map(\.id) == [1] && found.first?.hours == Self.morning)
      #expect(found.first?.opening == Opening(Self.morning))
    }
  }

  @Test func `functions take and give ranges and domains`() async throws {
    try await withContext { context in
      let visits = VisitRepository(context)
      for draft in Self.drafts { _ = try await visits.insert(draft) }
      let functions = Functions(context)
      #expect(try await functions.overlapping(hours: Self.hours(10, 11)).map(\.id) == [1])
      let longest = try await functions.longest(
        by: "a@b",
        sets: [Self.morning, Self.hours(14, 18)]
      )
      #expect(longest == Self.hours(8, 18))
      let mails = try await functions.mails(place: 2)
      let mail: EMail? = mails.first?.by
      #expect(mail == "a@b" && mails.first?.first == 3)
      #expect(mails.first?.opening == Opening(Self.morning))
      await #expect(throws: PostgresError.self) { try await functions.mails(place: 0) }
    }
  }
}
