import Catalog
import RepositoryGeneration

extension ContractPlan {
  /// The file of what is read of an account.
  func sourceFile() -> GeneratedFile {
    let properties =
      control.inputs.map { property($0.name, $0.type, $0.sentence) }
      + control.lists.map { list in
        property(
          list.name,
          "[\(list.elementType)]",
          "Its rows of \(code(list.relation.name)) that count, in the order of their keys."
        )
      }
    return file(
      "ContractSource",
      imports: ["public Demarc", "public PostgresDriver"],
      types: control.inputs.map(\.type) + control.lists.flatMap { $0.columns.map(\.type) },
      [
        """
        /// What the contract reads of an account.
        public struct ContractSource: Sendable, Hashable {
        \(blocks(control.lists.map(elementType)))

          /// The account.
          public let account: AccountID
          /// Counts up whenever something changes that the account's cluster has a copy of.
          public let version: Int64
          /// The cluster on which the copy lives.
          public let cluster: ClusterID?
          /// Whether a change was announced that its cluster has not heard of yet.
          public let hasOpenEvents: Bool
        \(properties.joined(separator: "\n"))
        }
        """,
        decoding,
        """
        extension ContractSource {
          /// Reads accounts; a condition follows.
          static let sql: String = \"""
        \(sqlLines(sourceSQL, indent: 4))
            \"""
        }
        """,
      ]
    )
  }

  private func property(_ name: String, _ type: String, _ sentence: String) -> String {
    "\(docComment(sentence, indent: 2))\n  public let \(SwiftName.escaped(name)): \(type)"
  }

  private func elementType(_ list: ListPlan) -> String {
    let properties = list.columns.map { column in
      "\(docComment(column.sentence, indent: 4))\n    public let \(SwiftName.escaped(column.name)): \(column.type)"
    }
    let parameters = list.columns.map { "\(SwiftName.label($0.name)): \($0.type)" }
    let assignments = list.columns.map {
      "      self.\(SwiftName.escaped($0.name)) = \(SwiftName.escaped($0.name))"
    }
    return """
      \(docComment(sentence(list.relation.comment, otherwise: "A row of \(code(list.relation.name))."), indent: 2))
        public struct \(list.elementType): Sendable, Hashable {
      \(properties.joined(separator: "\n"))

          /// Makes an element.
      \(bracketed("public init(", parameters, ") {", indent: 4))
      \(assignments.joined(separator: "\n"))
          }
        }
      """
  }

  // MARK: Decoding

  private var decoding: String {
    let inputs = control.inputs.map { "    \(target($0.name)) = try row.next()" }
    let lists = control.lists.map(listDecoding)
    return """
      extension ContractSource: DecodableRow {
        /// Decodes the columns in the order in which they are read.
        public init(row: inout RowReader) throws {
          account = try row.next()
          version = try row.next()
          cluster = try row.next(String?.self).map { ClusterID(rawValue: $0) }
          hasOpenEvents = try row.next()
      \((inputs + lists).joined(separator: "\n"))
        }
      }
      """
  }

  private func target(_ name: String) -> String {
    let source = SwiftName.escaped(name)
    return source == name && name != "row" ? name : "self.\(source)"
  }

  /// Each column of a list comes as an array; all of them are in the same order.
  private func listDecoding(_ list: ListPlan) -> String {
    let arrays = list.columns.map { column in
      let name = list.name + SwiftName.suffix(column.name)
      return (name: name, line: "    let \(name): [\(column.type)] = try row.next()")
    }
    let arguments = zip(list.columns, arrays).map { column, array in
      "\(SwiftName.label(column.name)): \(array.name)[position]"
    }
    let element = bracketed("\(list.elementType)(", arguments, ")", indent: 6)
    return """
      \(arrays.map(\.line).joined(separator: "\n"))
          \(target(list.name)) = \(arrays[0].name).indices.map { position in
      \(element)
          }
      """
  }

  // MARK: SQL

  private var account: String { quotedIdentifier(SourcePlanner.accountAlias) }

  private var sourceSQL: [String] {
    let columns =
      [
        "\(account).\(quotedIdentifier(control.key))",
        "\(account).\(quotedIdentifier(control.version))",
        "\(account).\(quotedIdentifier(control.cluster))",
      ].map { [$0] } + [openEvents] + control.inputs.map { [$0.sql] }
      + control.lists.flatMap { list in list.columns.map { arraySQL($0, of: list) } }
    let lines = columns.enumerated().flatMap { position, lines in
      lines.enumerated().map { line, text in
        let isEnd = line == lines.count - 1 && position < columns.count - 1
        return "  \(text)\(isEnd ? "," : "")"
      }
    }
    return ["select"] + lines + ["from \(control.relation.name.sql) \(account)"]
      + control.joins.map(joinSQL)
  }

  private func joinSQL(_ join: JoinPlan) -> String {
    let keyword = join.isRequired ? "join" : "left join"
    return
      "\(keyword) \(join.relation.name.sql) \(quotedIdentifier(join.alias)) on \(join.condition)"
  }

  private var openEvents: [String] {
    let states = outbox.open.map(sqlLiteral).joined(separator: ", ")
    return [
      "exists (",
      "  select from \(outbox.relation.name.sql) outbox",
      "  where outbox.\(quotedIdentifier(outbox.account))"
        + " = \(account).\(quotedIdentifier(control.key))",
      "    and outbox.\(quotedIdentifier(outbox.status)) in (\(states))",
      ")",
    ]
  }

  private func arraySQL(_ column: InputPlan, of list: ListPlan) -> [String] {
    ["array("]
      + [
        "  select \(column.sql)",
        "  from \(list.relation.name.sql) \(quotedIdentifier(list.alias))",
      ]
      + list.joins.map { "  \(joinSQL($0))" }
      + ["  where \(list.conditions.joined(separator: " and "))"]
      + ["  order by \(list.order.joined(separator: ", "))", ")"]
  }
}
