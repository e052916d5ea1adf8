import Catalog

extension SchemaPlan {
  /// The files of the functions: one with the methods, one for each row type that a function has for
  /// itself.
  func functionFiles() -> [GeneratedFile] {
    guard !routines.isEmpty else { return [] }
    return [functionsFile] + routines.compactMap { $0.rowFile(source: source) }
  }

  private var functionsFile: GeneratedFile {
    let session = SwiftName.unused("session", among: routines.map(\.methodName))
    return GeneratedFile(
      path: "Functions/Functions.swift",
      text: """
        \(fileHeader(source: source, imports: functionImports))
        /// Calls the functions of the database.
        public struct Functions: Sendable {
          private let \(session): RepositorySession

          /// Works through a context.
          public init(_ context: \(isControlPlane ? "AdminContext" : "ClusterContext")) {
            \(session) = RepositorySession(context)
          }
        }

        extension Functions {
        \(blocks(routines.map { $0.method(entities: entities, session: session) }))
        }

        """
    )
  }

  private var functionImports: Imports {
    Imports(
      demarc: .shown,
      driver: .hidden,
      types: routines.flatMap { $0.arguments.map(\.type) + [$0.scalarType ?? ""] }
    )
  }
}

extension RoutinePlan {
  /// The type of the result, where it is a scalar.
  fileprivate var scalarType: String? {
    switch result {
    case .value(let scalar), .values(let scalar): scalar.type
    case .void, .rows, .entities: nil
    }
  }

  /// The method that calls the function.
  fileprivate func method(entities: [EntityPlan], session: String) -> String {
    let parameters = arguments.map { argument in
      let name = argument.isLabelled ? SwiftName.label(argument.name) : "_ \(argument.name)"
      return argument.hasDefault ? "\(name): \(argument.type)? = nil" : "\(name): \(argument.type)"
    }
    let names = arguments.map(\.name)
    let call = SwiftName.unused("call", among: names)
    let runner = "\(names.contains(session) ? "self." : "")\(session).\(runner)"
    let lines =
      [
        "\(arguments.isEmpty ? "let" : "var") \(call) = FunctionCall(\(stringLiteral(routine.name.sql)))"
      ]
      + arguments.map { passLine($0, to: call) }
      + run(runner, call, entities: entities)
    return """
      \(docComment(sentence(routine.comment, otherwise: "Calls \(code(routine.name))."), indent: 2))
      \(bracketed(
        "public func \(SwiftName.escaped(methodName))(", parameters, ") async throws\(returnType) {",
        indent: 2))
      \(lines.map { "    \($0)" }.joined(separator: "\n"))
        }
      """
  }

  private func passLine(_ argument: Argument, to call: String) -> String {
    let name = argument.callName.map { stringLiteral($0) + ", " } ?? ""
    let type = stringLiteral(argument.sqlType)
    let method = argument.hasDefault ? "passIfGiven" : "pass"
    return "\(call).\(method)(\(name)as: \(type), \(SwiftName.escaped(argument.name)))"
  }

  private var access: String { routine.volatility == .volatile ? ".write" : ".read" }

  private var returnType: String {
    switch result {
    case .void: ""
    case .value(let scalar): " -> \(scalar.type)?"
    case .values(let scalar): " -> [\(scalar.type)?]"
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

  /// The lines that run the call and return its result.
  private func run(_ runner: String, _ call: String, entities: [EntityPlan]) -> [String] {
    let columns: [String]
    switch result {
    case .void:
      let statement = routine.kind == .procedure ? "procedure()" : "scalar(\(access))"
      return ["try await \(runner)(\(call).\(statement))"]
    case .value(let scalar), .values(let scalar):
      let cast = scalar.castSQL.map { ", as: \(stringLiteral($0))" } ?? ""
      return ["return try await \(runner)(\(call).scalar(\(access)\(cast)))"]
    case .rows(_, let own, _):
      columns = own.map(\.selectSQL)
    case .entities(_, let relation, _):
      columns = entities.first { $0.relation.name == relation.name }?.columnList ?? []
    }
    let list = columns.map(stringLiteral).joined(separator: ", ")
    let line = "return try await \(runner)(\(call).rows([\(list)], \(access)))"
    if line.count + 4 <= lineWidth { return [line] }
    let items = columns.map { stringLiteral($0) + "," }
    return ["return try await \(runner)(", "  \(call).rows(", "    ["]
      + wrapped(words: items, width: 88).map { "      \($0)" }
      + ["    ],", "    \(access)", "  )", ")"]
  }

  /// The file of the row type that only this function has.
  fileprivate func rowFile(source: String) -> GeneratedFile? {
    guard case .rows(let typeName, let columns, _) = result else { return nil }
    let imports = Imports(demarc: .shown, driver: .shown, types: columns.map(\.type))
    let isCodable = !columns.contains(where: \.isSecret)
    let properties = columns.map { column in
      """
      \(docComment("The column \(code(column.databaseName)).", indent: 2))
        public let \(SwiftName.escaped(column.name)): \(column.propertyType)
      """
    }
    let sentence =
      "A row of what \(code(routine.name)) returns. A function may return NULL in any column."
    return GeneratedFile(
      path: "Functions/\(typeName).swift",
      text: """
        \(fileHeader(source: source, imports: imports))
        \(docComment(sentence))
        public struct \(typeName): Sendable, Hashable\(isCodable ? ", Codable" : "") {
        \(properties.joined(separator: "\n"))
        }

        extension \(typeName): DecodableRow {
          /// Decodes the columns in the order in which the function's method selects them.
          public init(row: inout RowReader) throws {
        \(columns.map { "    \(assignTarget($0.name)) = try row.next()" }.joined(separator: "\n"))
          }
        }

        """
    )
  }
}
