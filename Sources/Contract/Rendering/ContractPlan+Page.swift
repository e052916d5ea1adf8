import Catalog
import ConfigurationFile
import RepositoryGeneration

extension ContractPlan {
  /// The page that documents the contract.
  func pageFile() -> GeneratedFile {
    let account = control.relation.name.name
    let copy = data.relation.name.name
    return GeneratedFile(
      path: "CONTRACT.md",
      text: """
        \(generatedPageMarker) from \(source). Do not edit: run 'demarc generate'. -->

        # The contract

        Every field whose source of truth is a row of `\(account)`, and whose copy lives in `\(copy)` on the account's
        cluster. Whoever writes a copy writes the whole state of the account, and only over an earlier version
        (`\(account).\(control.version)`, `\(copy).\(data.version)`).

        ## Fields

        \(table(
          ["field", "account", "transform", "copy", "events", "checks", "sensitivity", "note"],
          fields.map(row)
        ))

        ## Checks

        A difference belongs to the first check that fits. One that is repaired when `asked` is only reported until
        somebody asks; an event that is still in the outbox is no drift.

        \(table(
          ["check", "drift", "severity", "repair"],
          checks.map { [$0.name, $0.drift, $0.severity.rawValue, $0.repair.rawValue] }
        ))

        ## Events

        What an event carries is for readers: whoever applies one writes the account's state as it is then. A secret is
        never carried, only whether there is one.

        \(table(
          ["event", "fields"],
          events.map { event in
            [
              code(event.name),
              event.fields.count == fields.count
                ? "all" : event.fields.map(\.name).joined(separator: ", "),
            ]
          }
        ))

        """
    )
  }

  private func row(_ field: FieldPlan) -> [String] {
    let carrying = events.filter { event in event.fields.contains { $0.name == field.name } }
    return [
      field.name,
      field.arguments.map { code($0.origin) }.joined(separator: ", "),
      field.transform.map { code($0) } ?? "",
      field.columns.map { code($0.column.name) }.joined(separator: ", "),
      carrying.map { code($0.name) }.joined(separator: ", "),
      checkNames(of: field).joined(separator: ", "),
      field.sensitivity.rawValue,
      field.note ?? "",
    ]
  }

  /// The checks that name the field, and the one that takes what is left.
  private func checkNames(of field: FieldPlan) -> [String] {
    checks.filter { check in
      guard check.missing == nil else { return false }
      guard let fields = check.fields else { return true }
      return fields.contains { $0.name == field.name }
    }
    .map(\.name)
  }

  private func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { cells in
      "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
    }
    .joined(separator: "\n")
  }
}
