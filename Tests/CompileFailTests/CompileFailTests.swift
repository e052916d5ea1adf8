import Foundation
import SwiftCompiler
import Testing

/// Each fixture holds a violation that must not compile, and beside it what a careful person would write
/// instead, which must: so a fixture cannot fail for another reason than the one that it names.
struct CompileFailTests {
  @Test(arguments: Fixture.all)
  func `a violation does not compile, and says why`(fixture: Fixture) async throws {
    let errors = try await Compilation.violations.errors(in: fixture)
    #expect(errors.map(\.line) == [try fixture.expectation.line])
    for error in errors {
      #expect(error.message.contains(try fixture.expectation.message))
    }
  }

  @Test(arguments: Fixture.all)
  func `what should be written instead compiles`(fixture: Fixture) async throws {
    #expect(try await Compilation.corrections.errors(in: fixture) == [])
  }
}

/// A file with a violation, and the error that the compiler must give for it.
struct Fixture: Sendable, CustomTestStringConvertible {
  let path: String

  var testDescription: String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// The line and the text behind `// error:`.
  var expectation: (line: Int, message: String) {
    get throws {
      let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
      let marker = "// error: "
      let line = try #require(lines.firstIndex { $0.contains(marker) }, "\(path) expects no error")
      let message = try #require(lines[line].components(separatedBy: marker).last)
      return (line + 1, message)
    }
  }

  /// The fixtures, by name.
  static let all: [Fixture] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { Fixture(path: "\(folder)/\($0)") }
  }()
}

/// All fixtures compiled together, once: a process for each would take most of the tests' time.
actor Compilation {
  static let violations = Compilation(settings: ["-D", "VIOLATION"])
  static let corrections = Compilation(settings: [])

  private let compiler: SwiftCompiler
  private var running: Task<[Diagnostic], any Error>?

  private init(settings: [String]) {
    compiler = SwiftCompiler(settings: settings)
  }

  /// The errors in a fixture, and those that belong to no file.
  func errors(in fixture: Fixture) async throws -> [Diagnostic] {
    let task =
      running ?? Task { [compiler] in try await compiler.typeCheck(Fixture.all.map(\.path)) }
    running = task
    return try await task.value.filter {
      $0.isError && ($0.path == fixture.path || $0.path.isEmpty)
    }
  }
}
