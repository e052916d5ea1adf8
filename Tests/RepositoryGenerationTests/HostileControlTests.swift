import Demarc
import Foundation
import HostileControl
import HostileControlTesting
import PostgresDriver
import TestSchemas
import Testing

/// The recorded code of the case `hostile`, at work on a real server.
struct HostileControlTests {
  private func withContext<Result>(
    _ body: (AdminContext) async throws -> Result
  ) async throws -> Result {
    let golden = GoldenCase(name: "hostile")
    return try await MigratedDatabase.with(golden.database("control"), below: golden.folder) {
      database in
      try await body(AdminContext(database.client))
    }
  }

  @Test func `the sample of a table of every type is taken`() async throws {
    try await withContext { context in
      let full = try fullDraft()
      let repository = EveryTypeRepository(context)
      // These alone have no default.
      let draft = EveryType.Draft.sample(
        daterangeValue: full.daterangeValue,
        shorterValue: full.shorterValue,
        singleValue: full.singleValue,
        tsrangeValue: full.tsrangeValue
      )
      let row = try await repository.insert(draft)
      try requireEqual(row, draft)
    }
  }

  @Test func `values of every type come back as they went`() async throws {
    try await withContext { context in
      let repository = EveryTypeRepository(context)
      let drafts = [try fullDraft(), try emptyDraft()]
      for draft in drafts {
        let row = try await repository.insert(draft)
        try requireEqual(row, draft)
        let found = try await repository.find(row.id)
        #expect(found == row)
      }
    }
  }

