import RepositoryGeneration

extension ContractPlan {
  /// The file of the kinds of drift.
  func checkFile() -> GeneratedFile {
    let names = checks.map { SwiftName.escaped($0.caseName) }
    let ofMissing = checks.filter { $0.missing != nil }
    let ofDifferences = checks.filter { $0.missing == nil }
    return file(
      "ContractCheck",
      imports: ["public Demarc"],
      [
        """
        /// A kind of drift between an account and its copy.
        public enum ContractCheck: String, Sendable, Hashable, Codable, CaseIterable {
        \(enumCases(checks.map { ($0.caseName, $0.name, $0.drift) }))
        }
        """,
        """
        extension ContractCheck {
          /// How bad the drift is.
          public var severity: DriftSeverity {
            switch self {
        \(cases(names) { ".\(checks[$0].severity.rawValue.lowercased())" })
            }
          }

          /// Whether the drift is repaired.
          public var repair: DriftRepair {
            switch self {
        \(cases(names) { ".\(checks[$0].repair.rawValue)" })
            }
          }

          /// What has drifted, in a sentence.
          public var sentence: String {
            switch self {
        \(cases(names) { stringLiteral(checks[$0].drift) })
            }
          }
        }
        """,
        """
        extension ContractCheck {
          /// The check to which it belongs that an account has no copy; nil where it need not have one.
          static func ofMissingCopy(_ source: ContractSource) -> ContractCheck? {
        \(ofMissing.map { test($0.missing?.conditions ?? [], $0) }.joined(separator: "\n"))
            return nil
          }

          /// The check to which a difference in a field belongs.
          static func ofDifference(
            in field: ContractField,
            of source: ContractSource,
            expected: [ContractColumn: String],
            actual: [ContractColumn: String]
          ) -> ContractCheck {
        \(ofDifferences.map { test(fieldConditions($0) + $0.conditions, $0) }.joined(separator: "\n"))
          }
        }
        """,
      ]
    )
  }

  private func fieldConditions(_ check: CheckPlan) -> [String] {
    guard let fields = check.fields else { return [] }
    let names = fields.map { ".\($0.caseName)" }
    return names.count == 1
      ? ["field == \(names[0])"] : ["[\(names.joined(separator: ", "))].contains(field)"]
  }

  /// `if …, … { return .d1 }`, or `return .d8` where nothing is asked.
  private func test(_ conditions: [String], _ check: CheckPlan) -> String {
    let result = "return .\(SwiftName.escaped(check.caseName))"
    guard !conditions.isEmpty else { return "    \(result)" }
    let line = "    if \(conditions.joined(separator: ", ")) { \(result) }"
    guard line.count > lineWidth else { return line }
    return """
          if \(conditions.joined(separator: ",\n      "))
          {
            \(result)
          }
      """
  }

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
          /// The accounts with an announced change that has not arrived yet: they differ, and are no drift.
          public var inFlight: [AccountID] = []
          /// The accounts of copies that should not be there: the account is deleted, unknown, or on
          /// another cluster.
          public var strays: [AccountID] = []
          /// The accounts of which no copy can be made, and why.
          public var failures: [AccountID: String] = [:]
        }
        """,
      ]
    )
  }
}
