import Catalog

extension SchemaPlan {
  /// The files of the functions: one with the methods, one for each row type that a function has for
  /// itself.
  func functionFiles() -> [GeneratedFile] {
    guard !routines.isEmpty else { return [] }
    return [functionsFile] + routines.compactMap { $0.rowFile(source: source) }
  }

  private var functionsFile: GeneratedFile {
    GeneratedFile(
      path: "Functions/Functions.swift",
      text: """
        \(fileHeader(source: source, imports: functionImports))
        /// Calls the functions of the database.
        public struct Functions: Sendable {
          private let session: RepositorySession

          /// Works through a context.
          public init(_ context: \(isControlPlane ? "AdminContext" : "ClusterContext")) {
            session = RepositorySession(context)
          }
        }

        extension Functions {
        \(routines.map { $0.method(entities: entities) }.joined(separator: "\n\n"))
        }

        """
    )
  }

  private var functionImports: Imports {
    Imports(
      demarc: .shown, driver: .absent,
      types: routines.flatMap { $0.arguments.map(\.type) + [$0.scalarType ?? ""] })
  }
}

extension RoutinePlan {
  /// The type of the result, where it is a scalar.
  var scalarType: String? {
    switch result {
    case .value(let type), .values(let type): type
    case .void, .rows, .entities: nil
    }
  }

  /// The method that calls the function.
  func method(entities: [EntityPlan]) -> String {
    let parameters = arguments.map { argument in
      let name = SwiftName.escaped(argument.name)
      return argument.hasDefault ? "\(name): \(argument.type)? = nil" : "\(name): \(argument.type)"
    }
    let signature = parameters.joined(separator: ", ")
    let head = "  public func \(SwiftName.escaped(methodName))(\(signature))"
    let list =
      head.count + returnType.count > 96
      ? "  public func \(SwiftName.escaped(methodName))(\n    \(parameters.joined(separator: ",\n    "))\n  )"
      : head
    return """
      \(docComment(sentence(routine.comment, otherwise: "Calls `\(routine.name)`."), indent: 2))
      \(list) async throws\(returnType) {
          var call = FunctionCall(\(stringLiteral(routine.name.sql)))
      \(arguments.map(argumentLine).joined(separator: "\n"))
          \(returnType.isEmpty ? "" : "return ")try await session.\(runner)(call.\(selection(entities)))
        }
      """
  }

  private func argumentLine(_ argument: Argument) -> String {
    let name = stringLiteral(quotedIdentifier(argument.databaseName))
    let type = stringLiteral(argument.sqlType)
    let value = SwiftName.escaped(argument.name)
    return argument.hasDefault
      ? "    call.passIfGiven(\(name), as: \(type), \(value))"
      : "    call.pass(\(name), as: \(type), \(value))"
  }

  private var access: String { routine.volatility == .volatile ? ".write" : ".read" }

  private var returnType: String {
    switch result {
    case .void: ""
    case .value(let type): " -> \(type)?"
    case .values(let type): " -> [\(type)?]"
    case .rows(let typeName, _, let isSet), .entities(let typeName, _, let isSet):
      isSet ? " -> [\(typeName)]" : " -> \(typeName)?"
    }
  }

  private var runner: String {
    switch result {
    case .void: "run"
    case .value: "value"
    case .values: "values"
    case .rows(_, _, let isSet), .entities(_, _, let isSet): isSet ? "rows" : "optional"
    }
  }

  private func selection(_ entities: [EntityPlan]) -> String {
    switch result {
    case .void, .value, .values:
      return "scalar(\(access))"
    case .rows(_, let columns, _):
      return rows(columns.map { quotedIdentifier($0.databaseName) })
    case .entities(_, let relation, _):
      let columns = entities.first { $0.relation.name == relation.name }?.columnList ?? []
      return rows(columns)
    }
  }

  /// The call that selects columns, one line for as many as fit.
  private func rows(_ columns: [String]) -> String {
    let items = columns.map { stringLiteral($0) + "," }
    let lines = wrapped(words: items, width: 90).map { "        \($0)" }
    return """
      rows(
            [
      \(lines.joined(separator: "\n"))
            ],
            \(access)
          )
      """
  }

  /// The file of the row type that only this function has.
  func rowFile(source: String) -> GeneratedFile? {
    guard case .rows(let typeName, let columns, _) = result else { return nil }
    let imports = Imports(demarc: .shown, driver: .shown, types: columns.map(\.type))
    let conformances = columns.contains(where: \.isSecret) ? "Sendable, Hashable" : "Sendable, Hashable, Codable"
    return GeneratedFile(
      path: "Functions/\(typeName).swift",
      text: """
        \(fileHeader(source: source, imports: imports))
        /// A row of what `\(routine.name)` returns. A function may return NULL in any column.
        public struct \(typeName): \(conformances) {
        \(columns.map { "  /// The column `\($0.databaseName)`.\n  public let \(SwiftName.escaped($0.name)): \($0.propertyType)" }
          .joined(separator: "\n"))
        }

        extension \(typeName): DecodableRow {
          /// Decodes the columns in the order in which the function's method selects them.
          public init(row: inout RowReader) throws {
        \(columns.map { "    self.\(SwiftName.escaped($0.name)) = try row.next()" }.joined(separator: "\n"))
          }
        }

        """
    )
  }
}
