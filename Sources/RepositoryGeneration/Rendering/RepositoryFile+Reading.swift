import Catalog

extension EntityPlan {
  /// The methods that read.
  var readingMethods: [String] {
    switch identity {
    case .none:
      [findMany, withRows, count] + findByUniqueKeys + findByReferences
    case .tenant:
      [findByIdentity, findIncludingDeleted, exists] + (scope.isRoot ? [] : findByUniqueKeys)
    case .single, .composite:
      [findByIdentity, findIncludingDeleted, findByIdentities] + findByUniqueKeys + findByReferences
        + [findMany, isPageable ? page : "", isPageable ? pages : "", withRows, count, exists]
    }
  }

  // MARK: One row

  private var findByIdentity: String {
    method(
      ["\(capitalized(keyedRow)), or nil \(whenMissing)."],
      "find",
      identityParameter,
      returns: "\(typeName)?",
      """
          try await session.optional(
      \(statement(selectLines + whereLines(keyConditions + liveConditions), keyArguments, access: "read"))
          )
      """
    )
  }

  private var findIncludingDeleted: String {
    guard deletion != nil else { return "" }
    return method(
      ["\(capitalized(keyedRow)), even if it is deleted, or nil \(whenMissing)."],
      "findIncludingDeleted",
      identityParameter,
      returns: "\(typeName)?",
      """
          try await session.optional(
      \(statement(selectLines + whereLines(keyConditions), keyArguments, access: "read"))
          )
      """
    )
  }

  private var findByUniqueKeys: [String] {
    uniqueKeys.map { key in
      let labels = key.properties.enumerated().map { position, property in
        let name =
          position == 0
          ? "by\(SwiftName.suffix(property.name)) \(property.sourceName)" : property.label
        return "\(name): \(property.valueType)"
      }
      let columns = key.properties.map { "this \(code($0.column.name))" }.joined(separator: " and ")
      let none = scope.tenantColumn == nil ? "there is none" : "this tenant has none"
      let arguments = tenantArguments(behind: key.properties) + key.properties.map(\.sourceName)
      let lines = selectLines + whereLines(conditions(equal: key.properties) + liveConditions)
      return method(
        ["The row with \(columns), or nil when \(none)."]
          + leakyNote(
            key.properties,
            "no index finds it by that, and more rows of the tenant are looked at"
          ),
        "find",
        labels,
        returns: "\(typeName)?",
        """
            try await \(member("session", behind: key.properties)).optional(
        \(statement(lines, arguments, access: "read"))
            )
        """
      )
    }
  }

  // MARK: Related rows

  /// The methods that load, for many rows of another relation at once, the rows that refer to them.
  private var findByReferences: [String] {
    references.map { reference in
      let property = reference.property
      let parameter = property.name + "s"
      let position = tenantConditions.count + 1
      let type = property.column.type.arraySQL ?? property.column.type.sql
      let conditions =
        tenantConditions + ["\(property.sql) = any($\(position)::\(type))"] + liveConditions
      let row = reference.isUnique ? typeName : "[\(typeName)]"
      let order =
        isPageable && !reference.isUnique
        ? ["order by \(keyProperties.map(\.sql).joined(separator: ", "))"] : []
      let method = reference.isUnique ? "rowByKey" : "rowsByKey"
      return self.method(
        [
          "The \(reference.isUnique ? "row" : "rows") that each of these rows of \(code(reference.target)) has, by what \(code(property.column.name)) names: one statement for all of them."
        ]
          + (reference.isIndexed
            ? []
            : ["No index leads with \(code(property.column.name)): the server reads every row."])
          + leakyNote([property]),
        "find",
        ["by\(reference.label) \(parameter): [\(property.valueType)]"],
        returns: "[\(property.valueType): \(row)]",
        """
            try await session.\(method)(
        \(statement(
          selectLines + whereLines(conditions) + order,
          tenantArguments() + [parameter],
          access: "read"))
            ) { row in row.\(property.sourceName) }
        """
      )
    }
  }

  private var exists: String {
    let whose =
      keyProperties.isEmpty ? "the tenant has its row" : "there is a row with an identifier"
    return method(
      ["Whether \(whose)."],
      "exists",
      identityParameter,
      returns: "Bool",
      """
          try await session.exists(
      \(statement(["select", "from \(table)"] + whereLines(keyConditions + liveConditions), keyArguments, access: "read"))
          )
      """
    )
  }

  // MARK: Many rows