  @Test func `many rows are what single inserts make of the same drafts, on each way to the table`()
    async throws
  {
    try await withContext { context in
      let repository = EveryTypeRepository(context)
      let session = RepositorySession(context)
      let insertion = StatementBuilder("insert into public.every_types")
      var full = try fullDraft()
      // A list of its own, for the column is unique.
      func drafts(_ number: Int32) throws -> [EveryType.Draft] {
        full.enumList = Array(repeating: .upper, count: Int(number) + 1)
        full.id = .init(2 * number)
        var empty = try emptyDraft()
        empty.id = .init(2 * number + 1)
        empty.textList = []
        return [full, empty]
      }
      let (first, second) = (try drafts(1), try drafts(2))
      #expect(try await repository.insert(contentsOf: first) == 2)
      #expect(try await session.insert(second, with: insertion) == 2)
      // COPY takes no arrays whose elements have types that users define.
      let plain = [try drafts(3)[1]]
      #expect(try await session.copy(plain, into: "public.every_types") == 1)
      for draft in first + second + plain {
        let id = try #require(draft.id)
        try requireEqual(try #require(try await repository.find(id)), draft)
      }
    }
  }

  @Test func `rows of nothing but defaults are added as well`() async throws {
    try await withContext { context in
      let repository = DefaultRepository(context)
      let copied = try await repository.insert(contentsOf: Array(repeating: .init(), count: 7))
      #expect(copied == 7)
      #expect(try await repository.count() == 7)
      let insertion = StatementBuilder(#"insert into public."default""#)
      let drafts = Array(repeating: Default.Draft(), count: 1500)
      #expect(try await RepositorySession(context).insert(drafts, with: insertion) == 1500)
      #expect(try await repository.count() == 1507)
    }
  }

  @Test func `text with a NUL is refused before it can end a transaction`() async throws {
    try await withContext { context in
      try await context.transaction { context in
        let repository = TypeRowRepository(context)
        let error = await #expect(throws: PostgresError.self) {
          try await repository.insert(TypeRow.Draft(kind: TypeRow.ID(.upper), note: "\0"))
        }
        #expect(error?.code == .invalidParameter)
        _ = try await repository.insert(TypeRow.Draft(kind: TypeRow.ID(.upper), note: "fine"))
      }
    }
  }

  @Test func `an update changes what the patch gives, and clears what it says`() async throws {
    try await withContext { context in
      let repository = EveryTypeRepository(context)
      let row = try await repository.insert(try fullDraft())
      let changed = try await repository.update(
        row.id,
        EveryType.Patch(
          enumValue: Class.none,
          optionalEnum: .some(nil),
          citextValue: "Other",
          enumList: [.upper, nil]
        )
      )
      #expect(changed?.enumValue == Class.none)
      #expect(changed?.citextValue == "Other")
      #expect(changed?.enumList == [.upper, nil])
      #expect(changed?.optionalEnum == nil)
      #expect(changed?.numericValue == row.numericValue)
      let untouched = try await repository.update(row.id, EveryType.Patch())
      #expect(untouched == changed)
      #expect(try await repository.find(byEnumList: [.upper, nil])?.id == row.id)
      #expect(try await repository.find(byEnumList: [.upper]) == nil)
    }
  }

  @Test func `filters, orders and pages reach every row once`() async throws {
    try await withContext { context in
      let repository = EveryTypeRepository(context)
      for number in 1...7 {
        var draft = try emptyDraft()
        draft.numericValue = PostgresNumeric(Int64(number % 3))
        draft.citextValue = "Name \(number)"
        _ = try await repository.insert(draft)
      }
      var found: [EveryType] = []
      for try await rows in repository.pages(by: .numericValue(.descending), size: 2) {
        found += rows
      }
      #expect(found.map(\.numericValue) == [2, 2, 1, 1, 1, 0, 0])
      #expect(Set(found.map(\.id)).count == 7)
      #expect(try await repository.count(where: [.numericValue(.atLeast, 1)]) == 5)
      #expect(try await repository.find(where: [.citextValue("NAME 3")], limit: 10).count == 1)
      #expect(try await repository.find(found.map(\.id)).count == 7)
      #expect(try await repository.find(limit: 0).isEmpty)
    }
  }

  @Test func `names that are keywords of Swift work as any other`() async throws {
    try await withContext { context in
      let repository = SelfRowRepository(context)
      let draft = SelfRow.Draft(
        default: 3,
        type: .self_,
        priceIn: PostgresNumeric("2.50"),
        _2nd: "second",
        await: "later",
        backSlash: "\\",
        hashValue: "hash",
        row: "row",
        sayHi: "\"hi\"",
        secretNote: Secret("hidden"),
        some: "any"
      )
      let row = try await repository.insert(draft)
      #expect(row.`default` == 3 && row.type == .self_ && row._2nd == "second")
      #expect(row.`await` == "later" && row.row == "row" && row.`some` == "any")
      #expect(row.total?.description == "7.50")
      #expect(row.secretNote?.reveal() == "hidden")
      #expect("\(row)".contains("hidden") == false)
      #expect(try await repository.find(bySelf: row.self_) == row)
      #expect(try await repository.find(bySayHi: "\"hi\"") == row)
      #expect(try await repository.find(byType: .self_, default: 3) == row)
      #expect(
        try await repository.find(where: [.await("later"), .upper(false)], by: .`init`(), limit: 1)
          == [row]
      )
      let child = try await repository.insert(SelfRow.Draft(default: 4, parent: row.id))
      #expect(try await repository.find(where: [.parent(row.id)], limit: 9).map(\.id) == [child.id])
    }
  }

