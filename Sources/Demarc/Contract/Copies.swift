public import PostgresDriver

/// A copy as it should be, its values as the texts in which they travel.
public struct ExpectedCopy: Sendable {
  let account: AccountID
  let texts: [String?]

  /// Makes a copy of an account with the texts of its columns, in the order of the table's.
  public init(of account: AccountID, texts: [String?]) {
    self.account = account
    self.texts = texts
  }
}

/// A copy as it should be, brought into its canonical form.
struct CanonicalCopy: DecodableRow {
  let account: AccountID
  let digest: Bytes
  let texts: [String?]

  init(row: inout RowReader) throws {
    account = try row.next()
    digest = try row.next()
    texts = try row.next()
  }
}

/// A copy as it is on its cluster.
public struct ActualCopy: DecodableRow, Hashable {
  /// The tenant.
  public let tenant: TenantID
  /// The account.
  public let account: AccountID
  /// The version of the account that the copy is of.
  public let version: Int64
  /// The digest of the values, by which a repair knows whether they are still the same.
  public let digest: Bytes
  /// The canonical texts of the values, in the order of the table's columns; of secrets, digests.
  public let texts: [String?]

  /// Decodes a copy.
  public init(row: inout RowReader) throws {
    tenant = try row.next()
    account = try row.next()
    version = try row.next()
    digest = try row.next()
    texts = try row.next()
  }
}

/// What a cluster says of a bucket of copies.
struct BucketDigest: DecodableRow, Hashable {
  let bucket: Int32
  let count: Int64
  let digest: Bytes

  init(bucket: Int32, count: Int64, digest: Bytes) {
    self.bucket = bucket
    self.count = count
    self.digest = digest
  }

  init(row: inout RowReader) throws {
    bucket = try row.next()
    count = try row.next()
    digest = try row.next()
  }
}
