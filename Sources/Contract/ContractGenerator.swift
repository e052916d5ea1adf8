package import Catalog
package import ConfigurationFile
package import RepositoryGeneration

/// Turns a contract between the planes into Swift and a page of documentation.
///
/// It knows no table of any product: every name is the contract's. The output depends on the contract, the schemas
/// and the configuration alone.
package struct ContractGenerator: Sendable {
  private let contract: Contract
  private let configuration: Configuration

  /// Generates for a contract.
  package init(_ contract: Contract, configuration: Configuration) {
    self.contract = contract
    self.configuration = configuration
  }

  /// The files of the contract's module, sorted by path.
  ///
  /// - Parameter schemas: the schemas of the databases, by name.
  /// - Returns: the files, their paths below the contract's output folder.
  /// - Throws: `ContractError` with everything that does not fit, or `GenerationError` when a schema itself
  ///   cannot be generated for.
  package func files(for schemas: [String: DatabaseSchema]) throws -> [GeneratedFile] {
    let plan = try plan(schemas)
    return plan.files().sorted { $0.path < $1.path }
  }

  private func plan(_ schemas: [String: DatabaseSchema]) throws -> ContractPlan {
    var shapes: [String: [QualifiedName: RelationShape]] = [:]
    for (name, schema) in schemas {
      guard let database = configuration.databases[name] else { continue }
      let generator = RepositoryGenerator(database: database, configuration: configuration)
      shapes[name] = try generator.shapes(of: schema)
    }
    var planner = try ContractPlanner(contract, configuration: configuration, shapes: shapes)
    return try planner.plan()
  }
}
