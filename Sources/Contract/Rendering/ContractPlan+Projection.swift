import Catalog
import RepositoryGeneration

extension ContractPlan {
  /// The file of the complete state of a copy.
  func projectionFile() -> GeneratedFile {
    let parameters =
      ["account: AccountID", "version: Int64"]
      + columns.map { "\(SwiftName.label($0.name)): \($0.type)" }
    let assignments = (["account", "version"] + columns.map(\.name)).map {
      "    self.\(SwiftName.escaped($0)) = \(SwiftName.escaped($0))"
    }
    return file(
      "ContractProjection",
      imports: ["public Demarc"],
      types: columns.map(\.type),
      [
        """
        /// Everything that an account's copy on its cluster must hold.
        ///
        /// There are no defaults: a copy that lacks a field cannot be made.
        public struct ContractProjection: Sendable, Hashable {
        \(blocks(results))

          /// The account.
          public let account: AccountID
          /// The version of the account that this is.
          public let version: Int64
        \(columns.map(property).joined(separator: "\n"))

          /// Makes a state of all its fields.
        \(bracketed("public init(", parameters, ") {", indent: 2))
        \(assignments.joined(separator: "\n"))
          }
        }
        """,
        """
        extension ContractProjection {
          /// Makes the copy's state of what was read of the account.
          ///
          /// - Throws: what a transform throws when it cannot make a field.
          public init(_ source: ContractSource, using transforms: some ContractTransforms) throws {
        \(building)
          }
        }
        """,
      ]
    )
  }

  private func property(_ column: TargetPlan) -> String {
    "\(docComment(column.sentence, indent: 2))\n  public let \(SwiftName.escaped(column.name)): \(column.type)"
  }

  // MARK: Transforms

  /// The types of what transforms make, where that is more than one column.
  private var results: [String] {
    fields.filter(\.hasResultType).map { field in
      let properties = field.columns.map { column in
        "\(docComment(column.sentence, indent: 4))\n    public let \(SwiftName.escaped(column.name)): \(column.type)"
      }
      let parameters = field.columns.map { "\(SwiftName.label($0.name)): \($0.type)" }
      let assignments = field.columns.map {
        "      self.\(SwiftName.escaped($0.name)) = \(SwiftName.escaped($0.name))"
      }
      return """
        \(docComment("What the field \(code(field.name)) is made of.", indent: 2))
          public struct \(field.typeName): Sendable, Hashable {
        \(properties.joined(separator: "\n"))

            /// Makes the field of all its columns.
        \(bracketed("public init(", parameters, ") {", indent: 4))
        \(assignments.joined(separator: "\n"))
            }
          }
        """
    }
  }

  private var building: String {
    let calls = fields.filter(\.hasResultType).map { field in
      call(field, "let \(SwiftName.escaped(field.caseName)) = try ")
    }
    let arguments =
      ["      account: source.account", "      version: source.version"]
      + fields.flatMap { field in
        field.columns.enumerated().map { position, column in
          let label = "      \(SwiftName.label(column.name)): "
          guard field.transform != nil else {
            let argument = field.arguments[field.arguments.count == 1 ? 0 : position]
            return label + "source.\(SwiftName.escaped(argument.name))"
          }
          guard field.hasResultType else {
            return call(field, "\(SwiftName.label(column.name)): try ", indent: 6)
          }
          return label
            + "\(SwiftName.escaped(field.caseName)).\(SwiftName.escaped(column.name))"
        }
      }
    return (calls + ["    self.init(\n\(arguments.joined(separator: ",\n"))\n    )"])
      .joined(separator: "\n")
  }

  private func call(_ field: FieldPlan, _ head: String, indent: Int = 4) -> String {
    let arguments = field.arguments.map {
      "\(SwiftName.label($0.name)): source.\(SwiftName.escaped($0.name))"
    }
    let method = SwiftName.escaped(field.transform ?? "")
    return bracketed("\(head)transforms.\(method)(", arguments, ")", indent: indent)
  }

  /// The file of what Swift must implement.
  func transformsFile() -> GeneratedFile {
    let transforms = fields.filter { $0.transform != nil }
    let requirements = transforms.map { field in
      let parameters = field.arguments.map { "\(SwiftName.label($0.name)): \($0.type)" }
      let targets = field.columns.map { code($0.column.name) }.joined(separator: ", ")
      let result =
        field.hasResultType ? "ContractProjection.\(field.typeName)" : field.columns[0].type
      let note = field.note.map { [$0] } ?? []
      return """
        \(docComment(paragraphs: ["Makes \(targets)."] + note, indent: 2))
        \(bracketed(
          "func \(SwiftName.escaped(field.transform ?? ""))(",
          parameters,
          ") throws -> \(result)",
          indent: 2
        ))
        """
    }
    let body = requirements.isEmpty ? "}" : "\n\(blocks(requirements))\n}"
    return file(
      "ContractTransforms",
      imports: [],
      types: transforms.flatMap { field in
        field.arguments.map(\.type) + (field.hasResultType ? [] : field.columns.map(\.type))
      },
      [
        """
        /// What the fields of the contract are made of where they are no plain copies.
        public protocol ContractTransforms: Sendable {\(body)
        """
      ]
    )
  }

  // MARK: Columns

  /// The file of the ways of each column into a statement.
  func projectionColumnsFile() -> GeneratedFile {
    let names = columns.map { SwiftName.escaped($0.name) }
    return file(
      "ContractProjection+Columns",
      imports: ["Demarc"],
      [
        """
        extension ContractProjection {
          /// The values of some columns, for a statement.
          func assignments(of columns: [ContractColumn]) -> Assignments {
            var assignments = Assignments()
            for column in columns { assign(column, in: &assignments) }
            return assignments
          }

          /// The state as texts that are compared with a copy.
          func expectedCopy(_ key: DigestKey) -> ExpectedCopy {
            ExpectedCopy(of: account, texts: ContractColumn.allCases.map { text(of: $0, key) })
          }

          private func assign(_ column: ContractColumn, in assignments: inout Assignments) {
            switch column {
        \(cases(names) { position in
          let column = columns[position]
          let method = column.type.hasSuffix("?") ? "setOrClear" : "set"
          return "assignments.\(method)(\(stringLiteral(column.sql)), to: \(names[position]))"
        })
            }
          }

          private func text(of column: ContractColumn, _ key: DigestKey) -> String? {
            switch column {
        \(cases(names) { position in
          let method = columns[position].isSecret ? "digest" : "text"
          return "key.\(method)(of: \(names[position]))"
        })
            }
          }
        }
        """
      ]
    )
  }
}

extension FieldPlan {
  /// Whether the field's transform makes several columns, which have a type of their own together.
  var hasResultType: Bool { transform != nil && columns.count > 1 }
}
