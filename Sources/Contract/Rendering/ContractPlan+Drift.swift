import RepositoryGeneration

extension ContractPlan {
  /// The file of what a comparison finds.
  func driftFile() -> GeneratedFile {
    file(
      "ContractDrift",
      imports: ["public Demarc"],
      [
        """
        /// Something in which a copy is not what its account says.
        public struct ContractDrift: Sendable, Hashable {
          /// A column that differs.
          public struct Difference: Sendable, Hashable {
            /// The column.
            public let column: ContractColumn
            /// What the account says, as text; of a secret, whether there is one.
            public let expected: String?
            /// What the copy says, as text; of a secret, whether there is one.
            public let actual: String?
          }

          /// The kind of drift.
          public let check: ContractCheck
          /// The account.
          public let account: AccountID
          /// The version of the account.
          public let version: Int64
          /// The cluster on which the copy should be; nil where the account has none.
          public let cluster: ClusterID?
          /// The field; nil where the whole copy is missing.
          public let field: ContractField?
          /// The columns of the field that differ.
          public let differences: [Difference]
          /// The copy as it was found.
          let seen: ActualCopy?
        }
        """,
        """
        extension ContractDrift {
          /// An account that has no copy.
          init(missing source: ContractSource, _ check: ContractCheck) {
            self.check = check
            account = source.account
            version = source.version
            cluster = source.cluster
            field = nil
            differences = []
            seen = nil
          }
        }

        extension ContractDrift: CustomStringConvertible {
          /// The check, the account and what differs; of persons and secrets, only that it does.
          public var description: String {
            let place = cluster.map { " on \\($0)" } ?? ""
            let head = "\\(check.rawValue) (\\(check.severity.rawValue)): account \\(account)\\(place)"
            let values = differences.map { difference in
              field?.sensitivity == .open
                ? difference.description : "\\(difference.column.rawValue) differs."
            }
            return (["\\(head): \\(check.sentence)"] + values).joined(separator: " ")
          }
        }

        extension ContractDrift.Difference: CustomStringConvertible {
          /// The column with both values.
          public var description: String {
            let values = [actual, expected].map { $0.map { "'\\($0)'" } ?? "empty" }
            return "\\(column.rawValue) is \\(values[0]) and should be \\(values[1])."
          }
        }
        """,
        """
        /// What a comparison of a cluster's copies with their accounts has found.
        public struct ContractReport: Sendable {
          /// The cluster.
          public let cluster: ClusterID
          /// How many accounts are on the cluster.
          public var accounts: Int = 0
          /// How many buckets of copies were not equal as a whole, and looked at one by one.
          public var differingBuckets: Int = 0
          /// What has drifted.
          public var drifts: [ContractDrift] = []
          /// The accounts that differ from copies of a later version: somebody set the control plane back,
          /// and no event reaches these copies before the accounts have counted beyond them.
          public var ahead: [AccountID] = []
          /// The accounts with an announced change that has not arrived yet: they differ, and are no drift.
          public var inFlight: [AccountID] = []
          /// The accounts of copies that should not be there: the account is deleted, unknown, or on
          /// another cluster.
          public var strays: [AccountID] = []
          /// The accounts of which no copy can be made, and why.
          public var failures: [AccountID: String] = [:]

          mutating func note(_ account: AccountID, isAhead: Bool) {
            if isAhead { ahead.append(account) } else { inFlight.append(account) }
          }
        }
        """,
      ]
    )
  }
}
