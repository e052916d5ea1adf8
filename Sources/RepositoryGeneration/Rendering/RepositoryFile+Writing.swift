import Catalog

extension EntityPlan {
  /// The methods that write.
  var writingMethods: [String] {
    switch identity {
    case .none: [insert, insertMany]
    case .tenant: [insert, update, upsert, delete]
    case .single, .composite: [insert, insertMany, update, upsert, delete]
    }
  }

  private var insert: String {
    method(
      ["Adds a row and returns it as the database completed it."],
      "insert",
      ["_ draft: \(typeName).Draft"],
      returns: typeName,
      """
      \(insertion(alias: ""))
          statement.values(Assignments(draft)\(contextColumnList))
      \(append(returningLines))
      \(returned("one"))
      """
    )
  }

  private var insertMany: String {
    let hint =
      "Drafts that leave other columns to their defaults than the one before go into another statement: let "
      + "those that are alike stand together."
    return method(
      ["Adds rows, all of them or none, and returns how many they are."]
        + (draftProperties.contains(where: \.hasDefault) && insertsByBatch ? [hint] : []),
      "insert",
      ["contentsOf drafts: some Sequence<\(typeName).Draft>"],
      returns: "Int",
      attribute: "@discardableResult",
      insertionOfMany
    )
  }

  private var isCopied: Bool { scope == .control && draftProperties.allSatisfy(\.isCopyable) }

  /// Whether one statement takes many rows.
  private var insertsByBatch: Bool { isCopied || draftProperties.allSatisfy(\.isListable) }

  /// What adds many rows: COPY where Postgres takes it, else arrays that unfold to rows.
  private var insertionOfMany: String {
    if isCopied {
      return bracketed(
        "try await session.copy(",
        ["drafts", "into: \(stringLiteral(table))"] + violatingArgument,
        ")",
        indent: 4
      )
    }
    let method = insertsByBatch ? "insert" : "insertOneByOne"
    let builder = bracketed(
      "StatementBuilder(",
      builderArguments("insert into \(table)", contextColumns.map(\.argument)),
      ")",
      indent: 6
    )
    let arguments =
      ["drafts", "with: \(builder.drop { $0 == " " })"] + contextColumnArgument
      + violatingArgument
    return bracketed("try await session.\(method)(", arguments, ")", indent: 4)
  }

  private var update: String {
    guard !patchProperties.isEmpty else { return "" }
    let arguments = keyProperties.isEmpty ? "" : "id"
    return method(
      ["Changes \(keyedRow) and returns it, or nil \(whenMissing)."],
      "update",
      identityParameter + ["_ patch: \(typeName).Patch"],
      returns: "\(typeName)?",
      """
          let assignments = Assignments(patch)
          guard !assignments.isEmpty else { return try await find(\(arguments)) }
      \(builder("update \(table)", keyArguments))
          statement.set(assignments)
      \(append(whereLines(keyConditions) + returningLines))
      \(returned("optional"))
      """
    )
  }

  private var upsert: String {
    guard let first = upsertKeys.first else { return "" }
    let tenantGuard = scope.tenantColumn.map { ["where target.\(quotedIdentifier($0)) = $1"] } ?? []
    let isPrimary = first.name == "primaryKey"
    let kept =
      isPrimary
      ? "\(typeName).UniqueKey.primaryKey.columns"
      : "[\(keyProperties.map { stringLiteral($0.sql) }.joined(separator: ", "))]"
    return method(
      [
        "Adds a row, or changes the one that it meets in a key to what the draft gives.",
        "What the draft leaves to a default, and the row's primary key, stay as they are. \(neverMeets)",
      ],
      "upsert",
      [
        "_ draft: \(typeName).Draft",
        "on key: \(typeName).UniqueKey\(isPrimary ? " = .primaryKey" : "")",
      ],
      returns: typeName,
      """
          let assignments = Assignments(draft)
      \(insertion(alias: " as target"))
          statement.values(assignments\(contextColumnList))
      \(bracketed(
        "statement.onConflict(", ["key.columns", "update: assignments", "keeping: \(kept)"], ")",
        indent: 4))
      \(append(tenantGuard + returningLines))
      \(returned("one"))
      """
    )
  }

  private var neverMeets: String {
    "A draft that leaves a column of the key to its default, or NULL, meets no row."
  }

  private var delete: String {
    method(
      ["Removes \(keyedRow) and returns whether there was one."],
      "delete",
      identityParameter,
      returns: "Bool",
      attribute: "@discardableResult",
      """
          try await session.affectedRows(
      \(statement(["delete from \(table)"] + whereLines(keyConditions), keyArguments, access: "write"))\(
        constraints.isEmpty ? "" : ",\n      violating: \(typeName).Constraint.self")
          ) > 0
      """
    )
  }

  // MARK: Statements

  /// The argument that names the constraints of the relation, where it has any.
  private var violatingArgument: [String] {
    constraints.isEmpty ? [] : ["violating: \(typeName).Constraint.self"]
  }

  /// The line or lines that run the built statement and return what it gives.
  private func returned(_ runner: String) -> String {
    bracketed(
      "return try await session.\(runner)(",
      ["statement.write()"] + violatingArgument,
      ")",
      indent: 4
    )
  }

  /// The line or lines that append the end of a statement.
  private func append(_ lines: [String]) -> String {
    let line = "    statement.append(\(stringLiteral(lines.joined(separator: "\n"))))"
    if lines.count == 1 && line.count <= lineWidth { return line }
    return """
          statement.append(
      \(multilineLiteral(lines, indent: 6))
          )
      """
  }

  /// A builder that begins an insert.
  private func insertion(alias: String) -> String {
    builder("insert into \(table)\(alias)", contextColumns.map(\.argument))
  }

  private var contextColumnList: String { contextColumnArgument.map { ", \($0)" }.joined() }

  private var contextColumnArgument: [String] {
    let columns = contextColumns.map { stringLiteral($0.column) }.joined(separator: ", ")
    return columns.isEmpty ? [] : ["after: [\(columns)]"]
  }

  private func builder(_ sql: String, _ arguments: [String]) -> String {
    let builder = builderArguments(sql, arguments)
    return bracketed("var statement = StatementBuilder(", builder, ")", indent: 4)
  }

  private func builderArguments(_ sql: String, _ arguments: [String]) -> [String] {
    [stringLiteral(sql)]
      + (arguments.isEmpty ? [] : ["Parameters(\(arguments.joined(separator: ", ")))"])
  }
}
