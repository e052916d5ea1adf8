import Catalog
import ConfigurationFile
import RepositoryGeneration

extension ContractPlan {
  /// The file of the searches for accounts.
  func sourcesFile() -> GeneratedFile {
    file(
      "ContractSources",
      imports: ["public Demarc", "PostgresDriver"],
      [
        """
        /// Reads accounts as the contract sees them.
        public struct ContractSources: Sendable {
          private let session: RepositorySession

          /// Reads the control plane.
          public init(_ context: AdminContext) {
            session = RepositorySession(context)
          }

        \(blocks(searches))
        }
        """
      ]
    )
  }

  private var searches: [String] {
    [
      search(
        "The account, or nil when there is none.",
        name: "find",
        ["_ account: AccountID"],
        "ContractSource?",
        ["where \(key) = $1"],
        "Parameters(account)"
      ),
      search(
        "The accounts on a cluster that come after another by their keys, or the first ones.",
        name: "page",
        ["on cluster: ClusterID", "after account: AccountID?", "size: Int"],
        "[ContractSource]",
        [
          "where \(cluster) = $1\(isThere)",
          "  and \(key) >= $2 and (\(key) <> $2 or $3)",
          "order by \(key)",
          "limit $4",
        ],
        "Parameters(cluster.rawValue, account ?? .least, account == nil, Int64(size))"
      ),
      search(
        "The accounts on a cluster that fall into some buckets.",
        name: "find",
        ["on cluster: ClusterID", "in buckets: [Int32]", "of count: Int32"],
        "[ContractSource]",
        [
          "where \(cluster) = $1\(isThere)",
          "  and \(Self.bucketMark) = any($3)",
          "order by \(key)",
        ],
        "Parameters(cluster.rawValue, count, buckets)"
      ),
      unplaced,
    ]
  }

  /// Nothing, where no check is about accounts without a copy.
  private var unplaced: String {
    let missing = checks.compactMap { check in
      check.missing.map { $0.sql.isEmpty ? "true" : $0.sql.joined(separator: " and ") }
    }
    guard !missing.isEmpty else { return "" }
    let condition =
      missing.count == 1 ? missing[0] : "(\(missing.map { "(\($0))" }.joined(separator: " or ")))"
    return search(
      "The accounts that must have a copy and are on no cluster.",
      name: "unplaced",
      [],
      "[ContractSource]",
      ["where \(cluster) is null\(isThere)", "  and \(condition)", "order by \(key)"],
      "Parameters()"
    )
  }

  private func search(
    _ sentence: String,
    name: String,
    _ arguments: [String],
    _ result: String,
    _ sql: [String],
    _ parameters: String
  ) -> String {
    let call = result.hasSuffix("?") ? "optional" : "rows"
    let signature = bracketed(
      "public func \(name)(",
      arguments,
      ") async throws -> \(result) {",
      indent: 2
    )
    return """
      \(docComment(sentence, indent: 2))
      \(signature)
          try await session.\(call)(
            Statement(
              \"""
              \\(ContractSource.sql)
      \(sqlLines(sql, indent: 8).replacing(Self.bucketMark, with: bucket))
              \""",
              \(parameters),
              access: .read
            )
          )
        }
      """
  }

  /// Stands for the bucket of an account, whose SQL the runtime has.
  private static let bucketMark = "{bucket}"

  private var bucket: String {
    "\\(ComparedTable.bucket(of: \(stringLiteral(key)), count: \"$2\"))"
  }

  private var account: String { quotedIdentifier(SourcePlanner.accountAlias) }
  private var key: String { "\(account).\(quotedIdentifier(control.key))" }
  private var cluster: String { "\(account).\(quotedIdentifier(control.cluster))" }

  private var isThere: String {
    control.deleted.map { " and \(account).\(quotedIdentifier($0)) is null" } ?? ""
  }
}
