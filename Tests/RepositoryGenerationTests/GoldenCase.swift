import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import RepositoryGeneration
import TestSchemas
import Testing

/// A folder with a schema, a `demarc.yml` and the files that must be generated from them.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  let name: String

  var testDescription: String { name }

  var folder: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden/\(name)"
  }

  func configuration() throws -> Configuration {
    try Configuration.load(from: folder + "/demarc.yml")
  }

  /// A database of the case.
  func database(_ name: String) throws -> Configuration.Database {
    try #require(try configuration().databases[name])
  }

  /// The files that are generated now, by their paths below the case's folder.
  func generatedFiles() async throws -> [String: String] {
    let configuration = try configuration()
    var files: [String: String] = [:]
    for database in configuration.databases.values {
      let generator = RepositoryGenerator(database: database, configuration: configuration)
      files.merge(try await generator.files(of: database, below: folder).files) { $1 }
    }
    return files
  }

  /// The files that were recorded, by their paths below the case's folder.
  func expectedFiles() throws -> [String: String] {
    let root = folder + "/expected"
    guard FileManager.default.fileExists(atPath: root) else { return [:] }
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root)
    where path.hasSuffix(".swift") {
      files["expected/\(path)"] = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }
    return files
  }

  /// Makes the expected files those that are generated now.
  func record(_ files: [String: String]) throws {
    let manager = FileManager.default
    if manager.fileExists(atPath: folder + "/expected") {
      try manager.removeItem(atPath: folder + "/expected")
    }
    for (path, text) in files {
      let url = URL(fileURLWithPath: "\(folder)/\(path)")
      try manager.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
  }

  /// Whether this run records instead of comparing; it fails then, so that no run of it counts as a test.
  static var isRecording: Bool { ProcessInfo.processInfo.environment["DEMARC_RECORD"] == "1" }
}

extension RepositoryGenerator {
  /// What is generated for a database of a project now, by path below its root, with the schema from which it is.
  func files(
    of database: Configuration.Database,
    below root: String
  ) async throws -> (files: [String: String], schema: DatabaseSchema) {
    let project = ProjectFiles(root: root)
    let queries = try GenerationLock.queries(of: database, in: project).map { path in
      QueryFile(path: path, text: String(decoding: try project.read(path), as: UTF8.self))
    }
    return try await MigratedDatabase.with(database, below: root) { migrated in
      let schema = try await migrated.schema()
      let descriptions = try await migrated.descriptions(
        of: statements(of: queries, in: schema).map(\.sql)
      )
      var texts: [String: String] = [:]
      for file in try files(for: schema, queries: queries, descriptions: descriptions) {
        texts["\(database.output)/\(file.path)"] = file.text
      }
      if let folder = database.testing {
        for file in try sampleFiles(for: schema) { texts["\(folder)/\(file.path)"] = file.text }
      }
      return (texts, schema)
    }
  }
}

struct GoldenTests {
  @Test(arguments: [GoldenCase(name: "hostile")])
  func `a schema gives the recorded files, byte for byte`(golden: GoldenCase) async throws {
    let files = try await golden.generatedFiles()
    if GoldenCase.isRecording {
      try golden.record(files)
      Issue.record("\(files.count) files of '\(golden.name)' were recorded; review their diff.")
      return
    }
    let differing = differences(between: files, and: try golden.expectedFiles())
    #expect(
      differing.isEmpty,
      """
      \(golden.name): \(differing.joined(separator: ", ")). Review the change of the generator, then \
      record with: DEMARC_RECORD=1 swift test --filter GoldenTests
      """
    )
  }
}

/// The names of files that differ, with how, sorted.
func differences(between found: [String: String], and expected: [String: String]) -> [String] {
  Set(found.keys).union(expected.keys).sorted().compactMap { path in
    switch (found[path], expected[path]) {
    case (nil, _): "\(path) is no longer generated"
    case (_, nil): "\(path) is new"
    case (let found?, let expected?):
      found.utf8.elementsEqual(expected.utf8) ? nil : "\(path) differs"
    }
  }
}