  private var findByIdentities: String {
    guard case .single(let property, _) = identity, let type = property.column.type.arraySQL else {
      return ""
    }
    let position = tenantConditions.count + 1
    let conditions =
      tenantConditions + ["\(property.sql) = any($\(position)::\(type))"] + liveConditions
    let others = scope.tenantColumn == nil ? "do not exist" : "this tenant does not have"
    return method(
      [
        "The rows with these identifiers, in no particular order; those that \(others) are left out."
      ],
      "find",
      ["_ ids: [\(typeName).ID]"],
      returns: "[\(typeName)]",
      """
          try await session.rows(
      \(statement(selectLines + whereLines(conditions), tenantArguments() + ["ids"], access: "read"))
          )
      """
    )
  }

  private var findMany: String {
    method(
      ["At most `limit` rows\(thatPass)."],
      "find",
      searchParameters + ["limit: Int"],
      returns: "[\(typeName)]",
      """
      \(builder(selectLines, isChanged: true))\(isPageable ? "\n    statement.order(by: ordering)" : "")
          statement.limit(limit)
          return try await session.rows(statement.read())
      """
    )
  }

  private var page: String {
    let isFiltered =
      searchConditions.isEmpty ? (isFiltered ? "!filter.isEmpty" : "false") : "true"
    return method(
      ["The first `size` rows\(thatPass) after a cursor, and the cursor of the page that follows."],
      "page",
      searchParameters + ["size: Int", "after cursor: Cursor<\(typeName)>? = nil"],
      returns: "Page<\(typeName)>",
      """
      \(builder(selectLines, isChanged: false))
          return try await session.page(
            statement,
            by: ordering,
            size: size,
            after: cursor,
            isFiltered: \(isFiltered)
          )
      """
    )
  }

  private var pages: String {
    let arguments =
      (isFiltered ? ["where: filter"] : []) + ["by: ordering", "size: size", "after: cursor"]
    return """
      \(docComment("All rows\(thatPass), a page of `size` rows at a time.", indent: 2))
      \(bracketed("public func pages(", searchParameters + ["size: Int"], ") -> Pages<\(typeName)> {", indent: 2))
          Pages { cursor in try await page(\(arguments.joined(separator: ", "))) }
        }
      """
  }

  private var withRows: String {
    let order = isPageable ? "\n    statement.order(by: ordering)" : ""
    return method(
      [
        "Lends all rows\(thatPass) to a closure, which reads them one by one.",
        "They arrive as fast as they are read. When the closure leaves before the last one, the server stops.",
      ],
      "withRows<Result>",
      searchParameters + ["_ body: (Rows<\(typeName)>) async throws -> Result"],
      returns: "Result",
      """
      \(builder(selectLines, isChanged: isPageable))\(order)
          return try await session.withRows(of: statement.read(), body)
      """
    )
  }

  private var count: String {
    let lines = ["select count(*)", "from \(table)"]
    let body =
      !isFiltered
      ? """
          try await session.count(
      \(statement(lines + whereLines(searchConditions), tenantArguments(), access: "read"))
          )
      """
      : """
      \(builder(lines, isChanged: true))
          return try await session.count(statement.read())
      """
    return method(
      ["The number of rows\(thatPass)."],
      "count",
      filterParameter,
      returns: "Int",
      body
    )
  }

  // MARK: Searches

  private var thatPass: String { !isFiltered ? "" : " that the filter lets through" }

  /// The parameter that narrows a search, where the relation offers filters.
  private var filterParameter: [String] {
    !isFiltered ? [] : ["where filter: Filter<\(typeName)> = []"]
  }

  private var searchParameters: [String] {
    guard isPageable else { return filterParameter }
    let ordering = SwiftName.escaped(keyOrderingName)
    return filterParameter + ["by ordering: Ordering<\(typeName)> = .\(ordering)()"]
  }

  /// A builder over all rows in reach, narrowed by the filter.
  ///
  /// - Parameters:
  ///   - lines: the statement up to its conditions.
  ///   - isChanged: whether the method goes on to change the builder.
  /// - Returns: the declaration.
  private func builder(_ lines: [String], isChanged: Bool) -> String {
    let arguments = tenantArguments()
    let parameters =
      arguments.isEmpty ? "" : ",\n      Parameters(\(arguments.joined(separator: ", ")))"
    let filter =
      !isFiltered
      ? "" : "\n    statement.\(searchConditions.isEmpty ? "where" : "and")(filter)"
    return """
          \(isChanged || isFiltered ? "var" : "let") statement = StatementBuilder(
      \(multilineLiteral(lines + whereLines(searchConditions), indent: 6))\(parameters)
          )\(filter)
      """
  }
}

/// A phrase as the beginning of a sentence.
private func capitalized(_ phrase: String) -> String {
  phrase.prefix(1).uppercased() + phrase.dropFirst()
}
