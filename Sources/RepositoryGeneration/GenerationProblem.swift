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

/// Whether a text sorts before another, with the numbers in them by their values: line 9 is before line 10.
private func isBefore(_ left: String, _ right: String) -> Bool {
  var (left, right) = (left[...], right[...])
  while let one = left.first, let other = right.first {
    let (number, otherNumber) = (left.prefix(while: isDigit), right.prefix(while: isDigit))
    if !number.isEmpty, !otherNumber.isEmpty, number != otherNumber {
      return (number.count, number) < (otherNumber.count, otherNumber)
    }
    if one != other { return one < other }
    left.removeFirst()
    right.removeFirst()
  }
  return left.count < right.count
}

private func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

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
        problems: problems.sorted { left, right in
          left.object == right.object
            ? left.cause < right.cause : isBefore(left.object, right.object)
        }
      )
    }
  }
}
