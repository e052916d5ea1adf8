import Catalog
import SchemaMigration
import Terminal

/// What a run of the generator did, for a reviewer.
struct GenerationChanges: Encodable {
  /// Files that were not there before.
  var added: [String] = []
  /// Files with another text than before.
  var changed: [String] = []
  /// Files that are no longer generated.
  var removed: [String] = []
  /// What differs from the last snapshot, by the database's name.
  var differences: [String: SchemaDifference]
  /// What the new migrations would do to databases that serve.
  var findings: [MigrationFinding]

  init(differences: [String: SchemaDifference], findings: [MigrationFinding]) {
    self.differences = differences
    self.findings = findings
  }

  /// Nothing.
  static let none: GenerationChanges = GenerationChanges(differences: [:], findings: [])

  /// Prints the changes for a person.
  func print() {
    for finding in findings where !finding.isAccepted { Terminal.warning("\(finding)") }
    for (database, difference) in differences.sorted(by: { $0.key < $1.key }) {
      for change in difference.changes { Swift.print("\(database): \(change)") }
    }
    guard !(added + changed + removed).isEmpty else {
      Swift.print("Nothing changed.")
      return
    }
    Swift.print(
      "\(added.count) files added, \(changed.count) changed, \(removed.count) removed."
    )
  }
}