  @Test func `an upsert meets a row in the named key, and keeps its primary key`() async throws {
    try await withContext { context in
      let repository = SelfRowRepository(context)
      let first = try await repository.upsert(
        SelfRow.Draft(default: 1, _2nd: "a", sayHi: "x"),
        on: .sayHi
      )
      let second = try await repository.upsert(SelfRow.Draft(default: 2, sayHi: "x"), on: .sayHi)
      #expect(second.id == first.id)
      #expect(second.`default` == 2)
      #expect(second._2nd == "a")
      #expect(second.self_ == first.self_)
      #expect(try await repository.count() == 1)

      let types = TypeRowRepository(context)
      _ = try await types.upsert(TypeRow.Draft(kind: TypeRow.ID(.upper), note: "one"))
      #expect(
        try await types.upsert(TypeRow.Draft(kind: TypeRow.ID(.upper), note: "two")).note == "two"
      )
      #expect(try await types.upsert(TypeRow.Draft(kind: TypeRow.ID(.upper))).note == "two")
      let both = try await types.find([TypeRow.ID(.upper), TypeRow.ID(.`init`)])
      #expect(both.map(\.note) == ["two"])
    }
  }

  @Test func `keys of several columns, of enums and of folded text name their rows`() async throws {
    try await withContext { context in
      let elephants = ElephantRepository(context)
      let mother = try await elephants.insert(Elephant.Draft(class: "african", default: 1))
      let child = try await elephants.insert(
        Elephant.Draft(
          class: "african",
          default: 2,
          parentDefault: 1,
          parentClass: "african",
          trunk: "short"
        )
      )
      #expect(try await elephants.find(mother.id) == mother)
      #expect(try await elephants.exists(Elephant.ID(class: "african", default: 2)))
      var found: [Elephant] = []
      for try await rows in elephants.pages(by: .primaryKey(.descending), size: 1) { found += rows }
      #expect(found == [child, mother])
      #expect(try await elephants.delete(child.id))
      #expect(try await elephants.delete(child.id) == false)

      _ = try await TypeRowRepository(context).insert(TypeRow.Draft(kind: TypeRow.ID(._2nd)))
      let upper = UpperRepository(context)
      let row = try await upper.insert(Upper.Draft(key: "Key", kind: TypeRow.ID(._2nd)))
      #expect(try await upper.find("KEY") == row)
      #expect(try await upper.find(["kEY", "other"]) == [row])
    }
  }

  @Test func `values of domains come back as they went, alone and in arrays`() async throws {
    try await withContext { context in
      let mails = DomainKeyRepository(context)
      let draft = DomainKey.Draft(
        mail: "a@b",
        count: 3,
        copies: ["c@d", "E@\"f\"", #"g\@{h},i"#],
        counts: [1, nil, Positive(2)]
      )
      let row = try await mails.insert(draft)
      #expect(row.count == 3 && row.copies == draft.copies)
      #expect(row.counts == draft.counts)
      #expect(try await mails.find(row.id) == row)
      #expect(try await mails.find(where: [.count(3)], limit: 9) == [row])
      #expect(try await mails.find(where: [.count(.lessThan, 3)], limit: 9) == [])
      var more = [draft, draft]
      more[0].mail = "1@b"
      more[1].mail = "2@b"
      more[1].counts = nil
      #expect(try await mails.insert(contentsOf: more) == 2)
      #expect(try await mails.find("1@b")?.counts == draft.counts)
      #expect(try await mails.find("2@b")?.copies == draft.copies)
      let patch = DomainKey.Patch(copies: [], counts: .some(nil))
      let changed = try await mails.update(row.id, patch)
      #expect(changed?.copies == [] && changed?.counts == .some(nil))
      for patch in [DomainKey.Patch(copies: ["nowhere"]), DomainKey.Patch(counts: [0])] {
        let error = await #expect(throws: PostgresError.self) {
          try await mails.update(row.id, patch)
        }
        #expect(error?.sqlState == .checkViolation)
      }
      let data = try JSONEncoder().encode(row)
      #expect(try JSONDecoder().decode(DomainKey.self, from: data) == row)
      #expect(String(decoding: data, as: UTF8.self).contains(#""count":3"#))
    }
  }

  @Test func `arrays of several dimensions come back as they went`() async throws {
    try await withContext { context in
      let keys = DomainKeyRepository(context)
      let cube = PostgresArray<Positive?>(
        dimensions: [.init(count: 2), .init(count: 1, first: -1), .init(count: 3, first: 0)],
        elements: [1, 2, nil, 4, 5, 6]
      )
      let draft = DomainKey.Draft(
        mail: "a@b",
        cube: cube,
        grid: PostgresArray(rows: [[1, nil], [3, 4]]),
        moods: PostgresArray(rows: [[.upper, nil]])
      )
      let row = try await keys.insert(draft)
      #expect(row.grid == draft.grid && row.grid[2, 1] == 3)
      #expect(row.moods == draft.moods)
      #expect(row.cube == cube && row.cube?[2, -1, 2] == .some(6))
      #expect(row.cube?[2, -1, 3] == nil)
      var more = [draft, draft]
      more[0].mail = "1@b"
      more[1].mail = "2@b"
      more[1].grid = [5]
      #expect(try await keys.insert(contentsOf: more) == 2)
      #expect(try await keys.find("1@b")?.cube == cube)
      #expect(try await keys.find("2@b")?.grid == [5])
      let changed = try await keys.update(row.id, DomainKey.Patch(cube: .some(nil), grid: []))
      #expect(changed?.grid == [] && changed?.cube == .some(nil))
    }
  }

  @Test func `keys of domains and of types with lengths are compared in full`() async throws {
    try await withContext { context in
      let mails = DomainKeyRepository(context)
      let mail = try await mails.insert(DomainKey.Draft(mail: "a@b", mood: .upper))
      #expect(try await mails.find(["A@B", "c@d"]) == [mail])
      let refused = await #expect(throws: PostgresError.self) {
        try await mails.insert(DomainKey.Draft(mail: "nowhere"))
      }
      #expect(refused?.constraint == "e-mail_check")
      let bits = BitKeyRepository(context)
      let first = try await bits.insert(
        .init(bits: BitKey.ID(BitString([true] + .init(repeating: false, count: 4))))
      )
      #expect(try await bits.find([first.id]) == [first])
      let other = BitKey.ID(BitString([true, true, true, true, true]))
      #expect(try await bits.find([other]) == [])
      let singles = SingleKeyRepository(context)
      let single = try await singles.insert(
        .init(char: SingleKey.ID(PostgresCharacter(rawValue: 200)))
      )
      #expect(try await singles.find([single.id]) == [single])
      let limits = try await Functions(context).limits(
        a: BitString([true, false, true]),
        b: "long",
        c: PostgresCharacter(rawValue: 99),
        d: "a@b",
        e: [.upper]
      )
      #expect(limits == "101longca@bUPPER")
    }
  }

  @Test func `a row that another one's key names is found by its own columns`() async throws {
    try await withContext { context in
      let parent = try await SelfRowRepository(context).insert(SelfRow.Draft(default: 1))
      let codes = TwoFactorCodeRepository(context)
      let code = try await codes.insert(
        TwoFactorCode.Draft(self_: parent.id, code: Secret("123"), session: "s", tenant: "t")
      )
      #expect(try await codes.find(parent.id) == code)
      #expect(try await codes.find(bySession: "s") == code)
      #expect(try await codes.find(byTenant: "t")?.code.reveal() == "123")
      let narrow = try await ReferencesNarrowRepository(context).insert(
        ReferencesNarrow.Draft(id: .init(UUID()), selfID: Int32(parent.id.rawValue))
      )
      #expect(narrow.selfID == Int32(parent.id.rawValue))
    }
  }

  @Test func `tables without a key, or with nothing to give, are written and read`() async throws {
    try await withContext { context in
      let keyless = NoKeyRepository(context)
      _ = try await keyless.insert(NoKey.Draft(in: "a"))
      _ = try await keyless.insert(NoKey.Draft())
      #expect(try await keyless.count() == 2)
      #expect(try await keyless.find(limit: 1).count == 1)
      let row = try await DefaultRepository(context).insert(Default.Draft())
      #expect(try await DefaultRepository(context).exists(row.id))
      let other = try await OddSelfRepository(context).upsert(OddSelf.Draft(id: "a", drafts: 2))
      #expect(other.drafts == 2)
    }
  }

  @Test func `functions are called by their names and arguments`() async throws {
    try await withContext { context in
      let parent = try await SelfRowRepository(context).insert(SelfRow.Draft(default: 1))
      _ = try await TwoFactorCodeRepository(context).insert(
        TwoFactorCode.Draft(self_: parent.id, code: Secret("123"), session: "s", tenant: "t")
      )
      let functions = Functions(context)
      #expect(try await functions.call(call: "a") == "a7")
      #expect(try await functions.call(call: "a", session: 8) == "a8")
      #expect(try await functions.session() == Class.allCases)
      let codes = try await functions.revealCodes(in: [parent.id.rawValue], kinds: [.café])
      #expect(codes.map { $0.code?.reveal() } == ["123"])
      #expect(codes.map(\.`default`) == [.café])
      let range = try await functions.minimumAndMaximum()
      #expect(range?.low == 1 && range?.highEst == 2)
      #expect(try await functions.self_(default: 1) == [parent])
      try await functions.`init`()
    }
  }
}
