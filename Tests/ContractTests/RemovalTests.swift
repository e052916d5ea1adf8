import ConfigurationFile
import Foundation
import GenerationLock
import Hashing
import SwiftCompiler
import Testing

/// Removing a field from any one of the contract's paths is impossible: these try.
struct RemovalTests {
  // MARK: From the contract

  @Test func `a field that is taken out of the contract is missed`() throws {
    let fixture = try ContractFixture()
    let fields = try fieldBlocks(of: fixture.yaml)
    #expect(fields.count == 16)
    for (name, block) in fields {
      let refusal = try fixture.replacing(block, with: "").refusal()
      #expect(refusal.contains("neither a field's nor the cluster's own: "), "\(name)")
    }
  }

  @Test func `a target that is taken out of a field is missed`() throws {
    let fixture = try ContractFixture()
    for (old, new) in [
      ("to: [plan, plan_key]", "to: [plan_key]"), ("to: [locale, timezone]", "to: [locale]"),
      ("to: [is_active, publication_status, ", "to: [is_active, "), ("      - legal_name\n", ""),
    ] {
      let refusal = try fixture.replacing(old, with: new).refusal()
      #expect(refusal.contains("neither a field's nor the cluster's own: "), "\(new)")
    }
  }

  @Test func `a field that no event announces is missed`() throws {
    let fixture = try ContractFixture()
    for (name, _) in try fieldBlocks(of: fixture.yaml) {
      guard let start = fixture.yaml.range(of: "\nevents:\n") else { continue }
      let events = fixture.yaml[start.lowerBound...].prefix { $0 != "#" }
      let without = events.replacing("    - \(name)\n", with: "")
        .replacing("[\(name)]", with: "[]").replacing("[\(name), ", with: "[")
        .replacing(", \(name)]", with: "]").replacing(", \(name), ", with: ", ")
      let refusal = try fixture.replacing(String(events), with: String(without)).refusal()
      #expect(refusal.contains("'fields.\(name)': no event announces"), "\(name): \(refusal)")
    }
  }

  /// The text of each field, by its name.
  private func fieldBlocks(of yaml: String) throws -> [(name: String, block: String)] {
    let start = try #require(yaml.range(of: "\nfields:\n"))
    let end = try #require(yaml.range(of: "\n\n", range: start.upperBound..<yaml.endIndex))
    var blocks: [(name: String, block: String)] = []
    for line in yaml[start.upperBound..<end.lowerBound].split(separator: "\n") {
      if line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":") {
        blocks.append((line.trimmingCharacters(in: [" ", ":"]), "\(line)\n"))
      } else {
        blocks[blocks.count - 1].block += "\(line)\n"
      }
    }
    return blocks
  }

  // MARK: From a generated file

  @Test func `a line that is taken out of a generated file is missed by the lock`() throws {
    let files = ProjectFiles(root: SwiftCompiler.root)
    let lock = try JSONDecoder().decode(
      GenerationLock.self,
      from: Data(files.read(GenerationLock.path))
    )
    let outputs = try #require(lock.contract?.outputs)
    let generated = try ContractFixture().files()
    #expect(outputs.count == generated.count)
    for (path, text) in generated {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines.indices.dropLast() {
        let without = (lines[..<line] + lines[(line + 1)...]).joined(separator: "\n")
        #expect(sha256(Array(without.utf8)) != outputs["generated/ContractData/\(path)"])
      }
    }
  }

  @Test func `every column stands in every path`() throws {
    let files = try ContractFixture().files()
    let columns = try #require(files["ContractColumn.swift"])
      .matches(of: #/    case \.(\w+): ComparedTable\.Column\("(\w+)"/#)
    #expect(columns.count == 27)
    for match in columns {
      let name = String(match.output.1)
      let column = String(match.output.2)
      for (path, text) in [
        ("ContractProjection.swift", "  public let \(name): "),
        ("ContractProjection.swift", "    self.\(name) = \(name)\n"),
        ("ContractProjection.swift", "      \(name): "),
        ("ContractProjection+Columns.swift", "    case .\(name): assignments."),
        ("ContractProjection+Columns.swift", "    case .\(name): key."),
        ("Payloads/AccountCreatedPayload.swift", "    \(name) = "),
        ("CONTRACT.md", "`\(column)`"),
      ] {
        #expect(files[path]?.contains(text) == true, "\(path) lacks \(name)")
      }
    }
  }

  // MARK: From code that compiles

  @Test func `what is generated compiles by itself`() async throws {
    #expect(try await Removals.none.errors().isEmpty)
  }

  @Test(arguments: Removal.checked)
  func `a column that is taken out of one path does not compile`(removal: Removal) async throws {
    let errors = try await Removals.checked.errors()
    #expect(errors.contains { $0.path.hasSuffix("/\(removal.file)") && removal.explains($0) })
  }

  @Test(arguments: Removal.cascading)
  func `a column that others need does not compile without`(removal: Removal) async throws {
    let errors = try await Removals(removals: [removal]).errors()
    #expect(errors.contains(where: removal.explains), "\(errors.prefix(3))")
  }

  @Test(arguments: Removal.uninitialized)
  func `a state that lacks a value cannot be made`(removal: Removal) async throws {
    let settings = ["-emit-sil", "-o", "/dev/null"]
    let errors = try await Removals(removals: [removal], settings: settings).errors()
    #expect(errors.contains(where: removal.explains), "\(errors.prefix(3))")
  }
}

