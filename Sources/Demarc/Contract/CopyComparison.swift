import Hashing
import PostgresDriver

/// Compares the copies on a cluster with what they should be, without reading those that are equal.
///
/// Accounts fall into buckets. The cluster answers with one digest for each bucket; only of those that differ from
/// what is expected the copies are read. For generated code.
public struct CopyComparison: Sendable {
  private let table: ComparedTable
  private let control: RepositorySession
  private let cluster: RepositorySession
  private let key: DigestKey
  private let count: Int32
  private var expected: [Int32: [(account: AccountID, digest: [UInt8])]] = [:]

  /// Compares a table.
  ///
  /// - Parameters:
  ///   - table: the table on the cluster.
  ///   - admin: the control plane, whose server brings what is expected into its canonical form.
  ///   - fleet: the cluster.
  ///   - key: digests secrets.
  ///   - buckets: how many buckets there are; at least 1.
  public init(
    _ table: ComparedTable,
    admin: AdminContext,
    fleet: FleetContext,
    key: DigestKey,
    buckets: Int32
  ) {
    precondition(buckets > 0, "Copies fall into at least one bucket.")
    self.table = table
    control = RepositorySession(admin)
    cluster = RepositorySession(fleet)
    self.key = key
    count = buckets
  }

  /// Takes note of what copies should be.
  public mutating func expect(_ copies: [ExpectedCopy]) async throws {
    for copy in try await canonical(copies) {
      let bucket = ComparedTable.bucket(of: copy.account, count: count)
      expected[bucket, default: []].append((copy.account, copy.digest.rawValue))
    }
  }

  /// The buckets in which the cluster has anything else than was expected, in order.
  public func differingBuckets() async throws -> [Int32] {
    let actual: [BucketDigest] = try await cluster.rows(table.bucketDigests(count, key))
    let wanted = Set(expected.map { bucket, rows in Self.digest(of: rows, in: bucket) })
    return Set(actual).symmetricDifference(wanted).map(\.bucket).reduce(into: Set()) {
      $0.insert($1)
    }
    .sorted()
  }

  /// The copies in some buckets, as they are.
  public func copies(in buckets: [Int32]) async throws -> [ActualCopy] {
    guard !buckets.isEmpty else { return [] }
    return try await cluster.rows(table.copies(in: buckets, of: count, key))
  }

  /// The canonical texts of copies as they should be, by account.
  public func texts(of copies: [ExpectedCopy]) async throws -> [AccountID: [String?]] {
    Dictionary(
      try await canonical(copies).map { ($0.account, $0.texts) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private func canonical(_ copies: [ExpectedCopy]) async throws -> [CanonicalCopy] {
    guard !copies.isEmpty else { return [] }
    return try await control.rows(table.expected(copies))
  }

  private static func digest(
    of rows: [(account: AccountID, digest: [UInt8])],
    in bucket: Int32
  ) -> BucketDigest {
    let sorted = rows.sorted { $0.account.description < $1.account.description }
    return BucketDigest(
      bucket: bucket,
      count: Int64(rows.count),
      digest: Bytes(rawValue: sha256Bytes(sorted.flatMap(\.digest)))
    )
  }
}
