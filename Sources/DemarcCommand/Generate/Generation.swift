import Catalog
import ConfigurationFile
import Contract
import Foundation
import GenerationLock
import Hashing
import RepositoryGeneration
import SchemaMigration
import Terminal

/// Everything that one run of the generator writes, made before anything is written.
struct Generation {
  private let project: Project
  /// The bytes of every file, by path below the project's root.
  private let contents: [String: [UInt8]]
  /// What differs from the last snapshot, by the database's name.
  private let differences: [String: SchemaDifference]
  /// What the new migrations would do to databases that serve.
  private let findings: [MigrationFinding]

  /// Generates for all databases.
  ///
  /// - Throws: `GenerationFailure` with the problems of every database.
  init(project: Project, readings: [String: SchemaReader.Reading]) throws {
    self.project = project
    try requireKnownNames(project.configuration, schemas: readings.mapValues(\.schema))
    findings = readings.sorted { $0.key < $1.key }.flatMap(\.value.findings)
    var contents: [String: [UInt8]] = [:]
    var entries: [String: GenerationLock.Database] = [:]
    var differences: [String: SchemaDifference] = [:]
    var errors: [any Error] = []
    for database in project.databases {
      guard let reading = readings[database.name] else { continue }
      let schema = reading.schema
      let generator = RepositoryGenerator(
        database: database,
        configuration: project.configuration
      )
      do throws(GenerationError) {
        let files = try generator.files(
          for: schema,
          queries: reading.queries,
          descriptions: reading.descriptions
        )
        for file in files { contents["\(database.output)/\(file.path)"] = Array(file.text.utf8) }
        if let folder = database.testing {
          for file in try generator.sampleFiles(for: schema) {
            contents["\(folder)/\(file.path)"] = Array(file.text.utf8)
          }
        }
      } catch {
        errors.append(error)
        continue
      }
      let snapshotPath = GenerationLock.snapshotPath(of: database.name)
      let snapshot = Array(try schema.snapshot())
      contents[snapshotPath] = snapshot
      var outputs = contents.filter { path, _ in
        database.outputs.contains { path.hasPrefix($0 + "/") }
      }
      if let changeLog = reading.changeLog {
        outputs[ChangeLog.path(of: database.name)] = Array(changeLog.utf8)
      }
      contents.merge(outputs) { _, new in new }
      entries[database.name] = GenerationLock.Database(
        inputs: try project.inputDigests(of: database),
        snapshot: sha256(snapshot),
        outputs: outputs.mapValues(sha256)
      )
      differences[database.name] = try project.difference(to: schema, snapshotPath: snapshotPath)
    }
    guard errors.isEmpty else { throw GenerationFailure(errors: errors) }
    var contractEntry: GenerationLock.Contract?
    if let contract = project.configuration.contract {
      let files = try project.contractFiles(
        contract,
        schemas: readings.mapValues(\.schema)
      )
      contents.merge(files) { $1 }
      contractEntry = GenerationLock.Contract(
        inputs: [contract.file: try project.files.digest(of: contract.file)],
        outputs: files.mapValues(sha256)
      )
    }
    let lock = GenerationLock(
      configuration: project.configuration,
      databases: entries,
      contract: contractEntry
    )
    contents[GenerationLock.path] = Array(try lock.text())
    self.contents = contents
    self.differences = differences
  }

  /// Writes the files that differ and removes those in the output folders that are no longer generated.
  ///
  /// - Throws: before anything is written, when a file there is not the generator's: it would be lost.
  func write() throws -> GenerationChanges {
    let obsolete = try obsoleteFiles()
    var changes = GenerationChanges(differences: differences, findings: findings)
    // The lock comes last and whole: until it does, whatever was written is not what the old one knows.
    let sorted = contents.sorted {
      ($0.key == GenerationLock.path ? 1 : 0, $0.key) < (
        $1.key == GenerationLock.path ? 1 : 0, $1.key
      )
    }
    for (path, bytes) in sorted {
      let old = project.files.exists(path) ? try project.files.read(path) : nil
      guard old != bytes else { continue }
      let url = URL(fileURLWithPath: project.files.absolutePath(path))
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      if path == GenerationLock.path {
        try Data(bytes).write(to: url, options: .atomic)
      } else {
        try writeWithoutWaiting(bytes, to: url.path)
      }
      if old == nil { changes.added.append(path) } else { changes.changed.append(path) }
    }
    for path in obsolete {
      try FileManager.default.removeItem(atPath: project.files.absolutePath(path))
      changes.removed.append(path)
    }
    for folder in project.outputs { try removeEmptyFolders(below: folder) }
    return changes
  }

