package import Catalog

/// What a statement reads, returns and takes, and that it is bound to its tenant.
package struct StatementAnalysis: Sendable {
  /// A column of the result.
  package struct Column: Hashable, Sendable {
    /// Whether no value is NULL.
    package let isNonNull: Bool
    /// Whether a value tells a secret.
    package let isSecret: Bool
    /// The column of a relation whose values these are.
    package let origin: ColumnOrigin?
  }

  /// A relation that the statement names without its schema.
  package struct UnqualifiedRelation: Hashable, Sendable {
    /// Where the name is.
    package let offset: Int
    /// The relation that is meant.
    package let name: QualifiedName
  }

  /// A `*` in what the statement returns.
  package struct Star: Hashable, Sendable {
    /// Where it begins, with the alias before it.
    package let offset: Int
    /// The alias before the star.
    package let alias: String?
    /// The relation whose columns it stands for, if it is one.
    package let relation: QualifiedName?
  }

  /// A column that a parameter is compared with or written to.
  package struct ParameterUse: Hashable, Sendable {
    /// The column.
    package let column: ColumnOrigin
    /// Whether the parameter is a list of such values.
    package let isList: Bool
    /// Whether the value is written to the column.
    package let isWritten: Bool
  }

  /// Whether the statement changes nothing and locks nothing.
  package let isRead: Bool
  /// The columns of the result, or nil where a star keeps their number from being known.
  package let columns: [Column]?
  /// The relations that are named without a schema.
  package let unqualifiedRelations: [UnqualifiedRelation]
  /// Every `*` in what is returned.
  package let stars: [Star]
  /// What parameters are compared with, by their numbers.
  package let parameterUses: [Int: [ParameterUse]]

  /// Looks through a statement and proves that it is bound to the tenant.
  ///
  /// - Parameters:
  ///   - sql: the statement.
  ///   - schema: what it may name.
  ///   - tenantParameter: the number of the parameter that is the tenant; nil where none is.
  /// - Returns: what is known of the statement.
  /// - Throws: `SQLRefusal` with every relation that is not bound, and everything that is not understood.
  package static func of(
    _ sql: String,
    in schema: KnownSchema,
    tenantParameter: Int?
  ) throws(SQLRefusal) -> StatementAnalysis {
    try withDeepStack {
      Result { () throws(SQLRefusal) in
        let statement: SyntaxNode
        do throws(SQLProblem) {
          statement = try SQLParser.statement(sql)
        } catch {
          throw SQLRefusal(problems: [error])
        }
        let tenant = tenantParameter.map(TenantValue.parameter)
        return try Analyzer(schema, tenant: tenant).analysis(of: statement)
      }
    }.get()
  }
}

/// A statement that is not proven, or not understood.
package struct SQLRefusal: Error, Hashable, Sendable {
  /// The problems, in the order of the text.
  package let problems: [SQLProblem]
}
