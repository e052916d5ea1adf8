import Catalog
import ConfigurationFile
import Contract
import Foundation
import GenerationLock
import Hashing
import Parallelism
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
  init(project: Project, readings: [String: SchemaReader.Reading]) async throws {
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
      async let encodedSnapshot = schema.snapshot()
      var outputs: [String: [UInt8]] = [:]
      do throws(GenerationError) {
        let files = try generator.files(
          for: schema,
          queries: reading.queries,
          descriptions: reading.descriptions
        )
        for file in files { outputs["\(database.output)/\(file.path)"] = Array(file.text.utf8) }
        if let folder = database.testing {
          for file in try generator.sampleFiles(for: schema) {
            outputs["\(folder)/\(file.path)"] = Array(file.text.utf8)
          }
        }
      } catch {
        errors.append(error)
        continue
      }
      let snapshotPath = GenerationLock.snapshotPath(of: database.name)
      let snapshot = Array(try await encodedSnapshot)
      contents[snapshotPath] = snapshot
      if let changeLog = reading.changeLog {
        outputs[ChangeLog.path(of: database.name)] = Array(changeLog.utf8)
      }
      contents.merge(outputs) { _, new in new }
      entries[database.name] = GenerationLock.Database(
        inputs: try project.inputDigests(of: database),
        snapshot: sha256(snapshot),
        outputs: digests(of: outputs),
        queries: generator.shapes(of: reading)
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
        outputs: digests(of: files)
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
    let others = contents.keys.filter { $0 != GenerationLock.path }.sorted()
    for path in others + [GenerationLock.path] {
      switch try write(path, atOnce: path == GenerationLock.path) {
      case .added: changes.added.append(path)
      case .changed: changes.changed.append(path)
      case .none: break
      }
    }
    for path in obsolete {
      try FileManager.default.removeItem(atPath: project.files.absolutePath(path))
      changes.removed.append(path)
    }
    if !obsolete.isEmpty {
      for folder in project.outputs { try removeEmptyFolders(below: folder) }
    }
    return changes
  }

  /// What writing does to a file.
  private enum Effect {
    case added
    case changed
  }

  /// Writes a file unless it is what is there.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - atOnce: whether a reader sees the old bytes or the new ones, and nothing between.
  /// - Returns: what became of the file; nil when it stayed as it was.
  /// - Throws: `UsageError` when it cannot be written.
  private func write(_ path: String, atOnce: Bool = false) throws -> Effect? {
    let bytes = contents[path, default: []]
    let old = project.files.exists(path) ? try project.files.read(path) : nil
    guard old != bytes else { return nil }
    let place = project.files.absolutePath(path)
    if atOnce {
      try Data(bytes).write(to: URL(fileURLWithPath: place), options: .atomic)
    } else {
      try writeWithoutWaiting(bytes, to: place)
    }
    return old == nil ? .added : .changed
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
  var file = fopen(path, "w")
  if file == nil, errno == ENOENT {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    file = fopen(path, "w")
  }
  guard let file else {
    throw UsageError("\(path) cannot be written; check that you may, and that the disk has room.")
  }
  let written = fwrite(bytes, 1, bytes.count, file)
  // What is buffered is written when the file is closed.
  guard fclose(file) == 0, written == bytes.count else {
    throw UsageError("\(path) cannot be written; check that the disk has room.")
  }
}

extension RepositoryGenerator {
  /// What queries take and give, by their places; of the ways in which one is sent, the first has all its filters.
  fileprivate func shapes(of reading: SchemaReader.Reading) -> [String: String] {
    let shapes = statements(of: reading.queries, in: reading.schema).compactMap { query in
      (try? reading.descriptions[query.sql]?.get()).map { (query.place, $0.shape) }
    }
    return Dictionary(shapes) { first, _ in first }
  }
}

/// The digests of files, by path.
private func digests(of files: [String: [UInt8]]) -> [String: String] {
  let digests = parallelMap(Array(files)) { path, bytes in (path, sha256(bytes)) }
  return Dictionary(uniqueKeysWithValues: digests)
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
