import ConfigurationFile
import RepositoryGeneration

extension ContractPlanner {
  /// Notes names that generated code means something else by, and such as meet in one Swift name.
  ///
  /// Case is left aside: files are named after some of them, and would meet where the file system ignores it.
  ///
  /// - Parameters:
  ///   - names: each text with the Swift name that is made of it.
  ///   - members: what the generated type has besides.
  mutating func requireOwnNames(
    _ names: [(text: ConfigurationText, name: String)],
    besides members: Set<String>
  ) {
    var owners: [String: ConfigurationText] = [:]
    for (text, name) in names {
      if let owner = owners.updateValue(text, forKey: name.lowercased()) {
        report(text, "it meets '\(owner)' in the Swift name \(name). Call one of them otherwise.")
      } else if members.union(Self.enumMembers).contains(name) {
        report(text, "generated code means something else by \(name). Call it otherwise.")
      }
    }
  }

  /// Notes a type name that would hide what generated code means by it.
  mutating func requireOwnType(_ text: ConfigurationText, _ typeName: String) {
    guard reservedTypeNames.contains(typeName) || typeName.hasPrefix("Contract") else { return }
    report(text, "generated code means something else by \(typeName). Call it otherwise.")
  }

  /// What every enum has.
  private static let enumMembers: Set<String> = ["allCases", "hashValue", "rawValue"]
}
