import Catalog

extension EntityPlan {
  /// The file of the repository.
  func repositoryFile(source: String) -> GeneratedFile {
    let parts = [
      """
      \(docComment(paragraphs: [repositorySentence] + deletionSentence + leakySentences))
      public struct \(repositoryName): Sendable {
      \(storedState)
      }
      """,
      section("Reading", readingMethods),
      section("Writing", isWritable ? writingMethods : []),
    ]
    return GeneratedFile(
      path: "\(folder)/\(repositoryName).swift",
      text: """
        \(fileHeader(source: source, imports: repositoryImports))
        \(blocks(parts))

        """
    )
  }

  private func section(_ title: String, _ methods: [String]) -> String {
    guard !methods.isEmpty else { return "" }
    return """
      // MARK: \(title)

      extension \(repositoryName) {
      \(blocks(methods))
      }
      """
  }

  private var repositoryImports: Imports {
    let shown = scope.isRoot ? [] : uniqueKeys.flatMap(\.properties)
    let types = (shown + references.map(\.property)).map(\.valueType)
    return Imports(demarc: .shown, driver: .hidden, types: types)
  }

  private var repositorySentence: String {
    let name = code(relation.name)
    let access = isWritable ? "Reads and writes" : "Reads"
    return switch scope {
    case .control: "\(access) the rows of \(name)."
    case .tenant: "\(access) the rows of \(name) that belong to one tenant."
    case .tenantRoot: "Reads and writes the one row of \(name) that is the tenant itself."
    case .global: "Reads the rows of \(name), which all tenants share."
    }
  }

  private var deletionSentence: [String] {
    guard let deletion else { return [] }
    return [
      """
      A row whose \(code(deletion.column.name)) is set is deleted: only `findIncludingDeleted`, `restore` and \
      `purge` find it, and an insert or upsert that meets it in a key.
      """
    ]
  }

  /// The table, as the session of a context of the data plane is told of it.
  private var sessionRelation: String {
    stringLiteral("\(relation.name.schema).\(relation.name.name)")
  }

  private var storedState: String {
    switch scope {
    case .control:
      """
        private let session: RepositorySession

        /// Works through a context.
        public init(_ context: \(contextName)) {
          session = RepositorySession(context)
        }
      """
    case .global:
      """
        private let session: RepositorySession

        /// Works through a context.
        public init(_ context: \(contextName)) {
          session = RepositorySession(context, of: \(sessionRelation))
        }
      """
    case .tenant:
      """
        private let session: RepositorySession
        private let tenant: TenantID

        /// Works for the tenant of a context, and for no other.
        public init(_ context: ClusterContext) {
          session = RepositorySession(context, of: \(sessionRelation))
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
          session = RepositorySession(context, of: \(sessionRelation))
          tenant = context.tenantID
          account = context.accountID
        }
      """
    }
  }

  // MARK: What reading and writing share

  /// Where a statement finds one row by its key.
  var keyConditions: [String] { conditions(equal: keyProperties) }

  /// The values of `keyConditions`.
  var keyArguments: [String] {
    let keys =
      switch identity {
      case .none, .tenant: [String]()
      case .single: ["id"]
      case .composite(let properties): properties.map { "id.\($0.sourceName)" }
      }
    return tenantArguments() + keys
  }

  /// The tenant, which is `$1` of every statement of a tenant relation.
  ///
  /// - Parameter parameters: the method's own parameters, which must not hide the repository's tenant.
  /// - Returns: the tenant's argument; none in the control plane.
  func tenantArguments(behind parameters: [PropertyPlan] = []) -> [String] {
    scope.tenantColumn == nil ? [] : [member("tenant", behind: parameters)]
  }

  /// A stored property of the repository, as a method with these parameters must write it.
  func member(_ name: String, behind parameters: [PropertyPlan]) -> String {
    parameters.contains { $0.name == name } ? "self.\(name)" : name
  }

  /// The parameter that names a row.
  var identityParameter: [String] {
    keyProperties.isEmpty ? [] : ["_ id: \(typeName).ID"]
  }

  /// When nothing is found by a key.
  var whenMissing: String {
    if keyProperties.isEmpty { return "while it has none" }
    return scope.tenantColumn == nil ? "when there is none" : "when this tenant has none"
  }

  /// The row that a key finds.
  var keyedRow: String { keyProperties.isEmpty ? "the tenant's row" : "the row with an identifier" }

  /// A method: its comment, its declaration, its body.
  func method(
    _ sentences: [String],
    _ name: String,
    _ parameters: [String],
    returns result: String,
    attribute: String? = nil,
    _ body: String
  ) -> String {
    let declaration = bracketed(
      "public func \(name)(",
      parameters,
      ") async throws -> \(result) {",
      indent: 2
    )
    return """
      \(docComment(paragraphs: sentences, indent: 2))
      \(attribute.map { "  \($0)\n" } ?? "")\(declaration)
      \(body)
        }
      """
  }

  /// A statement whose text is fixed.
  func statement(_ lines: [String], _ arguments: [String], access: String) -> String {
    let parameters =
      arguments.isEmpty ? "" : bracketed("Parameters(", arguments, "),", indent: 8) + "\n"
    return """
            Statement(
      \(multilineLiteral(lines, indent: 8)),
      \(parameters)        access: .\(access)
            )
      """
  }
}
