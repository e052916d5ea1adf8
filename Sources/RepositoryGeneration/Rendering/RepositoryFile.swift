import Catalog

extension EntityPlan {
  /// The file of the repository.
  func repositoryFile(source: String) -> GeneratedFile {
    let extensions = [
      block("Reading", readingMethods),
      block("Writing", scope.isWritable ? writingMethods : []),
    ]
    return GeneratedFile(
      path: "\(folder)/\(repositoryName).swift",
      text: """
        \(fileHeader(source: source, imports: repositoryImports))
        \(docComment(repositorySentence))
        public struct \(repositoryName): Sendable {
        \(storedState)
        }
        \(extensions.joined())
        """
    )
  }

  private func block(_ title: String, _ methods: [String]) -> String {
    guard !methods.isEmpty else { return "" }
    return """

      // MARK: \(title)

      extension \(repositoryName) {
      \(methods.joined(separator: "\n\n"))
      }

      """
  }

  private var repositoryImports: Imports {
    let shown = scope.isRoot ? [] : uniqueKeys.flatMap(\.properties)
    return Imports(demarc: .shown, driver: .hidden, types: shown.map(\.valueType))
  }

  private var repositorySentence: String {
    switch scope {
    case .control: "Reads and writes the rows of `\(relation.name)`."
    case .tenant: "Reads and writes the rows of `\(relation.name)` that belong to one tenant."
    case .tenantRoot: "Reads and writes the one row of `\(relation.name)` that is the tenant itself."
    case .global: "Reads the rows of `\(relation.name)`, which all tenants share."
    }
  }

  private var storedState: String {
    switch scope {
    case .control, .global:
      """
        private let session: RepositorySession

        /// Works through a context.
        public init(_ context: \(contextName)) {
          session = RepositorySession(context)
        }
      """
    case .tenant:
      """
        private let session: RepositorySession
        private let tenant: TenantID

        /// Works for the tenant of a context, and for no other.
        public init(_ context: ClusterContext) {
          session = RepositorySession(context)
          tenant = context.tenantID
        }
      """
    case .tenantRoot:
      """
        private let session: RepositorySession
        private let tenant: TenantID
        private let account: AccountID

        /// Works for the tenant of a context, and for no other.
        public init(_ context: ClusterContext) {
          session = RepositorySession(context)
          tenant = context.tenantID
          account = context.accountID
        }
      """
    }
  }

  // MARK: Reading

  private var readingMethods: [String] {
    switch identity {
    case .none:
      return [findMany, count].compactMap { $0 } + findByUniqueKeys
    case .tenant:
      return [findByIdentity, exists] + (scope.isRoot ? [] : findByUniqueKeys)
    case .single, .composite:
      return [findByIdentity] + [findByIdentities].compactMap { $0 } + findByUniqueKeys
        + [findMany, page, pages, count, exists].compactMap { $0 }
    }
  }

  /// Where a statement finds one row by its key.
  private var keyConditions: [String] { conditions(equal: keyProperties.map(\.sql)) }

  /// The parameters of `keyConditions`.
  private var keyParameters: String {
    let keys =
      switch identity {
      case .none, .tenant: [String]()
      case .single: ["id"]
      case .composite(let properties): properties.map { "id.\($0.sourceName)" }
      }
    return "Parameters(\((tenantParameters + keys).joined(separator: ", ")))"
  }

  private var identityParameter: String {
    keyProperties.isEmpty ? "" : "_ id: \(typeName).ID"
  }

  private var ofThisTenant: String { scope.tenantColumn == nil ? "there is none" : "this tenant has none" }

  private var findByIdentity: String {
    let sentence =
      keyProperties.isEmpty
      ? "The tenant's row, or nil while it has none." : "The row with an identifier, or nil when \(ofThisTenant)."
    return """
        /// \(sentence)
        public func find(\(identityParameter)) async throws -> \(typeName)? {
          try await session.optional(
            Statement(
      \(multilineLiteral(selectLines + whereLines(keyConditions), indent: 8)),
              \(keyParameters),
              access: .read
            )
          )
        }
      """
  }

