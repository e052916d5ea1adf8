import Catalog

extension EntityPlan {
  /// The methods that write.
  var writingMethods: [String] {
    switch identity {
    case .none: [insert, insertMany]
    case .tenant: [insert] + changingMethods
    case .single, .composite: [insert, insertMany] + changingMethods
    }
  }

  private var changingMethods: [String] {
    [update, updateExpecting, upsert] + (deletion == nil ? [delete] : [softDelete, restore, purge])
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
          statement.set(\((["assignments"] + alsoSet(counted())).joined(separator: ", ")))
      \(append(whereLines(keyConditions + liveConditions) + returningLines))
      \(returned("optional"))
      """
    )
  }

  /// The update of a row that nobody else has changed since it was read.
  ///
  /// The row is locked before its version is compared, so that the version that a refusal tells is the present one.
  private var updateExpecting: String {
    guard let version, !patchProperties.isEmpty else { return "" }
    let expected = keyArguments.count + 1
    let locked =
      ["select \(version.sql)", "from \(table)"]
      + whereLines(keyConditions + liveConditions) + ["for no key update"]
    let changed =
      whereLines(keyConditions + ["(select \(version.sql) from current) = $\(expected)"])
      + wrappedList("returning", ["true"] + columnList)
    let lines =
      ["with current as ("] + indented(locked) + ["),", "changed as ("]
      + ["  update \(table)"]
    return method(
      [
        "Changes \(keyedRow) if it still has a version, and returns it with its next one, or nil \(whenMissing).",
        "It throws `StaleVersion` when the row was changed since. Even a patch that gives nothing counts as a change.",
      ],
      "update",
      identityParameter + [
        "_ patch: \(typeName).Patch", "expecting version: \(version.valueType)",
      ],
      returns: "\(typeName)?",
      """
          var statement = StatementBuilder(
      \(multilineLiteral(lines, indent: 6)),
            Parameters(\((keyArguments + ["version"]).joined(separator: ", ")))
          )
          statement.set(\((["Assignments(patch)"] + alsoSet(counted())).joined(separator: ", ")))
      \(append(indented(changed) + [")", "select current.\(version.sql)::bigint, changed.*", "from current left join changed on true"]))
      \(bracketed("return try await session.update(", ["statement.write()", "expecting: Int64(version)"] + violatingArgument, ")", indent: 4))
      """
    )
  }

  private var upsert: String {
    guard let first = upsertKeys.first else { return "" }
    let revives = deletion == nil ? [] : ["A row that is deleted comes back."]
    let also = alsoSet(deletion.map { ["\($0.sql) = null"] } ?? [], counted(of: "target."))
    let conflict =
      ["key.columns"] + (hasPartialKeys ? ["where: key.predicate"] : []) + ["update: assignments"]
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
      ] + revives,
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
        "statement.onConflict(", conflict + ["keeping: \(kept)"] + also, ")",
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
    affected("delete", "Removes \(keyedRow) and returns whether there was one.", removal)
  }

  private var removal: [String] { ["delete from \(table)"] + whereLines(keyConditions) }

  private var softDelete: String {
    guard let deletion else { return "" }
    let items = ["\(deletion.sql) = now()"] + counted()
    return affected(
      "delete",
      "Marks \(keyedRow) as deleted and returns whether there was one that was not.",
      ["update \(table)", "set \(items.joined(separator: ", "))"]
        + whereLines(keyConditions + liveConditions)
    )
  }

  private var purge: String {
    affected(
      "purge",
      "Removes \(keyedRow) for good, deleted or not, and returns whether there was one.",
      removal
    )
  }

  private var restore: String {
    guard let deletion else { return "" }
    let items = ["\(deletion.sql) = null"] + counted()
    let lines =
      ["update \(table)", "set \(items.joined(separator: ", "))"]
      + whereLines(keyConditions + ["\(deletion.sql) is not null"]) + returningLines
    return method(
      ["Brings \(keyedRow) back and returns it, or nil when none such is deleted."],
      "restore",
      identityParameter,
      returns: "\(typeName)?",
      """
          try await session.optional(
      \(statement(lines, keyArguments, access: "write"))\(violatingLine)
          )
      """
    )
  }

  /// A method that returns whether its statement changed a row.
  private func affected(_ name: String, _ sentence: String, _ lines: [String]) -> String {
    method(
      [sentence],
      name,
      identityParameter,
      returns: "Bool",
      attribute: "@discardableResult",
      """
          try await session.affectedRows(
      \(statement(lines, keyArguments, access: "write"))\(violatingLine)
          ) > 0
      """
    )
  }

  private var violatingLine: String {
    violatingArgument.map { ",\n      \($0)" }.joined()
  }

  // MARK: Statements

  /// The argument that names the constraints of the relation, where it has any.
  private var violatingArgument: [String] {
    constraints.isEmpty ? [] : ["violating: \(typeName).Constraint.self"]
  }

  /// What counts a change of a row, as SQL; nothing where no version is kept.
  private func counted(of row: String = "") -> [String] {
    version.map { ["\($0.sql) = \(row)\($0.sql) + 1"] } ?? []
  }

  /// The argument of what a change sets beside the given values.
  private func alsoSet(_ items: [String]...) -> [String] {
    let literals = items.joined().map { stringLiteral($0) }
    return literals.isEmpty ? [] : ["and: [\(literals.joined(separator: ", "))]"]
  }

  private func indented(_ lines: [String]) -> [String] { lines.map { "  " + $0 } }

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