/// A line that is taken out of a generated file, and how the compiler complains.
struct Removal: Sendable, CustomTestStringConvertible {
  let file: String
  let line: String
  let error: String

  var testDescription: String { "\(file): \(line)" }

  func explains(_ diagnostic: Diagnostic) -> Bool { diagnostic.message.contains(error) }

  /// Each leaves the rest of its file as it is, so that all are tried at once.
  static let checked: [Removal] = [
    Removal(
      file: "ContractProjection+Columns.swift",
      line: "    case .slug: assignments.set(\"slug\", to: slug)",
      error: "switch must be exhaustive"
    ),
    Removal(
      file: "ContractColumn.swift",
      line: "    case .slug: ComparedTable.Column(\"slug\", as: .text)",
      error: "switch must be exhaustive"
    ),
    Removal(
      file: "ContractField.swift",
      line: "    case .slug: .open",
      error: "switch must be exhaustive"
    ),
    Removal(
      file: "ContractEvent.swift",
      line: "    case .planChanged: try JSON(encoding: PlanChangedPayload(projection))",
      error: "switch must be exhaustive"
    ),
    Removal(
      file: "ContractCheck.swift",
      line: "    case .d3: .p1",
      error: "switch must be exhaustive"
    ),
    Removal(
      file: "ContractProjection.swift",
      line: "      slug: source.slug,",
      error: "missing argument for parameter 'slug'"
    ),
    Removal(
      file: "AccountUpdatedPayload.swift",
      line: "    case slug",
      error: "does not conform to protocol"
    ),
    Removal(
      file: "PlanChangedPayload.swift",
      line: "  public let planKey: String",
      error: "cannot find 'planKey' in scope"
    ),
  ]

  /// Each breaks other files too.
  static let cascading: [Removal] = [
    Removal(
      file: "ContractProjection+Columns.swift",
      line: "    case .slug: key.text(of: slug)",
      error: "switch must be exhaustive"
    ),
    Removal(
      file: "ContractColumn.swift",
      line: "  case slug",
      error: "has no member 'slug'"
    ),
    Removal(
      file: "ContractProjection.swift",
      line: "  public let slug: String",
      error: "has no member 'slug'"
    ),
    Removal(
      file: "ContractProjection.swift",
      line: "    slug: String,",
      error: "slug"
    ),
    Removal(
      file: "ContractSource.swift",
      line: "  public let slug: String",
      error: "slug"
    ),
  ]

  /// The compiler notices these only behind the types.
  static let uninitialized: [Removal] = [
    Removal(
      file: "ContractProjection.swift",
      line: "    self.slug = slug",
      error: "without initializing all stored properties"
    ),
    Removal(
      file: "AccountUpdatedPayload.swift",
      line: "    slug = projection.slug",
      error: "without initializing all stored properties"
    ),
    Removal(
      file: "ContractSource.swift",
      line: "    slug = try row.next()",
      error: "without initializing all stored properties"
    ),
  ]
}

/// The generated files without some lines, compiled together once.
actor Removals {
  static let none = Removals(removals: [])
  static let checked = Removals(removals: Removal.checked)

  private let removals: [Removal]
  private let settings: [String]
  private var running: Task<[Diagnostic], any Error>?

  init(removals: [Removal], settings: [String] = []) {
    self.removals = removals
    self.settings = settings
  }

  func errors() async throws -> [Diagnostic] {
    let task = running ?? Task { [removals, settings] in try await compile(removals, settings) }
    running = task
    return try await task.value
  }
}

private func compile(_ removals: [Removal], _ settings: [String]) async throws -> [Diagnostic] {
  var files = try ContractFixture().files()
  for removal in removals {
    let path = try #require(files.keys.first { "/\($0)".hasSuffix("/\(removal.file)") })
    let text = try #require(files[path])
    try #require(text.contains("\(removal.line)\n"), "\(removal.testDescription)")
    files[path] = text.replacing("\(removal.line)\n", with: "", maxReplacements: 1)
  }
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("demarc-removal-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await typeCheck(files, in: folder, settings: settings)
}
