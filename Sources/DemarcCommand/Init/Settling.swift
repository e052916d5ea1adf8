import Catalog
import ConfigurationFile
import RepositoryGeneration

/// Brings a first `demarc.yml` to where everything is generated that can be.
///
/// What nothing can be generated for is excluded, types that have no Swift type travel as text, and names that meet
/// are told apart: whoever reads the file sees each, with its cause, and can decide otherwise.
struct Settling {
  /// The configuration as it stands.
  private(set) var configuration: Configuration
  /// Why each line was added, by the line.
  private(set) var causes: [Settlement: String] = [:]
  /// What no line of `demarc.yml` settles, and the migrations must.
  private(set) var unsettled: [GenerationProblem] = []

  /// Settles what can be settled for the schemas.
  init(_ configuration: Configuration, schemas: [String: DatabaseSchema]) {
    self.configuration = configuration
    for name in configuration.databases.keys.sorted() {
      if let schema = schemas[name] { settle(name, schema) }
    }
  }

  private mutating func settle(_ name: String, _ schema: DatabaseSchema) {
    // What is settled can bring up what stood behind it; each round settles something, so this ends.
    while true {
      let problems = problems(of: name, schema)
      let news = problems.filter { problem in
        problem.settlement.map { causes[$0] == nil } ?? false
      }
      guard !news.isEmpty else {
        unsettled += problems
        return
      }
      // What is left out may have been the cause of the rest, and what travels as text that of a name.
      let rank = news.compactMap(\.settlement?.rank).min()
      for problem in news {
        guard let settlement = problem.settlement, settlement.rank == rank,
          causes[settlement] == nil
        else { continue }
        causes[settlement] = "\(problem.object): \(problem.cause)"
        apply(settlement, to: name)
      }
    }
  }

  private func problems(of name: String, _ schema: DatabaseSchema) -> [GenerationProblem] {
    guard let database = configuration.databases[name] else { return [] }
    let generator = RepositoryGenerator(database: database, configuration: configuration)
    do throws(GenerationError) {
      _ = try generator.files(for: schema)
      return []
    } catch {
      return error.problems
    }
  }

  private mutating func apply(_ settlement: Settlement, to database: String) {
    switch settlement {
    case .exclude(let object): configuration.databases[database]?.exclude.append(object)
    case .type(let type, let swiftType): configuration.types[type] = swiftType
    case .table(let object, let name): configuration.names.tables[object] = name
    case .column(let column, let name): configuration.names.columns[column] = name
    }
  }
}

extension Settlement {
  /// In what order kinds of settlement are tried.
  fileprivate var rank: Int {
    switch self {
    case .exclude: 0
    case .type: 1
    case .table, .column: 2
    }
  }
}
