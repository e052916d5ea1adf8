import Demarc
import PostgresDriver

/// The attacks on a repository of rows with a key.
struct KeyedAttacks<Repository: KeyedRepository>: Sendable {
  typealias Row = Repository.Row

  /// The key that every tenant uses.
  let shared: Row.ID
  /// The key that only the others use.
  let foreign: Row.ID
  let ordering: Ordering<Row>
  let draft: @Sendable (Row.ID, Int32) -> Repository.Draft
  let patch: @Sendable (Int32) -> Repository.Patch
  let finds: [(method: String, find: @Sendable (Repository, Row.ID) async throws -> Row?)]

  /// Gives each tenant its rows, and makes the attacks, which are to be run in this order.
  func prepare(own: ClusterContext, others: [ClusterContext]) async throws -> [Attack] {
    let row = try await Repository(own).insert(draft(shared, Mark.own))
    for other in others {
      for key in [shared, foreign] {
        _ = try await Repository(other).insert(draft(key, Mark.other))
      }
      guard let marks = Repository.marks else { continue }
      _ = try await Repository(other).insert(draft(marks.deleted, Mark.other))
      _ = try await Repository(other).delete(marks.deleted)
    }
    var attacks = reads(row)
    if let first = others.first {
      let cursor = try await Repository.page.read(Repository(first), ordering, 1, nil).next
      attacks.append(
        Self.rows(Repository.page.method, at: .foreign) {
          try await Repository.page.read($0, ordering, 10, cursor).rows.isEmpty
        }
      )
    }
    return attacks + changes(of: row) + additions
      + removals
  }

  private static func rows(
    _ method: String,
    at aim: Attack.Aim,
    _ isRight: @escaping @Sendable (Repository) async throws -> Bool
  ) -> Attack {
    Attack(method, at: aim) { context in try await isRight(Repository(context)) }
  }

  private func count(_ number: Int) -> Attack {
    Self.rows(Repository.count.method, at: .all) { try await Repository.count.of($0) == number }
  }

  /// Every reading method sees the row, and none sees one of another tenant.
  private func reads(_ row: Row) -> [Attack] {
    [
      Self.rows("find(id)", at: .own) { try await $0.find(shared) == row },
      Self.rows("find(id)", at: .foreign) { try await $0.find(foreign) == nil },
      Self.rows("exists(id)", at: .own) { try await $0.exists(shared) },
      Self.rows("exists(id)", at: .foreign) { try await !$0.exists(foreign) },
      count(1),
    ]
      + Repository.searches.map { search in
        Self.rows(search.method, at: .all) {
          try await search.rows($0, [shared, foreign], ordering) == [row]
        }
      }
      + finds.flatMap { method, find in
        [
          Self.rows(method, at: .own) { try await find($0, shared) == row },
          Self.rows(method, at: .foreign) { try await find($0, foreign) == nil },
        ]
      }
  }

  /// An update, and an upsert on each key, change the tenant's own row alone.
  private func changes(of row: Row) -> [Attack] {
    [
      Self.rows("update(id,patch)", at: .foreign) {
        try await $0.update(foreign, patch(Mark.changed)) == nil
      },
      Self.rows("update(id,patch)", at: .own) {
        let updated = try await $0.update(shared, patch(Mark.changed))
        return updated?.id == shared && updated != row
      },
    ]
      + Repository.UniqueKey.allCases.map { key in
        Self.rows("upsert(draft,on)", at: .own) {
          try await $0.upsert(draft(shared, Mark.own), on: key).id == shared
        }
      } + (Repository.marks.map(changes) ?? []) + [count(1)]
  }

  /// An update that expects a version neither changes nor tells of another tenant's row, and a row that is
  /// marked as deleted is brought back by its own tenant alone.
  private func changes(by marks: Marks<Repository>) -> [Attack] {
    [
      Self.rows("update(id,patch,expecting)", at: .foreign) {
        try await marks.update($0, foreign, patch(Mark.changed), 1) == nil
      },
      Self.rows("update(id,patch,expecting)", at: .own) { repository in
        guard let row = try await repository.find(shared) else { return false }
        let updated = try await marks.update(
          repository,
          shared,
          patch(Mark.changed),
          marks.version(row)
        )
        return updated.map(marks.version) == marks.version(row) + 1
      },
      Self.rows("delete(id)", at: .foreign) { try await !$0.delete(foreign) },
      Self.rows("delete(id)", at: .own) { try await $0.delete(shared) },
      // The others' rows with the key live on.
      Self.rows("find(id)", at: .foreign) { try await $0.find(shared) == nil },
      Self.rows("findIncludingDeleted(id)", at: .own) {
        try await marks.findIncludingDeleted($0, shared)?.id == shared
      },
      Self.rows("findIncludingDeleted(id)", at: .foreign) {
        try await marks.findIncludingDeleted($0, foreign) == nil
      },
      Self.rows("findIncludingDeleted(id)", at: .foreign) {
        try await marks.findIncludingDeleted($0, marks.deleted) == nil
      },
      Self.rows("restore(id)", at: .foreign) { try await marks.restore($0, marks.deleted) == nil },
      Self.rows("restore(id)", at: .own) { try await marks.restore($0, shared)?.id == shared },
      Self.rows("purge(id)", at: .foreign) { try await !marks.purge($0, foreign) },
    ]
  }

  /// Removes a row for good.
  private func remove(_ id: Row.ID, at aim: Attack.Aim, _ removes: Bool) -> Attack {
    guard let marks = Repository.marks else {
      return Self.rows("delete(id)", at: aim) { try await $0.delete(id) == removes }
    }
    return Self.rows("purge(id)", at: aim) { try await marks.purge($0, id) == removes }
  }

  /// A key that only others have makes a row of the tenant's own.
  private var additions: [Attack] {
    let insert = Self.rows("insert(draft)", at: .foreign) {
      try await $0.insert(draft(foreign, Mark.own)).id == foreign
    }
    let upserts = Repository.UniqueKey.allCases.map { key in
      Self.rows("upsert(draft,on)", at: .foreign) {
        try await $0.upsert(draft(foreign, Mark.own), on: key).id == foreign
      }
    }
    let insertMany = Self.rows("insert(contentsOf)", at: .foreign) {
      try await $0.insert(contentsOf: [draft(foreign, Mark.own)]) == 1
    }
    return ([insert, insertMany] + upserts).flatMap {
      [$0, count(2), remove(foreign, at: .own, true)]
    }
      + [insertionOfNone, count(1)]
  }

  /// A key that the tenant has keeps out every row.
  private var insertionOfNone: Attack {
    Self.rows("insert(contentsOf)", at: .own) { repository in
      do {
        let drafts = [draft(foreign, Mark.own), draft(shared, Mark.own)]
        return try await repository.insert(contentsOf: drafts) < 0
      } catch let violation as any AnyConstraintViolation {
        return violation.error.sqlState == .uniqueViolation
      }
    }
  }

  /// A removal meets the tenant's own row alone.
  private var removals: [Attack] {
    [
      remove(foreign, at: .foreign, false),
      remove(shared, at: .own, true),
      // The others still have rows with both keys.
      remove(shared, at: .foreign, false),
      count(0),
      Self.rows("insert(draft)", at: .own) {
        try await $0.insert(draft(shared, Mark.own)).id == shared
      },
    ]
  }
}
