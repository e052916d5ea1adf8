package import ConfigurationFile

/// All the problems of a contract.
package struct ContractError: Error, CustomStringConvertible {
  /// The problems, in the order in which they were found.
  package let problems: [ConfigurationError]

  /// One line for each problem.
  package var description: String {
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    return """
      The contract has \(count); nothing was written:
      \(problems.map { "  \($0)" }.joined(separator: "\n"))
      """
  }
}
