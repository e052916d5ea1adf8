import Demarc
import HostileData
import PostgresDriver
import TestServers
import Testing

/// Versions and marks of deleted rows.
extension HostileDataTests {
  private func draft(_ isbn: String, _ title: String) -> Book.Draft {
    Book.Draft(isbn: isbn, theTitle: title)
  }

  @Test func `every change counts a row's version up`() async throws {
    try await withTenants { own, _ in
      let books = BookRepository(own)
      let book = try await books.insert(draft("1", "one"))
      #expect(book.edition == 1)
      #expect(try await books.update(book.id, Book.Patch(theTitle: "a"))?.edition == 2)
      #expect(try await books.upsert(draft("1", "b"), on: .isbn).edition == 3)
      #expect(try await books.delete(book.id))
      #expect(try await books.restore(book.id)?.edition == 5)
      #expect(try await books.update(book.id, Book.Patch())?.edition == 5)
      #expect(try await books.update(book.id, Book.Patch(isbn: "2"), expecting: 5)?.edition == 6)
    }
  }

  @Test func `an update that expects another version changes nothing, and tells the present one`()
    async throws
  {
    try await withTenants { own, neighbour in
      let books = BookRepository(own)
      let book = try await books.insert(draft("1", "one"))
      _ = try await books.update(book.id, Book.Patch(theTitle: "first"), expecting: 1)
      await #expect(throws: StaleVersion(expected: 1, current: 2)) {
        try await books.update(book.id, Book.Patch(theTitle: "second"), expecting: 1)
      }
      #expect(try await books.find(book.id)?.theTitle == "first")
      // What is not there has no version, and a neighbour's row is not there.
      let others = BookRepository(neighbour)
      #expect(try await others.update(book.id, Book.Patch(theTitle: "x"), expecting: 2) == nil)
      try await books.delete(book.id)
      #expect(try await books.update(book.id, Book.Patch(theTitle: "x"), expecting: 3) == nil)
      let cards = CardRepository(own)
      #expect(try await cards.update(Card.Patch(number: 1), expecting: 1) == nil)
      _ = try await cards.insert(Card.Draft(number: 1))
      #expect(try await cards.update(Card.Patch(number: 2), expecting: 1)?.number == 2)
      await #expect(throws: StaleVersion(expected: 1, current: 2)) {
        try await cards.update(Card.Patch(number: 3), expecting: 1)
      }
    }
  }

  @Test func `of many updates that expect one version exactly one succeeds`() async throws {
    try await withTenants { own, _ in
      let books = BookRepository(own)
      let book = try await books.insert(draft("1", "one"))
      let outcomes = try await withThrowingTaskGroup(of: StaleVersion?.self) { group in
        for number in 0..<16 {
          group.addTask {
            do {
              _ = try await books.update(
                book.id,
                Book.Patch(theTitle: "\(number)"),
                expecting: 1
              )
              return nil
            } catch let error as StaleVersion {
              return error
            }
          }
        }
        return try await group.reduce(into: [StaleVersion?]()) { $0.append($1) }
      }
      #expect(outcomes.count { $0 == nil } == 1)
      #expect(Set(outcomes.compactMap { $0 }) == [StaleVersion(expected: 1, current: 2)])
    }
  }

  @Test func `an update waits for one that is under way, and is held against what that writes`()
    async throws
  {
    try await withTenants { own, _ in
      let book = try await BookRepository(own).insert(draft("1", "one"))
      let second = try await own.transaction { context in
        _ = try await BookRepository(context).update(
          book.id,
          Book.Patch(theTitle: "first"),
          expecting: 1
        )
        let second = Task {
          try await BookRepository(own).update(
            book.id,
            Book.Patch(theTitle: "second"),
            expecting: 1
          )
        }
        let session = RepositorySession(context, of: "public.books")
        try await eventually("the second waits for the first") {
          try await session.value(isAwaited) == true
        }
        return second
      }
      await #expect(throws: StaleVersion(expected: 1, current: 2)) { try await second.value }
      #expect(try await BookRepository(own).find(book.id)?.theTitle == "first")
    }
  }

  @Test func `a change that breaks a constraint is not taken for a stale one`() async throws {
    try await withTenants { own, _ in
      let books = BookRepository(own)
      _ = try await books.insert(draft("1", "one"))
      let book = try await books.insert(draft("2", "two"))
      await #expect {
        try await books.update(book.id, Book.Patch(isbn: "1"), expecting: 1)
      } throws: { error in
        (error as? ConstraintViolation<Book.Constraint>)?.constraint == .isbnKey
      }
    }
  }

  @Test func `a deleted row is found by nothing that reads the living`() async throws {
    try await withTenants { own, neighbour in
      let books = BookRepository(own)
      let book = try await books.insert(draft("1", "one"))
      let kept = try await books.insert(draft("2", "two"))
      #expect(try await BookRepository(neighbour).delete(book.id) == false)
      #expect(try await books.delete(book.id))
      #expect(try await books.delete(book.id) == false)
      #expect(try await books.find(book.id) == nil)
      #expect(try await books.find([book.id, kept.id]) == [kept])
      #expect(try await books.find(byIsbn: "1") == nil)
      #expect(try await books.find(byTheTitle: "one") == nil)
      #expect(try await books.find(limit: 9) == [kept])
      #expect(try await books.page(size: 9).rows == [kept])
      #expect(try await books.count() == 1)
      #expect(try await books.exists(book.id) == false)
      #expect(try await books.update(book.id, Book.Patch(theTitle: "x")) == nil)
      let read = try await books.withRows { rows in
        var found: [Book] = []
        for try await row in rows { found.append(row) }
        return found
      }
      #expect(read == [kept])
      let deleted = try #require(try await books.findIncludingDeleted(book.id))
      #expect(deleted.goneAt != nil && deleted.theTitle == "one")
      #expect(try await BookRepository(neighbour).findIncludingDeleted(book.id) == nil)
    }
  }

  @Test func `a deleted row comes back by restore and upsert, and is gone after purge`()
    async throws
  {
    try await withTenants { own, neighbour in
      let books = BookRepository(own)
      let book = try await books.insert(draft("1", "one"))
      #expect(try await books.restore(book.id) == nil)
      try await books.delete(book.id)
      #expect(try await BookRepository(neighbour).restore(book.id) == nil)
      #expect(try await books.restore(book.id)?.goneAt == nil)
      try await books.delete(book.id)
      // Among the living the title is free, and the key that holds every row still meets the deleted one.
      let namesake = try await books.upsert(draft("2", "one"), on: .theTitle)
      #expect(namesake.id != book.id)
      let revived = try await books.upsert(draft("1", "other"), on: .isbn)
      #expect(revived.id == book.id && revived.goneAt == nil)
      #expect(try await BookRepository(neighbour).purge(book.id) == false)
      #expect(try await books.purge(book.id))
      #expect(try await books.findIncludingDeleted(book.id) == nil)
      try await books.delete(namesake.id)
      #expect(try await books.purge(namesake.id))

      let cards = CardRepository(own)
      _ = try await cards.insert(Card.Draft(number: 1))
      #expect(try await cards.delete())
      #expect(try await cards.find() == nil)
      #expect(try await cards.exists() == false)
      #expect(try await cards.findIncludingDeleted()?.number == 1)
      #expect(try await cards.restore()?.number == 1)
      #expect(try await cards.purge())
    }
  }

  @Test func `texts are found by how they begin, through an index behind row security`()
    async throws
  {
    try await withTenants { own, neighbour in
      let books = BookRepository(own)
      let titles = ["a", "ab", "ab%", "abz", "ac", "A", "aB", "ä", "a\u{10FFFF}", "", "%"]
      for (number, title) in titles.enumerated() {
        _ = try await books.insert(
          Book.Draft(isbn: "\(number)", theTitle: title, shelf: number == 0 ? nil : title)
        )
      }
      _ = try await BookRepository(neighbour).insert(draft("1", "ab"))
      for prefix in titles + ["zz", "\u{10FFFF}", "\u{D7FF}"] {
        let expected = titles.filter { $0.unicodeScalars.starts(with: prefix.unicodeScalars) }
        let found = try await books.find(where: [.theTitle(hasPrefix: prefix)], limit: 99)
        #expect(found.map(\.theTitle).sorted() == expected.sorted(), "\(prefix)")
        let shelves = try await books.find(where: [.shelf(hasPrefix: prefix)], limit: 99)
        #expect(
          shelves.compactMap(\.shelf).sorted() == expected.filter { $0 != "a" }.sorted(),
          "\(prefix)"
        )
      }
      for (filter, condition) in [
        (Filter.theTitle(hasPrefix: "ab"), "~>=~ 'ab'"), (.shelf(hasPrefix: "ab"), ">= 'ab'"),
      ] {
        let plan = try await plan(of: filter, own)
        #expect(plan.contains { $0.contains("Index Cond") && $0.contains(condition) }, "\(plan)")
      }
      // What the page of the repository says of enums.
      let plan = try await plan(of: .mood(.sad), own)
      #expect(!plan.contains { $0.contains("Index Cond") && $0.contains("mood") }, "\(plan)")
    }
  }

  /// How Postgres finds books where it would rather not read the whole table.
  private func plan(of filter: Filter<Book>, _ context: ClusterContext) async throws -> [String] {
    try await context.transaction { context in
      let session = RepositorySession(context, of: "public.books")
      try await session.run(Statement("set local enable_seqscan = off", access: .write))
      var statement = StatementBuilder(
        "explain (costs off) select from public.books where \"client id\" = $1",
        Parameters(context.tenantID)
      )
      statement.and(filter)
      return try await session.values(statement.read()).compactMap { $0 }
    }
  }
}

/// Whether another connection waits for a lock of this one.
private let isAwaited = Statement(
  """
  select exists (
    select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))
  )
  """,
  access: .read
)