  /// The generated files that are not generated any more.
  private func obsoleteFiles() throws -> [String] {
    let unknown = try project.outputs
      .flatMap { try project.files.files(below: $0) }
      .filter { contents[$0] == nil }
    let foreign = try unknown.filter { path in
      let text = try project.files.read(path)
      return ![generatedFileMarker, generatedPageMarker].contains { text.starts(with: $0.utf8) }
    }
    guard foreign.isEmpty else {
      throw UsageError(
        """
        The generator did not write \(foreign.joined(separator: ", ")), and generating would remove it; \
        nothing was changed. Move it out of the folder of generated files.
        """
      )
    }
    return unknown
  }

  private func removeEmptyFolders(below folder: String) throws {
    let root = project.files.absolutePath(folder)
    for name in try FileManager.default.contentsOfDirectory(atPath: root) {
      let path = "\(root)/\(name)"
      let url = URL(fileURLWithPath: path)
      guard try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true,
        try FileManager.default.contentsOfDirectory(atPath: path).isEmpty
      else { continue }
      try FileManager.default.removeItem(atPath: path)
    }
  }
}

/// Writes a file without waiting for the disk, as Foundation does: after each of thousands of files that takes longer
/// than all the rest.
private func writeWithoutWaiting(_ bytes: [UInt8], to path: String) throws {
  guard let file = fopen(path, "w") else {
    throw UsageError("\(path) cannot be written; check that you may, and that the disk has room.")
  }
  let written = fwrite(bytes, 1, bytes.count, file)
  // What is buffered is written when the file is closed.
  guard fclose(file) == 0, written == bytes.count else {
    throw UsageError("\(path) cannot be written; check that the disk has room.")
  }
}

/// The problems of every database of a project.
struct GenerationFailure: Error, CustomStringConvertible {
  let errors: [any Error]

  var description: String { errors.map { "\($0)" }.joined(separator: "\n") }
}

extension Project {
  /// The folders that the generator writes to.
  fileprivate var outputs: [String] {
    databases.flatMap(\.outputs) + [configuration.contract?.output].compactMap { $0 }
  }

  /// What is generated from the contract, by path.
  fileprivate func contractFiles(
    _ contract: Configuration.Contract,
    schemas: [String: DatabaseSchema]
  ) throws -> [String: [UInt8]] {
    let statement = try Contract(contract, file: files.absolutePath(contract.file))
    let generator = ContractGenerator(statement, configuration: configuration)
    return Dictionary(
      uniqueKeysWithValues: try generator.files(for: schemas).map { file in
        ("\(contract.output)/\(file.path)", Array(file.text.utf8))
      }
    )
  }

  /// The digests of what is read for a database.
  fileprivate func inputDigests(of database: Configuration.Database) throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try GenerationLock.inputs(of: database, in: files).map { path in
        (path, try files.digest(of: path))
      }
    )
  }

  /// What differs from the last snapshot; a snapshot that cannot be read counts as none.
  fileprivate func difference(
    to schema: DatabaseSchema,
    snapshotPath: String
  ) throws -> SchemaDifference? {
    guard files.exists(snapshotPath) else { return nil }
    let data = Data(try files.read(snapshotPath))
    do {
      return SchemaDifference(
        from: try DatabaseSchema(snapshot: data, path: snapshotPath),
        to: schema
      )
    } catch {
      Terminal.warning("\(error) Its differences are not listed.")
      return nil
    }
  }
}
