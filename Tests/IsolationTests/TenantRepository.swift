import BackendData
import Demarc

/// What the repositories of tenant relations have in common, so that one attack holds for all of them.
///
/// The conformances are in `TenantRepository+Relations.swift`; a relation without one, and a method without an
/// attack, fail `AttackCoverageTests`.
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
protocol KeyedRepository: TenantRepository
where Row: Identifiable & DecodableRow, Row.ID: Sendable {
  associatedtype Patch: Sendable

  func insert(contentsOf drafts: some Sequence<Draft>) async throws -> Int
  func find(_ id: Row.ID) async throws -> Row?
  func exists(_ id: Row.ID) async throws -> Bool
  func update(_ id: Row.ID, _ patch: Patch) async throws -> Row?
  func delete(_ id: Row.ID) async throws -> Bool

  /// Every method that returns many rows.
  static var searches: [Search<Self>] { get }
  /// The method that counts rows.
  static var count: Count<Self> { get }
  /// The method that reads one page.
  static var page: PageReading<Self> { get }
  /// The methods of a repository whose rows count their changes, and are marked as deleted.
  static var marks: Marks<Self>? { get }
}

extension KeyedRepository {
  static var marks: Marks<Self>? { nil }
}

/// The methods of a repository whose rows count their changes, and are marked as deleted.
struct Marks<Repository: KeyedRepository>: Sendable {
  typealias Row = Repository.Row

  /// The key of a row that only the others have, and have marked as deleted.
  let deleted: Row.ID
  let version: @Sendable (Row) -> Int64
  let update: @Sendable (Repository, Row.ID, Repository.Patch, Int64) async throws -> Row?
  let findIncludingDeleted: @Sendable (Repository, Row.ID) async throws -> Row?
  let restore: @Sendable (Repository, Row.ID) async throws -> Row?
  let purge: @Sendable (Repository, Row.ID) async throws -> Bool
}

/// A method that returns many rows, called for all of them.
struct Search<Repository: KeyedRepository>: Sendable {
  typealias Row = Repository.Row

  let method: String
  let rows: @Sendable (Repository, _ ids: [Row.ID], Ordering<Row>) async throws -> [Row]
}

/// The method that counts rows.
struct Count<Repository: KeyedRepository>: Sendable {
  let method: String
  let of: @Sendable (Repository) async throws -> Int
}

/// The method that reads one page.
struct PageReading<Repository: KeyedRepository>: Sendable {
  typealias Row = Repository.Row

  let method: String
  let read:
    @Sendable (Repository, Ordering<Row>, _ size: Int, Cursor<Row>?) async throws -> Page<Row>
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
  func withRows<Result>(
    where filter: Filter<Row>,
    by ordering: Ordering<Row>,
    _ body: (Rows<Row>) async throws -> Result
  ) async throws -> Result
  func count(where filter: Filter<Row>) async throws -> Int
}

/// A repository without filters.
protocol PlainRepository: ColumnKeyedRepository {
  func find(by ordering: Ordering<Row>, limit: Int) async throws -> [Row]
  func page(by ordering: Ordering<Row>, size: Int, after cursor: Cursor<Row>?) async throws
    -> Page<Row>
  func pages(by ordering: Ordering<Row>, size: Int) -> Pages<Row>
  func withRows<Result>(
    by ordering: Ordering<Row>,
    _ body: (Rows<Row>) async throws -> Result
  ) async throws -> Result
  func count() async throws -> Int
}

extension FilteredRepository {
  static var searches: [Search<Self>] { filteredSearches }

  fileprivate static var filteredSearches: [Search<Self>] {
    [
      Search(method: "find(where,by,limit)") { try await $0.find(where: [], by: $2, limit: 10) },
      Search(method: "page(where,by,size,after)") {
        try await $0.page(where: [], by: $2, size: 10, after: nil).rows
      },
      Search(method: "pages(where,by,size)") {
        try await collect($0.pages(where: [], by: $2, size: 1))
      },
      Search(method: "withRows(where,by,body)") {
        try await $0.withRows(where: [], by: $2, collect)
      },
    ]
  }

  static var count: Count<Self> {
    Count(method: "count(where)") { try await $0.count(where: []) }
  }

  static var page: PageReading<Self> {
    PageReading(method: "page(where,by,size,after)") {
      try await $0.page(where: [], by: $1, size: $2, after: $3)
    }
  }
}

extension FilteredRepository where Self: ColumnKeyedRepository {
  static var searches: [Search<Self>] { filteredSearches + [manyByKey] }
}

extension ColumnKeyedRepository {
  fileprivate static var manyByKey: Search<Self> {
    Search(method: "find(ids)") { repository, ids, _ in try await repository.find(ids) }
  }
}

extension PlainRepository {
  static var searches: [Search<Self>] {
    [
      Search(method: "find(by,limit)") { try await $0.find(by: $2, limit: 10) },
      Search(method: "page(by,size,after)") {
        try await $0.page(by: $2, size: 10, after: nil).rows
      },
      Search(method: "pages(by,size)") { try await collect($0.pages(by: $2, size: 1)) },
      Search(method: "withRows(by,body)") { try await $0.withRows(by: $2, collect) },
      manyByKey,
    ]
  }

  static var count: Count<Self> { Count(method: "count()") { try await $0.count() } }

  static var page: PageReading<Self> {
    PageReading(method: "page(by,size,after)") {
      try await $0.page(by: $1, size: $2, after: $3)
    }
  }
}

private func collect<Row>(_ pages: Pages<Row>) async throws -> [Row] {
  var rows: [Row] = []
  for try await page in pages { rows += page }
  return rows
}

private func collect<Row>(_ rows: Rows<Row>) async throws -> [Row] {
  try await rows.reduce(into: []) { $0.append($1) }
}
