import Catalog
import ConfigurationFile
import Contract
import Foundation
import RepositoryGeneration
import SwiftCompiler
import Testing

/// This repository's own contract, which a test can change.
struct ContractFixture {
  /// The text of the contract.
  var yaml: String
  /// What `demarc.yml` says.
  var configuration: Configuration
  /// The checked-in snapshots.
  var schemas: [String: DatabaseSchema]

  init() throws {
    let root = SwiftCompiler.root
    configuration = try Configuration.load(from: "\(root)/demarc.yml")
    yaml = try String(contentsOfFile: "\(root)/schema/contract.yml", encoding: .utf8)
    schemas = [:]
    for name in configuration.databases.keys {
      let path = "\(root)/schema/\(name).snapshot.json"
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      schemas[name] = try DatabaseSchema(snapshot: data, path: path)
    }
  }

  /// The fixture with a part of the contract's text replaced, which must be there.
  func replacing(_ old: String, with new: String) throws -> ContractFixture {
    try #require(yaml.contains(old), "\(old)")
    var changed = self
    changed.yaml = yaml.replacing(old, with: new, maxReplacements: 1)
    return changed
  }

  /// The generated files, by path.
  func files() throws -> [String: String] {
    let contract = try Contract(yaml: yaml, path: "schema/contract.yml")
    let files = try ContractGenerator(contract, configuration: configuration).files(for: schemas)
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
  }

  /// The words in which the contract is refused; nothing when it is not.
  func refusal() throws -> String {
    do {
      _ = try files()
      return ""
    } catch let error as ConfigurationError {
      return error.description
    } catch let error as ContractError {
      return error.problems.map(\.description).joined(separator: "\n")
    }
  }
}
