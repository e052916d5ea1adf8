/// Something in a schema that no code can be generated for.
public struct GenerationProblem: Hashable, Sendable, CustomStringConvertible {
  /// The database object, such as `orders.total`.
  public let object: String
  /// Why nothing can be generated for it.
  public let cause: String
  /// What to change, in the schema or in `demarc.yml`.
  public let remedy: String
  /// What in `demarc.yml` settles the problem, where something there does.
  package let settlement: Settlement?

  /// The object, the cause and the next step.
  public var description: String { "\(object): \(cause). \(remedy)" }
}

/// All the problems of one schema.
public struct GenerationError: Error, CustomStringConvertible {
  /// The name of the database in `demarc.yml`.
  public let database: String
  /// The problems, sorted by object.
  public let problems: [GenerationProblem]

  /// One line for each problem.
  public var description: String {
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    return """
      The schema and the queries of '\(database)' have \(count); nothing was written:
      \(problems.map { "  \($0)" }.joined(separator: "\n"))
      """
  }
}

/// Collects problems, so that one run reports them all.
struct ProblemCollector {
  private(set) var problems: [GenerationProblem] = []

  /// Notes a problem and goes on.
  mutating func report(
    _ object: String,
    _ cause: String,
    _ remedy: String,
    settledBy settlement: Settlement? = nil
  ) {
    let problem = GenerationProblem(
      object: object,
      cause: cause,
      remedy: remedy,
      settlement: settlement
    )
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Notes the problems of another.
  mutating func append(contentsOf other: ProblemCollector) {
    problems += other.problems
  }

  /// Throws if anything was reported.
  func throwIfAny(database: String) throws(GenerationError) {
    guard problems.isEmpty else {
      throw GenerationError(
        database: database,
        problems: problems.sorted { ($0.object, $0.cause) < ($1.object, $1.cause) }
      )
    }
  }
}
