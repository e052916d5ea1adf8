package import ConfigurationFile
import Parallelism

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension GenerationLock {
  /// Everything that no longer belongs together with the lock of a project, sorted by path; empty when
  /// inputs, snapshots, generated bodies and the list of files are as the generator left them.
  ///
  /// Needs no database: it compares digests.
  package static func mismatches(
    root: String,
    configuration: Configuration
  ) -> [LockMismatch] {
    let files = ProjectFiles(root: root)
    let lock: GenerationLock
    do {
      lock = try GenerationLock(in: files)
    } catch {
      let cause = files.exists(path) ? "it is no lock of the generator" : "it does not exist"
      return [
        LockMismatch(kind: .unusableLock, path: path, message: "\(cause); \(generateNext)")
      ]
    }
    var check = LockCheck(lock: lock, files: files)
    check.run(configuration)
    return check.mismatches.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
  }

  /// The files that a run of the generator for a database reads: migrations and queries.
  package static func inputs(
    of database: Configuration.Database,
    in files: ProjectFiles
  ) throws -> [String] {
    try files.files(below: database.migrations, suffix: ".sql") + queries(of: database, in: files)
  }

  /// The files of named queries of a database.
  package static func queries(
    of database: Configuration.Database,
    in files: ProjectFiles
  ) throws -> [String] {
    try database.queries.map { try files.files(below: $0, suffix: ".sql") } ?? []
  }
}

private let generateNext = "run 'demarc generate' and commit what it writes"

private struct LockCheck {
  let lock: GenerationLock
  let files: ProjectFiles
  private(set) var mismatches: [LockMismatch] = []

  init(lock: GenerationLock, files: ProjectFiles) {
    self.lock = lock
    self.files = files
  }

  mutating func run(_ configuration: Configuration) {
    if lock.generator != GenerationLock.currentGenerator {
      report(
        .otherGenerator,
        GenerationLock.path,
        """
        version \(lock.generator) of the generator wrote the code, and this is version \
        \(GenerationLock.currentGenerator)
        """
      )
    }
    let current = GenerationLock(configuration: configuration, databases: [:])
    if lock.configuration != current.configuration {
      report(
        .changedConfiguration,
        files.relativePath(configuration.path),
        "it changed since the code was generated"
      )
    }
    for database in configuration.databases.values {
      check(database)
    }
    if let contract = configuration.contract { check(contract) }
  }

  private mutating func check(_ contract: Configuration.Contract) {
    guard let entry = lock.contract else {
      report(.unusableLock, GenerationLock.path, "it knows no contract '\(contract.file)'")
      return
    }
    do {
      checkInputs(entry.inputs, found: files.exists(contract.file) ? [contract.file] : [])
      checkOutputs(entry.outputs, found: try files.files(below: contract.output))
    } catch {
      report(.unreadable, contract.output, "\(error)")
    }
  }

  private mutating func check(_ database: Configuration.Database) {
    guard let entry = lock.databases[database.name] else {
      report(.unusableLock, GenerationLock.path, "it knows no database '\(database.name)'")
      return
    }
    do {
      checkInputs(entry.inputs, found: try GenerationLock.inputs(of: database, in: files))
      checkSnapshot(entry.snapshot, of: database)
      checkOutputs(
        entry.outputs,
        found: try database.outputs.flatMap { try files.files(below: $0) }
      )
    } catch {
      report(.unreadable, database.output, "\(error)")
    }
  }

  private mutating func checkInputs(_ locked: [String: String], found: [String]) {
    for path in found where locked[path] == nil {
      report(.changedInput, path, "it was added since the code was generated")
    }
    for (path, digest, found) in digests(of: locked) {
      switch found {
      case nil: report(.changedInput, path, "the code was generated from it, and it is gone")
      case digest: break
      default: report(.changedInput, path, "it changed since the code was generated")
      }
    }
  }

  private mutating func checkSnapshot(_ digest: String, of database: Configuration.Database) {
    let path = GenerationLock.snapshotPath(of: database.name)
    switch try? files.digest(of: path) {
    case nil: report(.staleSnapshot, path, "the snapshot is missing")
    case digest: break
    default: report(.staleSnapshot, path, "the snapshot was edited")
    }
  }

  private mutating func checkOutputs(_ locked: [String: String], found: [String]) {
    for path in found where locked[path] == nil {
      report(
        .orphanFile,
        path,
        "the generator did not write this file; move it elsewhere, or remove it by generating"
      )
    }
    for (path, digest, found) in digests(of: locked) {
      switch found {
      case nil: report(.missingFile, path, "the generated file is missing")
      case digest: break
      default: report(.editedFile, path, "the generated file was edited by hand")
      }
    }
  }

  /// What the lock and the files say, by path; nil where a file cannot be read.
  private func digests(of locked: [String: String]) -> [(String, locked: String, found: String?)] {
    parallelMap(Array(locked)) { [files] path, digest in
      (path, digest, try? files.digest(of: path))
    }
  }

  private mutating func report(_ kind: LockMismatch.Kind, _ path: String, _ cause: String) {
    mismatches.append(
      LockMismatch(kind: kind, path: path, message: "\(cause); \(generateNext)")
    )
  }
}