  private var findByIdentities: String? {
    guard case .single(let property, _) = identity, let type = property.column.type.arraySQL else {
      return nil
    }
    let position = tenantConditions.count + 1
    let conditions = tenantConditions + ["\(property.sql) = any($\(position)::\(type))"]
    return """
        /// The rows with these identifiers, in no particular order; those that \(scope.tenantColumn == nil ? "do not exist" : "this tenant does not have") are left out.
        public func find(_ ids: [\(typeName).ID]) async throws -> [\(typeName)] {
          try await session.rows(
            Statement(
      \(multilineLiteral(selectLines + whereLines(conditions), indent: 8)),
              Parameters(\((tenantParameters + ["ids"]).joined(separator: ", "))),
              access: .read
            )
          )
        }
      """
  }

  private var findByUniqueKeys: [String] {
    uniqueKeys.map { key in
      let labels = key.properties.enumerated().map { position, property in
        position == 0
          ? "by\(upperFirst(property.name)) \(property.sourceName): \(property.valueType)"
          : "\(property.sourceName): \(property.valueType)"
      }
      return """
          /// The row with \(key.properties.map { "this `\($0.column.name)`" }.joined(separator: " and ")), or nil when \(ofThisTenant).
          public func find(\(labels.joined(separator: ", "))) async throws -> \(typeName)? {
            try await session.optional(
              Statement(
        \(multilineLiteral(selectLines + whereLines(conditions(equal: key.properties.map(\.sql))), indent: 8)),
                Parameters(\((tenantParameters + key.properties.map(\.sourceName)).joined(separator: ", "))),
                access: .read
              )
            )
          }
        """
    }
  }

  /// The parameter that narrows a search, where the relation offers filters.
  private var filterParameter: [String] {
    filters.isEmpty ? [] : ["where filter: Filter<\(typeName)> = []"]
  }

  private var orderingParameter: [String] {
    guard isPageable else { return [] }
    let name = keyProperties.count == 1 ? keyProperties[0].sourceName : "primaryKey"
    return ["by ordering: Ordering<\(typeName)> = .\(name)()"]
  }

  /// A builder over all rows in reach, narrowed by the filter.
  ///
  /// - Parameter isChanged: whether the method goes on to change the builder.
  private func builder(_ lines: [String], isChanged: Bool) -> String {
    let parameters = tenantParameters.isEmpty ? "" : ",\n      Parameters(tenant)"
    let filter =
      filters.isEmpty
      ? "" : "\n    statement.\(tenantConditions.isEmpty ? "where" : "and")(filter)"
    return """
          \(isChanged || !filters.isEmpty ? "var" : "let") statement = StatementBuilder(
      \(multilineLiteral(lines + whereLines(tenantConditions), indent: 6))\(parameters)
          )\(filter)
      """
  }

  private var findMany: String? {
    let parameters = filterParameter + orderingParameter + ["limit: Int"]
    return """
        /// At most `limit` rows\(filters.isEmpty ? "" : " that the filter lets through").
        public func find(
          \(parameters.joined(separator: ",\n    "))
        ) async throws -> [\(typeName)] {
      \(builder(selectLines, isChanged: true))\(isPageable ? "\n    statement.order(by: ordering)" : "")
          statement.limit(limit)
          return try await session.rows(statement.read())
        }
      """
  }

  private var page: String? {
    guard isPageable else { return nil }
    let parameters =
      filterParameter + orderingParameter
      + ["size: Int", "after cursor: Cursor<\(typeName)>? = nil"]
    return """
        /// The first `size` rows after a cursor, and the cursor of the page that follows.
        public func page(
          \(parameters.joined(separator: ",\n    "))
        ) async throws -> Page<\(typeName)> {
      \(builder(selectLines, isChanged: false))
          return try await session.page(
            statement,
            by: ordering,
            size: size,
            after: cursor,
            isFiltered: \(tenantConditions.isEmpty ? (filters.isEmpty ? "false" : "!filter.isEmpty") : "true")
          )
        }
      """
  }

  private var pages: String? {
    guard isPageable else { return nil }
    let parameters = filterParameter + orderingParameter + ["size: Int"]
    let arguments = (filters.isEmpty ? [] : ["where: filter"]) + ["by: ordering", "size: size", "after: cursor"]
    return """
        /// All rows\(filters.isEmpty ? "" : " that the filter lets through"), a page of `size` rows at a time.
        public func pages(
          \(parameters.joined(separator: ",\n    "))
        ) -> Pages<\(typeName)> {
          Pages { cursor in try await page(\(arguments.joined(separator: ", "))) }
        }
      """
  }

