import ArgumentParser
import Catalog
import RepositoryGeneration
import Terminal

/// What was found of several databases.
struct VerificationReport: Encodable {
  /// What was found of one database.
  struct Entry: Encodable, Sendable {
    /// Something that fails, with the methods that do.
    struct Failure: Encodable, Sendable {
      let object: String
      let cause: String
      let certainty: SchemaCompatibility.Break.Certainty
      let methods: [String]
      /// The methods as a line for each type.
      fileprivate var summary: [String] = []

      private enum CodingKeys: String, CodingKey {
        case object, cause, certainty, methods
      }
    }

    /// The name in demarc.yml.
    let database: String
    /// The cluster, in the data plane.
    var cluster: String?
    /// The grade; nil where the database could not be looked at.
    var verdict: SchemaCompatibility.Verdict?
    /// The migrations that the database lacks; nil where its ledger cannot be read.
    var pending: [String]?
    /// What fails.
    var failures: [Failure] = []
    /// Everything that differs from the snapshot.
    var differences: [SchemaDifference.Change] = []
    /// Why the database could not be looked at.
    var error: String?
  }

  /// What the code was generated from: `snapshot`, or the release.
  let code: String
  /// The databases, in the order of demarc.yml, clusters by name.
  let databases: [Entry]

  /// The exit status; nil when all is well.
  var exitStatus: ExitCode? {
    if databases.contains(where: { $0.verdict == .breaking }) { return .refused }
    return databases.contains { $0.verdict == nil } ? .incomplete : nil
  }

  /// Prints a table, and below it what fails.
  func print() {
    Terminal.printTable(
      ["DATABASE", "CLUSTER", "VERDICT", "DETAIL"],
      databases.map { [$0.database, $0.cluster ?? "", $0.verdictWord, $0.detail] }
    )
    for entry in databases where !entry.failures.isEmpty {
      Swift.print("\n\(Terminal.styled(entry.name, .bold)) breaks:")
      for failure in entry.failures {
        let often = failure.certainty == .always ? "" : ", with some values"
        Swift.print("  \(failure.object): \(failure.cause)\(often)")
        for line in failure.summary { Swift.print("    \(line)") }
      }
    }
    for entry in databases {
      guard let error = entry.error else { continue }
      Terminal.error("\(entry.name): \(error)")
    }
  }
}

extension VerificationReport.Entry {
  /// The name for messages.
  fileprivate var name: String { cluster ?? database }

  fileprivate var verdictWord: String { verdict?.rawValue ?? "unknown" }

  /// What a line of the table says beside the verdict.
  fileprivate var detail: String {
    var parts: [String] = []
    if verdict == nil { parts.append("could not be looked at") }
    let methods = Set(failures.flatMap(\.methods)).count
    if methods > 0 { parts.append(counted(methods, "method fails", "methods fail")) }
    if !differences.isEmpty { parts.append(counted(differences.count, "difference")) }
    if let pending, !pending.isEmpty {
      parts.append("\(counted(pending.count, "migration")) behind")
    }
    return parts.joined(separator: ", ")
  }

  /// Notes what a comparison found, with the methods that its breaks reach.
  mutating func insert(_ compatibility: SchemaCompatibility, callers: GeneratedCallers) {
    verdict = compatibility.verdict
    differences = compatibility.difference.changes
    failures = compatibility.breaks.map { failure in
      let methods = callers.methods(of: failure)
      return Failure(
        object: failure.object,
        cause: failure.cause,
        certainty: failure.certainty,
        methods: methods.map { "\($0.type).\($0.name)" },
        summary: methods.byType
      )
    }
  }

  /// Notes something that makes the whole database unusable.
  mutating func insert(_ object: String, _ cause: String) {
    verdict = .breaking
    failures.append(Failure(object: object, cause: cause, certainty: .always, methods: []))
  }
}

/// A number with its noun: `1 migration`, `2 migrations`.
func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
}
