import BackendData
import Demarc
import Testing

/// One tenant relation, and the proof that its repository keeps to its tenant.
struct IsolationCase: Sendable, CustomTestStringConvertible {
  /// Rows that a case refers to, of which every tenant has two with the same ids.
  enum Parent: Sendable {
    case users
    case products
    case categories
    case coupons
    case orders
  }

  /// The relation's name in the database.
  let relation: String
  let parents: [Parent]
  /// Runs every method for one tenant, beside another one that has rows with the same keys.
  let prove: @Sendable (_ own: ClusterContext, _ other: ClusterContext) async throws -> Void

  var testDescription: String { relation }
}

extension IsolationCase {
  /// A relation whose rows have a key.
  ///
  /// - Parameters:
  ///   - relation: the relation's name.
  ///   - repository: its repository.
  ///   - ids: two keys; the first is used by both tenants, the second by the other one alone.
  ///   - ordering: an order of the rows.
  ///   - parents: the rows that the drafts refer to.
  ///   - draft: makes a row with a key and a mark. All unique values follow from the key.
  ///   - patch: changes the mark.
  ///   - finds: looks a row up by each unique key that is not the primary one.
  /// - Returns: the case.
  static func rows<Repository: KeyedRepository>(
    _ relation: String,
    _ repository: Repository.Type,
    ids: (Repository.Row.ID, Repository.Row.ID),
    by ordering: Ordering<Repository.Row>,
    parents: [Parent] = [],
    draft: @escaping @Sendable (Repository.Row.ID, Int32) -> Repository.Draft,
    patch: @escaping @Sendable (Int32) -> Repository.Patch,
    finds: [@Sendable (Repository, Repository.Row.ID) async throws -> Repository.Row?] = []
  ) -> IsolationCase {
    let proof = KeyedProof<Repository>(
      shared: ids.0,
      foreign: ids.1,
      ordering: ordering,
      draft: draft,
      patch: patch,
      finds: finds
    )
    return IsolationCase(relation: relation, parents: parents) { own, other in
      try await proof.run(own: Repository(own), other: Repository(other))
    }
  }

  /// A relation of at most one row for each tenant.
  static func singleRow<Repository: SingleRowRepository>(
    _ relation: String,
    _ repository: Repository.Type,
    draft: @escaping @Sendable (Int32) -> Repository.Draft,
    patch: @escaping @Sendable (Int32) -> Repository.Patch
  ) -> IsolationCase {
    let proof = SingleRowProof<Repository>(draft: draft, patch: patch)
    return IsolationCase(relation: relation, parents: []) { own, other in
      try await proof.run(own: Repository(own), other: Repository(other))
    }
  }
}

/// Marks that tell whose row it is.
private let (ownMark, otherMark, changedMark): (Int32, Int32, Int32) = (1, 2, 3)

private struct KeyedProof<Repository: KeyedRepository>: Sendable {
  typealias Row = Repository.Row

  let shared: Row.ID
  let foreign: Row.ID
  let ordering: Ordering<Row>
  let draft: @Sendable (Row.ID, Int32) -> Repository.Draft
  let patch: @Sendable (Int32) -> Repository.Patch
  let finds: [@Sendable (Repository, Row.ID) async throws -> Row?]

  func run(own: Repository, other: Repository) async throws {
    let ownRow = try await own.insert(draft(shared, ownMark))
    let otherRows = [
      try await other.insert(draft(shared, otherMark)),
      try await other.insert(draft(foreign, otherMark)),
    ]
    try #require(ownRow.id == shared && ownRow != otherRows[0])

    try await expectOnly(ownRow, in: own)
    let changed = try await expectChanges(of: ownRow, in: own)
    try await expectOnly(changed, in: own)
    try await expect(otherRows, in: other)
    try await expectKeysOfTheirOwn(own)
    try await expect(otherRows, in: other)
    try await expectRemoval(own)
    try await expect(otherRows, in: other)
  }

  /// Every reading method sees the row, and none sees one of the other tenant.
  private func expectOnly(_ row: Row, in own: Repository) async throws {
    #expect(try await own.find(shared) == row)
    #expect(try await own.find(foreign) == nil)
    #expect(try await own.exists(shared))
    #expect(try await !own.exists(foreign))
    for rows in try await own.searches([shared, foreign], by: ordering) { #expect(rows == [row]) }
    #expect(try await own.total() == 1)
    for find in finds {
      #expect(try await find(own, shared) == row)
      #expect(try await find(own, foreign) == nil)
    }
  }

  /// An update and an upsert on each key change the tenant's own row alone.
  private func expectChanges(of row: Row, in own: Repository) async throws -> Row {
    let updated = try #require(try await own.update(shared, patch(changedMark)))
    #expect(updated.id == row.id && updated != row)
    #expect(try await own.update(foreign, patch(changedMark)) == nil)
    for key in Repository.UniqueKey.allCases {
      let upserted = try await own.upsert(draft(shared, ownMark), on: key)
      #expect(upserted.id == row.id)
      #expect(try await own.find(shared) == upserted)
      #expect(try await own.total() == 1)
    }
    return try #require(try await own.update(shared, patch(changedMark)))
  }

  /// An upsert with a key that only the other tenant has makes a row of the tenant's own.
  private func expectKeysOfTheirOwn(_ own: Repository) async throws {
    for key in Repository.UniqueKey.allCases {
      let row = try await own.upsert(draft(foreign, ownMark), on: key)
      #expect(row.id == foreign)
      #expect(try await own.total() == 2)
      #expect(try await own.delete(foreign))
    }
  }

  /// A removal meets the tenant's own row alone.
  private func expectRemoval(_ own: Repository) async throws {
    #expect(try await !own.delete(foreign))
    #expect(try await own.delete(shared))
    #expect(try await !own.delete(shared))
    #expect(try await own.total() == 0)
  }

  /// The other tenant has exactly its rows, unchanged.
  private func expect(_ rows: [Row], in other: Repository) async throws {
    for row in rows { #expect(try await other.find(row.id) == row) }
    for found in try await other.searches([shared, foreign], by: ordering) {
      #expect(Set(found) == Set(rows) && found.count == rows.count)
    }
    #expect(try await other.total() == rows.count)
  }
}

private struct SingleRowProof<Repository: SingleRowRepository>: Sendable {
  let draft: @Sendable (Int32) -> Repository.Draft
  let patch: @Sendable (Int32) -> Repository.Patch

  func run(own: Repository, other: Repository) async throws {
    let otherRow = try await other.insert(draft(otherMark))
    #expect(try await own.find() == nil)
    #expect(try await !own.exists())
    #expect(try await own.update(patch(changedMark)) == nil)
    #expect(try await !own.delete())

    let ownRow = try await own.insert(draft(ownMark))
    try #require(ownRow != otherRow)
    #expect(try await own.find() == ownRow)
    #expect(try await own.exists())
    let updated = try await own.update(patch(changedMark))
    #expect(updated != nil && updated != ownRow)
    for key in Repository.UniqueKey.allCases {
      let upserted = try await own.upsert(draft(ownMark), on: key)
      #expect(try await own.find() == upserted)
    }
    #expect(try await other.find() == otherRow)
    #expect(try await own.delete())
    #expect(try await own.find() == nil)
    #expect(try await other.find() == otherRow)
    #expect(try await other.exists())
  }
}
