import Catalog
import SQLLanguage

/// Decides what is generated for queries, and reports everything that is not proven.
struct QueryPlanner {
  let planner: SchemaPlanner
  let entities: [QualifiedName: EntityPlan]
  let descriptions: StatementDescriptions
  let known: KnownSchema
  private(set) var problems = ProblemCollector()

  /// Plans queries of a schema.
  ///
  /// - Parameters:
  ///   - planner: what is known of the schema.
  ///   - entities: the rows of its relations.
  ///   - descriptions: what Postgres says of the statements.
  init(_ planner: SchemaPlanner, _ entities: [EntityPlan], _ descriptions: StatementDescriptions) {
    self.planner = planner
    self.entities = Dictionary(
      entities.map { ($0.relation.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.descriptions = descriptions
    known = KnownSchema(planner)
  }

  // MARK: Files

  /// The statements of which Postgres must be asked.
  func statements(of file: QueryFile) -> [QueryStatement] {
    let parser = QueryFileParser(file)
    guard parser.problems.problems.isEmpty else { return [] }
    return parser.queries.flatMap { source in
      (writtenOut(source).source?.text.variants ?? []).map { variant in
        QueryStatement(path: file.path, query: source.name, sql: variant.sql)
      }
    }
  }

  /// The plan of a file.
  mutating func plan(_ file: QueryFile) -> QueryGroupPlan? {
    let parser = QueryFileParser(file)
    problems.append(contentsOf: parser.problems)
    guard let typeName = SwiftName.type(file.group, singularize: false) else {
      problems.report(file.path, "its name holds no letter or digit", "Rename it.")
      return nil
    }
    guard parser.problems.problems.isEmpty else { return nil }
    return QueryGroupPlan(
      file: file,
      typeName: typeName + "Queries",
      comment: parser.comment,
      queries: parser.queries.compactMap { plan($0) }
    )
  }

  // MARK: Queries

  private mutating func plan(_ source: QuerySource) -> QueryPlan? {
    guard requireTenant(of: source) else { return nil }
    let (written, refusals) = writtenOut(source)
    guard let written else {
      report(refusals, in: source)
      return nil
    }
    var analyses: [StatementAnalysis] = []
    var found: [StatementDescription] = []
    let variants = written.text.variants
    let count = problems.problems.count
    for variant in variants {
      do throws(SQLRefusal) {
        analyses.append(try analyze(variant))
      } catch {
        report(error.problems.map { located($0, in: variant) }, in: source)
        continue
      }
      if let description = description(of: variant, in: source) { found.append(description) }
    }
    guard problems.problems.count == count, let analysis = analyses.first,
      let description = found.first, let variant = variants.first
    else { return nil }
    guard found.allSatisfy({ $0.columns == description.columns }) else {
      report(
        source,
        "it returns other columns when a filter vanishes",
        "Use filters in conditions alone."
      )
      return nil
    }
    let parameters = self.parameters(of: written, variant, analysis, description)
    let row = self.row(of: written, analyses, description)
    guard problems.problems.count == count, let row else { return nil }
    return QueryPlan(
      source: written,
      isRead: analyses.allSatisfy(\.isRead),
      parameters: parameters,
      row: row
    )
  }

  func analyze(_ variant: QueryVariant) throws(SQLRefusal) -> StatementAnalysis {
    try StatementAnalysis.of(variant.sql, in: known, tenantParameter: variant.tenantParameter)
  }

  /// Requires that the tenant is named where there is one, and where no filter hides it.
  private mutating func requireTenant(of source: QuerySource) -> Bool {
    if !known.hasTenants, source.text.usesTenant || source.text.hidesTenant {
      report(
        source,
        "it names ':tenant', and the control plane has none",
        "Give the parameter another name."
      )
      return false
    }
    if source.text.hidesTenant {
      report(
        source,
        "':tenant' stands in filters alone",
        "Bind what is always read to the tenant, too."
      )
      return false
    }
    return true
  }

  /// A problem at its place in the file.
  struct LocatedProblem: Hashable {
    let offset: Int
    let cause: String
    let remedy: String
  }

  private mutating func description(
    of variant: QueryVariant,
    in source: QuerySource
  ) -> StatementDescription? {
    switch descriptions[variant.sql] {
    case .success(let description): return description
    case .failure(let refusal):
      let offset = refusal.position.map { variant.offset(ofCharacter: $0) } ?? source.offset
      report(
        [
          LocatedProblem(
            offset: offset,
            cause: refusal.message,
            remedy: "Correct the query, or the migrations."
          )
        ],
        in: source
      )
    case nil:
      report(source, "Postgres was not asked what it returns", "Run 'demarc generate' anew.")
    }
    return nil
  }

  // MARK: Problems

  func located(_ problem: SQLProblem, in variant: QueryVariant) -> LocatedProblem {
    // What has no place of its own is said of the statement.
    let offset = problem.offset == 0 ? nil : variant.offset(ofByte: problem.offset)
    return LocatedProblem(offset: offset ?? -1, cause: problem.cause, remedy: problem.remedy)
  }

  private mutating func report(_ found: [LocatedProblem], in source: QuerySource) {
    for problem in found {
      let offset = problem.offset < 0 ? source.text.offset ?? source.offset : problem.offset
      problems.report(
        "\(source.file.place(offset)): \(source.name)",
        problem.cause,
        problem.remedy
      )
    }
  }

  /// Notes a problem of a whole query.
  mutating func report(_ source: QuerySource, _ cause: String, _ remedy: String) {
    problems.report("\(source.file.place(source.offset)): \(source.name)", cause, remedy)
  }
}
