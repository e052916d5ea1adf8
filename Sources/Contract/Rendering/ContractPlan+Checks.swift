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
        \(ofDifferences.map { test(conditions($0), $0) }.joined(separator: "\n"))
          }
        }
        """,
      ]
    )
  }

  private func conditions(_ check: CheckPlan) -> [String] {
    guard let fields = check.fields else { return check.conditions }
    let names = fields.map { ".\($0.caseName)" }
    let isOfField =
      names.count == 1
      ? "field == \(names[0])" : "[\(names.joined(separator: ", "))].contains(field)"
    return [isOfField] + check.conditions
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
}
