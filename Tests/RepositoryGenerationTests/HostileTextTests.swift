import Catalog
import ConfigurationFile
import Foundation
import RepositoryGeneration
import SwiftCompiler
import TestServers
import Testing

/// Names, comments and defaults from the database are data: whatever they hold, generated code compiles, and
/// none of it becomes code.
struct HostileTextTests {
  @Test(arguments: [1, 2, 3])
  func `code generated from any text compiles without a warning`(seed: UInt64) async throws {
    var texts = HostileTexts(seed: seed)
    let files = try fixture(&texts).files()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-hostile-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for (position, file) in files.enumerated() {
      let url = folder.appendingPathComponent("File\(position).swift")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try file.text.write(to: url, atomically: true, encoding: .utf8)
      paths.append(url.path)
    }
    let diagnostics = try await SwiftCompiler(settings: SwiftCompiler.packageSettings).typeCheck(
      paths
    )
    #expect(diagnostics == [], "seed \(seed)")
  }

  @Test(arguments: [1, 2, 3])
  func `no line of generated code can be shown otherwise than it is read`(seed: UInt64) throws {
    var texts = HostileTexts(seed: seed)
    for file in try fixture(&texts).files() {
      let hidden = file.text.unicodeScalars.filter { scalar in
        let category = scalar.properties.generalCategory
        return category == .control && scalar != "\n" || category == .lineSeparator
          || category == .format && scalar != "\u{200C}" && scalar != "\u{200D}"
      }
      #expect(hidden.isEmpty, "seed \(seed), \(file.path)")
    }
  }

  /// Text that gets into code in no way but as a comment: a constant that would fail to compile.
  @Test(arguments: ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}", "\u{85}", "\u{0B}", "\u{0C}"])
  func `a line break of any kind leaves a comment a comment`(lineBreak: String) throws {
    var fixture = SchemaFixture.control()
    let evil = "a\(lineBreak)let evil = 1 // */ \"\"\" \\(evil)"
    var relation = SchemaFixture.table(evil, [.uuid("id"), .text(evil)], key: ["id"])
    relation.comment = evil
    relation.columns = relation.columns.map { column in
      var column = column
      column.comment = evil
      return column
    }
    fixture.relations = [relation]
    fixture.configuration.names.tables = [evil: "Evil"]
    fixture.configuration.names.columns = ["\(evil).\(evil)": "evil"]
    for file in try fixture.files() {
      for line in file.text.split(separator: "\n") where line.contains("let evil") {
        let isComment = line.drop { $0 == " " }.hasPrefix("///")
        #expect(isComment || line.contains("let evil: ") || line.contains("\"a"), "\(line)")
      }
    }
  }

  /// A schema in which every text is hostile.
  private func fixture(_ texts: inout HostileTexts) -> SchemaFixture {
    var fixture = SchemaFixture.control()
    for number in 0..<12 {
      let name = texts.name(number)
      fixture.enums.append(
        EnumType(
          name: QualifiedName(schema: "public", name: "e \(name)"),
          labels: (0..<6).map { texts.name($0) },
          comment: texts.text()
        )
      )
      let columns = (0..<12).map { position in
        Column(
          name: texts.name(position),
          type: position % 2 == 0 ? .text : .uuid,
          isNullable: position > 2 && position % 3 == 0,
          source: position % 4 == 0 ? .defaultExpression(texts.text()) : nil,
          comment: position % 2 == 0 ? texts.text() : nil
        )
      }
      var relation = SchemaFixture.table(
        "t \(name)",
        columns,
        key: (0...number % 3).map { columns[$0].name },
        uniqueKeys: [
          Key(name: texts.text(), columns: [columns[4].name]),
          Key(name: texts.text(), columns: [columns[5].name, columns[6].name]),
        ],
        indexes: columns[7...].map { column in
          Index(
            name: texts.text(),
            method: "btree",
            isUnique: false,
            terms: [Index.Term(column: column.name, sql: column.name, isDescending: false)],
            predicate: nil
          )
        }
      )
      relation.comment = texts.text()
      fixture.relations.append(relation)
      let arguments = columns.prefix(number % 4).enumerated().map { position, column in
        Routine.Argument(name: column.name, type: column.type, hasDefault: position > 1)
      }
      let results = columns.prefix(3).map { Routine.Argument(name: $0.name, type: $0.type) }
      fixture.routines.append(
        Routine(
          name: QualifiedName(schema: texts.text(), name: "f \(name)"),
          arguments: arguments,
          result: .table(results),
          comment: texts.text()
        )
      )
    }
    return fixture
  }
}

/// Makes hostile text, the same for the same seed.
struct HostileTexts {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// Any text.
  mutating func text() -> String {
    let parts = (0...next(6)).map { _ in Self.pieces[next(Self.pieces.count)] }
    return parts.joined(separator: next(2) == 0 ? "" : " ")
  }

  /// A text from which a Swift name can be made, another for each number.
  mutating func name(_ number: Int) -> String {
    let word = Self.words[next(Self.words.count)]
    return "\(text()) \(word) x\(number) \(text().filter { !$0.isLetter && !$0.isNumber })"
  }

  private mutating func next(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

  private static let pieces = [
    "\"", "\"\"", "\"\"\"", "\\", "\\\\", "\\(", "\\(exit(1))", "\\u{202E}", "*/", "/*", "//",
    "///",
    "`", "'", "#\"", "\"#", "#if", "\n", "\r", "\r\n", "\t", "\u{0B}", "\u{0C}", "\u{85}",
    "\u{2028}",
    "\u{2029}", "\u{1}", "\u{7F}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200B}", "\u{200D}",
    "\u{FEFF}", "\u{AD}", "\u{301}", "\u{345}", "\u{20E3}", "\u{FE0F}", "\u{FFFE}", "\u{E000}",
    "\u{10FFFF}", "🐘", "👩‍👩‍👧", "🇦🇷", "é", "ß", "İ", "ǆ", "²", "½", "٣", "Ⓐ", "ª", "ⅷ", "名", "ที่", "ক্ষ",
    "می‌خواهم",
    ";", "}", "{", "$1", "$$", "%", "@", ":", " ", "\u{A0}", "let evil = 1",
  ]

  private static let words = [
    "self", "Self", "Type", "init", "class", "default", "await", "try", "any", "some", "each",
    "row",
    "value", "direction", "draft", "patch", "id", "ID", "tenant", "session", "call", "filter",
    "ordering",
    "cursor", "limit", "size", "statement", "assignments", "hashValue", "description", "columns",
    "key",
    "inout", "var", "let", "Protocol", "async", "actor", "macro", "copy", "consume", "discard",
    "then",
    "unsafe", "nonisolated", "isolated", "sending", "borrowing", "willSet", "get", "set", "left",
    "1st",
  ]
}
