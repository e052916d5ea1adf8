extension SchemaPlan {
  /// The files of the queries: one for each file of them, and one for each row that a query has for itself.
  func queryFiles() -> [GeneratedFile] {
    queries.flatMap { group in
      [group.groupFile(isControlPlane: isControlPlane)]
        + group.queries.compactMap { $0.rowFile(from: group.file.folder) }
    }
  }
}

extension QueryGroupPlan {
  /// The file of the type whose methods the queries are.
  fileprivate func groupFile(isControlPlane: Bool) -> GeneratedFile {
    GeneratedFile(
      path: "Queries/\(typeName).swift",
      text: """
        \(fileHeader(source: file.folder, imports: imports))
        \(docComment(paragraphs: paragraphs(comment, otherwise: "Runs the queries of \(code(file.path)).")))
        public struct \(typeName): Sendable {
        \(isControlPlane ? controlState : tenantState)
        }

        extension \(typeName) {
        \(blocks(queries.map { QueryMethod($0).source }))
        }

        """
    )
  }

  private var imports: Imports {
    let types = queries.flatMap { query -> [String] in
      var types = query.parameters.map(\.type)
      if case .value(let column) = query.row { types.append(column.type) }
      return types
    }
    return Imports(demarc: .shown, driver: .hidden, types: types)
  }

  private var controlState: String {
    """
      private let session: RepositorySession

      /// Works through a context.
      public init(_ context: AdminContext) {
        session = RepositorySession(context)
      }
    """
  }

  private var tenantState: String {
    """
      private let session: RepositorySession
      private let tenant: TenantID

      /// Works for the tenant of a context, and for no other.
      public init(_ context: ClusterContext) {
        session = RepositorySession(context)
        tenant = context.tenantID
      }
    """
  }
}

extension QueryPlan {
  /// The file of the row that only this query has.
  fileprivate func rowFile(from folder: String) -> GeneratedFile? {
    guard case .own(let typeName, let columns) = row else { return nil }
    let imports = Imports(demarc: .shown, driver: .shown, types: columns.map(\.type))
    let isCodable = !columns.contains { $0.type.hasPrefix("Secret<") }
    let properties = columns.map { column in
      """
      \(docComment(sentence(column.comment, otherwise: "The column \(code(column.databaseName))."), indent: 2))
        public let \(SwiftName.escaped(column.name)): \(column.propertyType)
      """
    }
    let decoding = columns.map { "    \(assignTarget($0.name)) = try row.next()" }
    return GeneratedFile(
      path: "Queries/\(typeName).swift",
      text: """
        \(fileHeader(source: folder, imports: imports))
        \(docComment("A row of what \(code(source.name)) returns."))
        public struct \(typeName): Sendable, Hashable\(isCodable ? ", Codable" : "") {
        \(properties.joined(separator: "\n"))
        }

        extension \(typeName): DecodableRow {
          /// Decodes the columns in the order in which the query selects them.
          public init(row: inout RowReader) throws {
        \(decoding.joined(separator: "\n"))
          }
        }

        """
    )
  }
}

/// The lines of a comment of SQL as paragraphs, which empty lines part.
func paragraphs(_ lines: [String], otherwise: String) -> [String] {
  let parts = lines.split { $0.allSatisfy { $0.isWhitespace || $0 == "-" } }
    .map { $0.joined(separator: " ") }
  guard let first = parts.first else { return [otherwise] }
  return [sentence(first, otherwise: otherwise)] + parts.dropFirst()
}
