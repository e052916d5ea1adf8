import BackendData
import Demarc

/// What the repositories of tenant relations have in common, so that one test holds for all of them.
///
/// The conformances are in `TenantRepository+Relations.swift`; a relation without one fails
/// `RepositoryIsolationTests`.
protocol TenantRepository: Sendable {
  associatedtype Row: Sendable, Hashable
  associatedtype Draft: Sendable
  associatedtype UniqueKey: Sendable, CaseIterable

  init(_ context: ClusterContext)
  func insert(_ draft: Draft) async throws -> Row
  func upsert(_ draft: Draft, on key: UniqueKey) async throws -> Row
}

/// A repository of at most one row for each tenant.
protocol SingleRowRepository: TenantRepository {
  associatedtype Patch: Sendable

  func find() async throws -> Row?
  func exists() async throws -> Bool
  func update(_ patch: Patch) async throws -> Row?
  func delete() async throws -> Bool
}

/// A repository of rows with a key.
protocol KeyedRepository: TenantRepository where Row: Identifiable, Row.ID: Sendable {
  associatedtype Patch: Sendable

  func find(_ id: Row.ID) async throws -> Row?
  func exists(_ id: Row.ID) async throws -> Bool
  func update(_ id: Row.ID, _ patch: Patch) async throws -> Row?
  func delete(_ id: Row.ID) async throws -> Bool

  /// The rows that each method for many rows returns, one element for each method.
  func searches(_ ids: [Row.ID], by ordering: Ordering<Row>) async throws -> [[Row]]
  func total() async throws -> Int
}

/// A repository whose key is one column.
protocol ColumnKeyedRepository: KeyedRepository {
  func find(_ ids: [Row.ID]) async throws -> [Row]
}

/// A repository that offers filters.
protocol FilteredRepository: KeyedRepository {
  func find(where filter: Filter<Row>, by ordering: Ordering<Row>, limit: Int) async throws -> [Row]
  func page(
    where filter: Filter<Row>,
    by ordering: Ordering<Row>,
    size: Int,
    after cursor: Cursor<Row>?
  ) async throws -> Page<Row>
  func pages(where filter: Filter<Row>, by ordering: Ordering<Row>, size: Int) -> Pages<Row>
  func count(where filter: Filter<Row>) async throws -> Int
}

/// A repository without filters.
protocol PlainRepository: ColumnKeyedRepository {
  func find(by ordering: Ordering<Row>, limit: Int) async throws -> [Row]
  func page(by ordering: Ordering<Row>, size: Int, after cursor: Cursor<Row>?) async throws
    -> Page<Row>
  func pages(by ordering: Ordering<Row>, size: Int) -> Pages<Row>
  func count() async throws -> Int
}

extension FilteredRepository {
  func total() async throws -> Int { try await count(where: []) }

  func searches(_ ids: [Row.ID], by ordering: Ordering<Row>) async throws -> [[Row]] {
    try await filteredSearches(by: ordering)
  }

  fileprivate func filteredSearches(by ordering: Ordering<Row>) async throws -> [[Row]] {
    try await [
      find(where: [], by: ordering, limit: 10),
      page(where: [], by: ordering, size: 10, after: nil).rows,
      collect(pages(where: [], by: ordering, size: 1)),
    ]
  }
}

extension FilteredRepository where Self: ColumnKeyedRepository {
  func searches(_ ids: [Row.ID], by ordering: Ordering<Row>) async throws -> [[Row]] {
    try await filteredSearches(by: ordering) + [find(ids)]
  }
}

extension PlainRepository {
  func total() async throws -> Int { try await count() }

  func searches(_ ids: [Row.ID], by ordering: Ordering<Row>) async throws -> [[Row]] {
    try await [
      find(by: ordering, limit: 10),
      page(by: ordering, size: 10, after: nil).rows,
      collect(pages(by: ordering, size: 1)),
      find(ids),
    ]
  }
}

private func collect<Row>(_ pages: Pages<Row>) async throws -> [Row] {
  var rows: [Row] = []
  for try await page in pages { rows += page }
  return rows
}
