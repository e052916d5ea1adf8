import PostgresDriver

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The table that holds copies, for the statements that compare them.
///
/// For generated code; every name is SQL.
public struct ComparedTable: Sendable, Hashable {
  /// A column that is compared.
  public struct Column: Sendable, Hashable {
    let name: String
    let form: CanonicalForm

    /// Makes a column.
    public init(_ name: String, as form: CanonicalForm) {
      self.name = name
      self.form = form
    }
  }

  let relation: String
  let tenant: String
  let account: String
  let version: String
  private let columns: [Column]

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - relation: the table.
  ///   - tenant: its key.
  ///   - account: the column that names the account.
  ///   - version: the column with the version of the copy.
  ///   - columns: the columns of the contract.
  public init(
    _ relation: String,
    tenant: String,
    account: String,
    version: String,
    columns: [Column]
  ) {
    self.relation = relation
    self.tenant = tenant
    self.account = account
    self.version = version
    self.columns = columns
  }

  // MARK: What is there

  /// One row for each bucket of copies: its number, how many there are, and the digest of theirs.
  func bucketDigests(_ count: Int32, _ key: DigestKey) -> Statement {
    var parameters = key.parameters
    parameters.append(count)
    return Statement(
      """
      select bucket, count(*), sha256(string_agg(digest, ''::bytea order by account))
      from (
        select \(Self.bucket(of: account, count: "$3")) as bucket, \(account) as account,
          \(digest) as digest
        from \(relation)
      ) copies
      group by bucket
      """,
      parameters,
      access: .read
    )
  }

  /// The copies in some buckets.
  func copies(in buckets: [Int32], of count: Int32, _ key: DigestKey) -> Statement {
    var parameters = key.parameters
    parameters.append(count)
    parameters.append(buckets)
    return Statement(
      """
      select \(tenant), \(account), \(version), \(digest), array[\(actualTexts)]::text[]
      from \(relation)
      where \(Self.bucket(of: account, count: "$3")) = any($4)
      """,
      parameters,
      access: .read
    )
  }

  /// SQL for the digest of a copy.
  var digest: String {
    "sha256(convert_to(array[\(account)::text, \(actualTexts)]::text, 'UTF8'))"
  }

  /// SQL for the canonical texts of a copy's columns.
  var actualTexts: String {
    columns.map { $0.form.actual($0.name) }.joined(separator: ", ")
  }

  // MARK: What should be there

  /// Copies as they should be, with their digests, brought into their canonical form by the server that is asked.
  func expected(_ copies: [ExpectedCopy]) -> Statement {
    var parameters = Parameters(copies.map(\.account))
    for position in columns.indices { parameters.append(copies.map { $0.texts[position] }) }
    let names = columns.indices.map { "c\($0)" }
    let arrays = columns.indices.map { "$\($0 + 2)::text[]" }
    let texts = zip(columns, names).map { column, name in column.form.expected(name) }
    return Statement(
      """
      select account, sha256(convert_to(array[account::text, \(texts.joined(separator: ", "))]::text, 'UTF8')),
        array[\(texts.joined(separator: ", "))]::text[]
      from unnest($1::uuid[], \(arrays.joined(separator: ", ")))
        as copy(account, \(names.joined(separator: ", ")))
      """,
      parameters,
      access: .read
    )
  }

  /// SQL for the bucket of an account: by the last bytes of its id, which are random where ids are.
  public static func bucket(of account: String, count: String) -> String {
    "(get_byte(uuid_send(\(account)), 14) * 256 + get_byte(uuid_send(\(account)), 15)) % \(count)"
  }

  /// The bucket of an account.
  static func bucket(of account: AccountID, count: Int32) -> Int32 {
    let bytes = account.rawValue.uuid
    return (Int32(bytes.14) * 256 + Int32(bytes.15)) % count
  }
}