  private var count: String? {
    return """
        /// The number of rows\(filters.isEmpty ? "" : " that the filter lets through").
        public func count(\(filterParameter.joined())) async throws -> Int {
      \(builder(["select count(*)", "from \(table)"], isChanged: false))
          return try await session.count(statement.read())
        }
      """
  }

  private var exists: String {
    """
      /// Whether \(keyProperties.isEmpty ? "the tenant has a row" : "there is a row with an identifier").
      public func exists(\(identityParameter)) async throws -> Bool {
        try await session.exists(
          Statement(
    \(multilineLiteral(["select", "from \(table)"] + whereLines(keyConditions), indent: 8)),
            \(keyParameters),
            access: .read
          )
        )
      }
    """
  }

  // MARK: Writing

  private var writingMethods: [String] {
    switch identity {
    case .none: [insert]
    case .tenant, .single, .composite: [insert, update, upsert, delete].compactMap { $0 }
    }
  }

  private var insertStart: String {
    let columns = contextColumns.map { stringLiteral($0.column) }.joined(separator: ", ")
    let parameters = contextColumns.map(\.argument).joined(separator: ", ")
    let text = "\"insert into \(escapedTable) as target\""
    let insertArguments = parameters.isEmpty ? text : "\(text), Parameters(\(parameters))"
    return """
          var statement = StatementBuilder(\(insertArguments))
          statement.values(Assignments(draft)\(columns.isEmpty ? "" : ", after: [\(columns)]"))
      """
  }

  private var escapedTable: String { String(stringLiteral(table).dropFirst().dropLast()) }

  private var insert: String {
    """
      /// Adds a row and returns it as the database completed it.
      public func insert(_ draft: \(typeName).Draft) async throws -> \(typeName) {
    \(insertStart)
        statement.append(
    \(multilineLiteral(returningLines, indent: 6))
        )
        return try await session.one(statement.write())
      }
    """
  }

  private var update: String {
    let arguments = keyProperties.isEmpty ? "" : "id"
    let parameters = [identityParameter, "_ patch: \(typeName).Patch"].filter { !$0.isEmpty }
    return """
        /// Changes \(keyProperties.isEmpty ? "the tenant's row" : "the row with an identifier") and returns it, or nil when \(ofThisTenant).
        public func update(\(parameters.joined(separator: ", "))) async throws -> \(typeName)? {
          let assignments = Assignments(patch)
          guard !assignments.isEmpty else { return try await find(\(arguments)) }
          var statement = StatementBuilder("update \(escapedTable)", \(keyParameters))
          statement.set(assignments)
          statement.append(
      \(multilineLiteral(whereLines(keyConditions) + returningLines, indent: 6))
          )
          return try await session.optional(statement.write())
        }
      """
  }

  private var upsert: String? {
    guard !upsertKeys.isEmpty else { return nil }
    let guardLine =
      scope.tenantColumn.map { "where target.\(quotedIdentifier($0)) = $1" }.map { [$0] } ?? []
    return """
        /// Adds a row, or changes the one that it meets in a key to what the draft gives.
        public func upsert(
          _ draft: \(typeName).Draft,
          on key: \(typeName).UniqueKey = .primaryKey
        ) async throws -> \(typeName) {
      \(insertStart)
          statement.onConflict(key.columns, update: Assignments(draft))
          statement.append(
      \(multilineLiteral(guardLine + returningLines, indent: 6))
          )
          return try await session.one(statement.write())
        }
      """
  }

  private var delete: String {
    """
      /// Removes \(keyProperties.isEmpty ? "the tenant's row" : "the row with an identifier") and returns whether there was one.
      @discardableResult
      public func delete(\(identityParameter)) async throws -> Bool {
        try await session.affectedRows(
          Statement(
    \(multilineLiteral(["delete from \(table)"] + whereLines(keyConditions), indent: 8)),
            \(keyParameters),
            access: .write
          )
        ) > 0
      }
    """
  }
}

extension TypeReference {
  /// The SQL type of an array of this type, or nil where the driver has none.
  var arraySQL: String? {
    guard !isArray else { return nil }
    let name = name.schema == "pg_catalog" ? name.name : name.sql
    return "\(name)[]"
  }
}
