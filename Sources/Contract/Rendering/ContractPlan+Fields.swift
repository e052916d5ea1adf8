import Catalog
import RepositoryGeneration

extension ContractPlan {
  /// The file of the columns of a copy.
  func columnFile() -> GeneratedFile {
    let names = columns.map { SwiftName.escaped($0.name) }
    let owners = fields.flatMap { field in field.columns.map { _ in field.caseName } }
    return file(
      "ContractColumn",
      imports: ["Demarc"],
      [
        """
        /// A column of \(code(data.relation.name)) whose source of truth is the account.
        public enum ContractColumn: String, Sendable, Hashable, Codable, CaseIterable {
        \(enumCases(columns.map { ($0.name, $0.column.name, $0.sentence) }))
        }
        """,
        """
        extension ContractColumn {
          /// The field of the contract that the column belongs to.
          public var field: ContractField {
            switch self {
        \(cases(names) { ".\(owners[$0])" })
            }
          }

          /// How the column is compared with what it should be.
          var compared: ComparedTable.Column {
            switch self {
        \(cases(names) { position in
          let column = columns[position]
          return "ComparedTable.Column(\(stringLiteral(column.sql)), as: .\(column.form.rawValue))"
        })
            }
          }
        }
        """,
        """
        extension ComparedTable {
          /// The table of the copies.
          static let contract = ComparedTable(
            \(stringLiteral(data.relation.name.sql)),
            tenant: \(stringLiteral(quotedIdentifier(data.key))),
            account: \(stringLiteral(quotedIdentifier(data.account))),
            version: \(stringLiteral(quotedIdentifier(data.version))),
            columns: ContractColumn.allCases.map(\\.compared)
          )
        }
        """,
      ]
    )
  }

  /// The file of the fields of the contract.
  func fieldFile() -> GeneratedFile {
    let names = fields.map { SwiftName.escaped($0.caseName) }
    return file(
      "ContractField",
      imports: ["public Demarc"],
      [
        """
        /// A field of the contract between the account and its copy.
        public enum ContractField: String, Sendable, Hashable, Codable, CaseIterable {
        \(enumCases(fields.map { ($0.caseName, $0.name, fieldSentence($0)) }))
        }
        """,
        """
        extension ContractField {
          /// The columns of the copy that the field is made of.
          public var columns: [ContractColumn] {
            ContractColumn.allCases.filter { $0.field == self }
          }

          /// Who may see the field.
          public var sensitivity: ContractSensitivity {
            switch self {
        \(cases(names) { ".\(fields[$0].sensitivity.rawValue)" })
            }
          }
        }
        """,
      ]
    )
  }

  /// What a field is made of, and what is said of it.
  func fieldSentence(_ field: FieldPlan) -> String {
    let origins = field.arguments.map { code($0.origin) }.joined(separator: ", ")
    let note = field.note.map { " \($0)" } ?? ""
    return "Of \(origins).\(note)"
  }
}
