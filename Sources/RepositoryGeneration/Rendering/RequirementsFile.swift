import Catalog
import ConfigurationFile

extension SchemaPlan {
  /// The file with what the repositories of the data plane need of a cluster's tables.
  func requirementFiles() -> [GeneratedFile] {
    guard let (tenant, roles) = tenancy,
      let root = entities.first(where: \.scope.isRoot)?.relation.name
    else { return [] }
    // As SQL names it, and as Postgres prints it.
    let rootSQL = root.schema == "public" ? quotedIdentifier(root.name) : root.sql
    return [
      GeneratedFile(
        path: "Requirements.swift",
        text: """
          \(fileHeader(source: source, imports: Imports(demarc: .shown, driver: .absent)))
          /// What the repositories of this module need of a cluster.
          public enum Requirements {
            /// How its tables keep tenants apart by themselves.
            public static let isolation: IsolationRules = IsolationRules(
              root: \(stringLiteral(rootSQL)),
              rootKey: \(stringLiteral(tenant.key)),
              column: \(stringLiteral(tenant.column)),
              type: \(stringLiteral(tenant.type)),
              applicationRole: \(stringLiteral(roles.application)),
              fleetRole: \(stringLiteral(roles.fleet))
            )

            /// Every table, with the types in whose form the values of its columns travel.
            public static let all: SchemaRequirements = SchemaRequirements(
              json:
          \(multilineLiteral(requirementLines, indent: 6))
            )
          }

          """
      )
    ]
  }

  /// The requirements as JSON, by schema, table and column.
  private var requirementLines: [String] {
    let relations = entities.map(\.relation)
    let schemas = Dictionary(grouping: relations, by: \.name.schema).sorted { $0.key < $1.key }
    let objects = schemas.map { schema, relations in
      ["\(jsonString(schema)): {"] + separated(relations.map(\.requirementLines)) + ["}"]
    }
    return ["{"] + separated(objects) + ["}"]
  }
}

extension Relation {
  /// The table's member of an object, on as many lines as it needs.
  fileprivate var requirementLines: [String] {
    let types = separated(
      columns.map { ["\(jsonString($0.name)): \(jsonString($0.type.form))"] }
    )
    return ["  \(jsonString(name.name)): {"] + wrapped(words: types, width: 88).map { "    \($0)" }
      + ["  }"]
  }
}

extension TypeReference {
  /// The type without limits, with its schema unless it is Postgres' own.
  fileprivate var form: String {
    "\(name.schema == "pg_catalog" ? "" : "\(name.schema).")\(name.name)\(isArray ? "[]" : "")"
  }
}

/// The lines of members of an object, with a comma behind each but the last.
private func separated(_ members: [[String]]) -> [String] {
  members.enumerated().flatMap { position, lines in
    position == members.count - 1 ? lines : lines.dropLast() + lines.suffix(1).map { $0 + "," }
  }
}

/// A text as a string of JSON.
private func jsonString(_ text: String) -> String {
  var json = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case let control where control.value < 0x20:
      let digits = String(control.value, radix: 16)
      json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: json.unicodeScalars.append(scalar)
    }
  }
  return json + "\""
}
