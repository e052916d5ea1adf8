/// The method that runs a query.
struct QueryMethod {
  private let query: QueryPlan
  /// Names of local values, which must not be those of a parameter.
  private let names: (statement: String, parameters: String)
  private let layout: QueryLayout

  init(_ query: QueryPlan) {
    self.query = query
    let taken = query.parameters.map(\.name)
    names = (
      SwiftName.unused("statement", among: taken), SwiftName.unused("parameters", among: taken)
    )
    layout = QueryLayout(query.source.text, query.parameters)
  }

  /// The method with its comment.
  var source: String {
    let name = query.source.name
    let comment = paragraphs(query.source.comment, otherwise: "Runs the query \(code(name)).")
    let generic = query.source.kind == .stream ? "<Result>" : ""
    let declaration = bracketed(
      "public func \(SwiftName.escaped(name))\(generic)(",
      parameters,
      ") async throws -> \(returnType) {",
      indent: 2
    )
    return """
      \(docComment(paragraphs: comment + [lending].compactMap { $0 }, indent: 2))
      \(query.source.kind == .exec ? "  @discardableResult\n" : "")\(declaration)
      \((hasFilters ? filteredBody : plainBody).joined(separator: "\n"))
        }
      """
  }

  private var lending: String? {
    query.source.kind == .stream
      ? "The rows are lent to a closure, which reads them one by one as they arrive." : nil
  }

  // MARK: Declaration

  private var parameters: [String] {
    let own = query.parameters.map { parameter in
      let label = SwiftName.label(parameter.name)
      return switch parameter.presence {
      case .required: "\(label): \(parameter.type)"
      case .nullable: "\(label): \(parameter.type)?"
      case .filter: "\(label): \(parameter.type)? = nil"
      }
    }
    guard query.source.kind == .stream else { return own }
    return own + ["_ \(bodyName): (Rows<\(rowType)>) async throws -> Result"]
  }

  private var bodyName: String { SwiftName.unused("body", among: query.parameters.map(\.name)) }

  private var rowType: String {
    switch query.row {
    case .none: "Int"
    case .value(let column): column.type
    case .own(let typeName, _), .entity(let typeName): typeName
    }
  }

  private var isOptionalValue: Bool {
    if case .value(let column) = query.row { column.isOptional } else { false }
  }

  private var returnType: String {
    switch query.source.kind {
    case .exec: "Int"
    case .one: isOptionalValue ? rowType + "?" : rowType
    case .optional: rowType + "?"
    case .many: isOptionalValue ? "[\(rowType)?]" : "[\(rowType)]"
    case .stream: "Result"
    }
  }

  // MARK: Body

  private var hasFilters: Bool { layout.blocks.contains { !$0.filterNames.isEmpty } }

  /// The body around a statement whose text is fixed.
  private var plainBody: [String] {
    let lines = layout.blocks.flatMap(\.lines)
    let nullable = nullableLines
    let parameters =
      nullable.isEmpty
      ? arguments.isEmpty ? "" : bracketed("Parameters(", arguments, "),", indent: 8) + "\n"
      : "        \(names.parameters),\n"
    let statement = """
            \(runner.label)Statement(
      \(multilineLiteral(source: lines, indent: 8)),
      \(parameters)        access: .\(query.isRead ? "read" : "write")
            )
      """
    return nullable + [
      "    \(nullable.isEmpty ? "" : "return ")try await \(runner.head)", statement + runner.tail,
      "    )",
    ]
  }

  /// The body around a statement from which filters vanish.
  private var filteredBody: [String] {
    let first = layout.blocks.first { $0.filterNames.isEmpty }?.lines ?? []
    let nullable = nullableLines
    let parameters =
      nullable.isEmpty
      ? arguments.isEmpty ? "" : ",\n" + bracketed("Parameters(", arguments, ")", indent: 6)
      : ",\n      \(names.parameters)"
    var lines =
      nullable + [
        "    var \(names.statement) = StatementBuilder(",
        multilineLiteral(source: first, indent: 6) + parameters, "    )",
      ]
    for block in layout.blocks.dropFirst() {
      lines += block.filterNames.isEmpty ? append(block.lines, indent: 4) : filter(block)
    }
    let ending = "\(names.statement).\(query.isRead ? "read" : "write")()"
    lines.append("    return try await \(runner.head)\(runner.label)\(ending)\(runner.shortTail))")
    return lines
  }

  private func filter(_ block: QueryLayout.Block) -> [String] {
    let own = block.filterNames.compactMap { name in
      query.parameters.first { $0.databaseName == name }.map { SwiftName.escaped($0.name) }
    }
    return ["    if \(own.map { "let \($0)" }.joined(separator: ", ")) {"]
      + own.map { "      let \($0) = \(names.statement).placeholder(for: \($0))" }
      + append(block.lines, indent: 6) + ["    }"]
  }

  private func append(_ lines: [String], indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let short = "\(margin)\(names.statement).append(\"\(lines[0])\")"
    if lines.count == 1, !lines[0].contains("\""), short.count <= lineWidth { return [short] }
    return [
      "\(margin)\(names.statement).append(", multilineLiteral(source: lines, indent: indent + 2),
      "\(margin))",
    ]
  }

  /// The values that are not NULL, in the order of their numbers.
  private var arguments: [String] {
    let text = query.source.text
    let tenant = text.usesTenant ? [member("tenant")] : []
    return tenant + text.requiredOrder.filter { !text.isNullable($0) }.compactMap(swiftName)
  }

  /// The lines that make the parameters, where some may be NULL.
  private var nullableLines: [String] {
    let text = query.source.text
    let nullable = text.requiredOrder.filter { text.isNullable($0) }.compactMap(swiftName)
    guard !nullable.isEmpty else { return [] }
    return [bracketed("var \(names.parameters) = Parameters(", arguments, ")", indent: 4)]
      + nullable.map { "    \(names.parameters).append(\($0))" }
  }

  private func swiftName(_ databaseName: String) -> String? {
    query.parameters.first { $0.databaseName == databaseName }.map { SwiftName.escaped($0.name) }
  }

  /// A stored property, as a method with these parameters must write it.
  private func member(_ name: String) -> String {
    query.parameters.contains { $0.name == name } ? "self.\(name)" : name
  }

  /// The call that runs the statement, and what stands behind the statement.
  private var runner: (head: String, label: String, tail: String, shortTail: String) {
    let isValue = if case .value = query.row { true } else { false }
    let method =
      switch query.source.kind {
      case .exec: "affectedRows"
      case .one: isValue ? isOptionalValue ? "value" : "requiredValue" : "one"
      case .optional: isValue ? "optionalValue" : "optional"
      case .many: isValue ? isOptionalValue ? "values" : "requiredValues" : "rows"
      case .stream: "withRows"
      }
    let isStream = query.source.kind == .stream
    return (
      "\(member("session")).\(method)(",
      isStream ? "of: " : "",
      isStream ? ",\n      \(bodyName)" : "",
      isStream ? ", \(bodyName)" : ""
    )
  }
}
