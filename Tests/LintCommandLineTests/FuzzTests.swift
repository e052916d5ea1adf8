import Foundation
import TestServers
import Testing

/// Damaged files of every language: whatever they hold, the linter ends by itself, in time, and with a status that it
/// documents.
///
/// `DEMARC_FUZZ_MINUTES` says for how long; without it, a few rounds are done. A failure names the seed, and leaves the
/// files where it says; `DEMARC_SEED` repeats a run.
@Suite struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let minutes = environment["DEMARC_FUZZ_MINUTES"].flatMap { Double($0) }
  private static let rounds = 3
  private static let filesPerRound = 40
  /// How long the files of a round may take; they are small, and usually take less than a second.
  private static let patience: TimeInterval = 120

  @Test func `no file makes the linter crash or hang`() throws {
    let seed = Self.environment["DEMARC_SEED"].flatMap { UInt64($0) } ?? 20_261_127
    let examples = try Self.examples()
    #expect(Set(examples.map(\.suffix)).isSuperset(of: ["swift", "ts", "c", "sql"]))
    let end = Self.minutes.map { Date(timeIntervalSinceNow: $0 * 60) }
    var round: UInt64 = 0
    while end.map({ Date() < $0 }) ?? (round < Self.rounds) {
      var random = SplitMix64(seed: seed &+ round)
      let folder = try Self.folder(of: examples, &random)
      let outcome = try Self.lint(folder)
      guard outcome == nil else {
        Issue.record(
          "DEMARC_SEED=\(seed &+ round): \(outcome ?? ""); the files are left in \(folder.path)"
        )
        return
      }
      try FileManager.default.removeItem(at: folder)
      round += 1
    }
    if Self.minutes != nil { print("\(Int(round) * Self.filesPerRound) files") }
  }

  // MARK: Files

  private struct Example {
    let suffix: String
    let bytes: [UInt8]
  }

  /// The corpora of the rules, and the SQL of the golden schemas.
  private static func examples() throws -> [Example] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders = [
      "SwiftLanguageTests/Corpus", "TypeScriptLanguageTests/Corpus", "CLanguageTests/Corpus",
      "RepositoryGenerationTests/Golden/hostile/control",
    ]
    // Statements that are held against a schema, and so read by Postgres' grammar.
    let scripts = Array(
      repeating: Example(suffix: "sql", bytes: Array(UnscopedSQLTests.script.utf8)),
      count: 40
    )
    return try scripts
      + folders.flatMap { folder in
        let root = tests.appendingPathComponent(folder)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
          .compactMap { path -> Example? in
            let suffix = (path as NSString).pathExtension
            guard let data = FileManager.default.contents(atPath: root.path + "/" + path),
              !suffix.isEmpty
            else { return nil }
            return Example(suffix: suffix, bytes: Array(data))
          }
      }
  }

  private static func folder(of examples: [Example], _ random: inout SplitMix64) throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let lint = """

        clusters: ["cluster_[a-z]+_[0-9]{2}"]
        clients: { types: [AdminClient], names: [SUPABASE_ADMIN_CLIENT], factories: [createClient] }
        removed: [getBackendPool]
      """
    let files = [
      "demarc.yml": UnscopedSQLTests.configuration + lint,
      "schema/stores.snapshot.json": try UnscopedSQLTests.snapshot(),
    ]
    for (path, text) in files { try Folder(url: folder).write(text, to: path) }
    for number in 0..<filesPerRound {
      guard let example = examples.randomElement(using: &random) else { continue }
      var bytes = example.bytes
      for _ in 0..<Int.random(in: 1...8, using: &random) { damage(&bytes, examples, &random) }
      try Data(bytes).write(to: folder.appendingPathComponent("f\(number).\(example.suffix)"))
    }
    return folder
  }

  private static func damage(
    _ bytes: inout [UInt8],
    _ examples: [Example],
    _ random: inout SplitMix64
  ) {
    let part = part(of: bytes, &random)
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes.removeSubrange(part)
    case 1: bytes.insert(contentsOf: Array(bytes[part]), at: place)
    case 2:
      let other = examples.randomElement(using: &random)?.bytes ?? []
      bytes.insert(contentsOf: Array(other[self.part(of: other, &random)]), at: place)
    case 3 where !bytes.isEmpty:
      let index = min(place, bytes.count - 1)
      bytes[index] = UInt8.random(in: .min ... .max, using: &random)
    case 4: bytes.removeSubrange(place...)
    case 5:
      let word = nested.randomElement(using: &random) ?? ""
      let depth = [2, 30, 300, 1000].randomElement(using: &random) ?? 2
      bytes.insert(contentsOf: String(repeating: word, count: depth).utf8, at: place)
    default:
      bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: place)
    }
  }

  private static func part(of bytes: [UInt8], _ random: inout SplitMix64) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let length = Int.random(in: 0...min(400, bytes.count - start), using: &random)
    return start..<start + length
  }

  /// What opens something, to be written many times.
  private static let nested = [
    "(", "[", "{", "<", "\"\\(", "`${", "/*", "if (", "a.", "a + ", "!", "case ", "#if A\n",
    "func f() { ", "() => ", "select (", "a ? b : ", "<A>", "struct S { ", "@A ", "$$",
  ]

  /// What means something in one of the languages, or in none.
  private static let words: [[UInt8]] =
    [
      "\"\"\"", "\"", "'", "`", "\\", "\\u{", "\\u{110000}", "\\x", "#\"", "\"#", "*/", "//", "$1",
      "$tag$", "#define A(x) A(x)\n", "#include \"f1.c\"\n", "#include __FILE__\n", "##", "#if 1\n",
      "import x from './f1'\n", "export * from './f0'\n", "\u{202E}", "\u{200B}", "🐘", "\r", "\n",
      "demarc:allow ", "// demarc:allow static-client until 2027-01-31: reason", "cluster_", "_01",
      "+ \"_shared\"", "let a = a\n", "static ", "PGconn *", "PostgresClient.shared", "for x in ",
      "while true ", ".joined()", "String(format: \"%s%d\", ", "e'\\", "--", ";", "0x", "1e999",
    ].map { Array($0.utf8) } + [
      [0], [0xFF, 0xFE], [0xC3], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80],
    ]

  // MARK: Running

  /// What went wrong when the linter looked at a folder; nil when nothing did.
  private static func lint(_ folder: URL) throws -> String? {
    let process = Process()
    process.executableURL = Folder.linter
    process.arguments = ["--no-cache", "."]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let end = Date(timeIntervalSinceNow: patience)
    while process.isRunning {
      guard Date() < end else {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return "the linter did not end within \(Int(patience)) s"
      }
      Thread.sleep(forTimeInterval: 0.02)
    }
    guard process.terminationReason == .exit else {
      return "the linter was ended by signal \(process.terminationStatus)"
    }
    return [0, 1, 3].contains(process.terminationStatus)
      ? nil : "the linter ended with \(process.terminationStatus)"
  }
}
