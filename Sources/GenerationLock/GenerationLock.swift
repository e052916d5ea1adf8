package import ConfigurationFile
import Hashing

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// What belongs together after a run of the generator: its inputs, the snapshots and every
/// generated file, each by its digest.
///
/// It stands in `schema/demarc.lock.json`.
package struct GenerationLock: Codable, Hashable, Sendable {
  /// What was read and written for one database.
  package struct Database: Codable, Hashable, Sendable {
    /// The digests of migrations and queries, by path.
    package var inputs: [String: String]
    /// The digest of the snapshot.
    package var snapshot: String
    /// The digests of the generated files, by path.
    package var outputs: [String: String]
    /// What the queries take and give, by file and name; nil where there are none.
    package var queries: [String: String]?

    /// Makes the entry of a database.
    package init(
      inputs: [String: String],
      snapshot: String,
      outputs: [String: String],
      queries: [String: String] = [:]
    ) {
      self.inputs = inputs
      self.snapshot = snapshot
      self.outputs = outputs
      self.queries = queries.isEmpty ? nil : queries
    }
  }

  /// What was read and written for the contract between the planes.
  package struct Contract: Codable, Hashable, Sendable {
    /// The digest of the contract's file, by its path.
    package var inputs: [String: String]
    /// The digests of the generated files, by path.
    package var outputs: [String: String]

    /// Makes the entry of the contract.
    package init(inputs: [String: String], outputs: [String: String]) {
      self.inputs = inputs
      self.outputs = outputs
    }
  }

  /// The version of the generator's output; a run of another version leaves the lock stale.
  package static let currentGenerator: Int = 4

  /// Where the lock stands, below the project's root.
  package static let path: String = "schema/demarc.lock.json"

  /// The version of the generator that ran.
  package var generator: Int
  /// The digest of what of `demarc.yml` influences generation.
  package var configuration: String
  /// What was read and written, by the database's name.
  package var databases: [String: Database]
  /// What was read and written for the contract, where there is one.
  package var contract: Contract?

  /// Makes a lock of this version of the generator.
  package init(
    configuration: Configuration,
    databases: [String: Database],
    contract: Contract? = nil
  ) {
    generator = Self.currentGenerator
    self.configuration = sha256(Array(configuration.generationFingerprint.utf8))
    self.databases = databases
    self.contract = contract
  }

  /// Where the snapshot of a database stands, below the project's root.
  package static func snapshotPath(of database: String) -> String {
    "schema/\(database).snapshot.json"
  }

  /// Reads the lock of a project.
  package init(in files: ProjectFiles) throws {
    self = try JSONDecoder().decode(GenerationLock.self, from: Data(files.read(Self.path)))
  }

  /// The lock as the text of its file.
  package func text() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
