package import Lint
import Foundation
package import SourceText

/// Turns C, C++ and Objective-C files into facts.
package struct CReader: Sendable {
  private let clients: ClientNames
  private let filter: WordFilter?

  /// Prepares to look for the clients of a project.
  ///
  /// - Parameters:
  ///   - clients: what they are called.
  ///   - filter: spares what the preprocessor leaves without a word of a rule; nil spares nothing.
  package init(_ clients: ClientNames, sparingBy filter: WordFilter? = nil) {
    self.clients = clients
    self.filter = filter
  }

  /// What the names of the files end with.
  package static let extensions: Set<String> = [
    "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm", "inc",
  ]

  /// Tells which files can hold a finding.
  package static func filter(_ needles: Needles) -> WordFilter {
    var needles = needles
    needles.words.formUnion([
      "PGconn", "pg_conn", "pqxx", "soci", "MYSQL", "mysql_real_connect", "SQLHDBC",
    ])
    needles.texts.insert("PQconnect")
    return WordFilter(
      needles,
      making: [
        "lowercaseString", "stringByReplacingOccurrencesOfString", "substr", "substringFromIndex",
        "substringToIndex", "reverse",
      ]
    )
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: how findings name it.
  ///   - location: where it stands, for what it includes.
  ///   - surroundings: what was read for others.
  /// - Returns: its facts.
  package func read(
    _ bytes: [UInt8],
    path: String,
    location: String,
    in surroundings: CSurroundings = CSurroundings()
  ) -> Facts {
    read(bytes, path: path, location: location, in: surroundings, asksClang: true)
  }

  /// Searches the tokens of a file alone, as where there is no libclang.
  package func search(_ bytes: [UInt8], path: String) -> Facts {
    read(bytes, path: path, location: path, in: CSurroundings(), asksClang: false)
  }

  private func read(
    _ bytes: [UInt8],
    path: String,
    location: String,
    in surroundings: CSurroundings,
    asksClang: Bool
  ) -> Facts {
    let folder = URL(fileURLWithPath: location).deletingLastPathComponent()
    return bytes.withUnsafeBufferPointer { bytes in
      let lexer = CLexer(bytes)
      let lines = LineTable(bytes)
      var preprocessor = Preprocessor(definitions: surroundings.definitions(near: folder)) {
        surroundings.included($0, from: folder)
      }
      preprocessor.run(lexer.tokens)
      if let filter, !preprocessor.canHoldFinding(filter) {
        var facts = Facts(path: path)
        facts.allowances = allowComments(lexer.comments, in: bytes, lines)
        facts.incompleteness = lexer.incompleteness(lines)
        return facts
      }
      var collector = CFactsCollector(
        path: path,
        tokens: preprocessor.output,
        bodies: preprocessor.bodies,
        lines: lines,
        clients: clients
      )
      if !preprocessor.headers.isEmpty {
        var headers = CFactsCollector(
          path: path,
          tokens: preprocessor.headers,
          bodies: [],
          lines: lines,
          clients: clients
        )
        headers.run()
        collector.adopt(headers)
      }
      collector.run()
      var incompleteness: Incompleteness?
      if let deep = NestingDepth.firstToken(
        beyondLimitsIn: lexer.tokens,
        expanded: preprocessor.output
      ) {
        incompleteness = Incompleteness(
          message: "it nests too deeply for libclang here, so only its tokens were searched",
          position: lines.position(deep.range.lowerBound)
        )
      } else if asksClang {
        incompleteness = readWithClang(bytes, location, lines, surroundings, &collector)
      }
      var facts = collector.facts
      facts.allowances = allowComments(lexer.comments, in: bytes, lines)
      facts.incompleteness = incompleteness
      if preprocessor.leavesHeadersOut, facts.incompleteness == nil {
        facts.incompleteness = Incompleteness(
          message: "it includes too much, so names of its last headers are known to libclang alone",
          position: TextRange.fileStart.start
        )
      }
      if let incompleteness = lexer.incompleteness(lines) { facts.incompleteness = incompleteness }
      return facts
    }
  }

  /// Adds what libclang sees; the result says why that is not all.
  private func readWithClang(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ location: String,
    _ lines: LineTable,
    _ surroundings: CSurroundings,
    _ collector: inout CFactsCollector
  ) -> Incompleteness? {
    guard let clang = ClangLibrary.shared else {
      return Incompleteness(
        message: """
          there is no libclang, so only its tokens were searched; install a Swift toolchain or libclang, or \
          name one by DEMARC_LIBCLANG
          """,
        position: TextRange.fileStart.start
      )
    }
    let found = ClangUnit.findings(
      in: bytes,
      path: location,
      arguments: arguments(for: location, bytes, surroundings, clang),
      clientTypes: clients.types.union(["PGconn", "pg_conn"]),
      with: clang
    )
    guard let found else {
      return Incompleteness(
        message: "libclang cannot parse it, so only its tokens were searched",
        position: TextRange.fileStart.start
      )
    }
    collector.adopt(found)
    // A header may lean on what its includers include before it; there it is seen again.
    let isHeader = ["h", "hh", "hpp", "hxx", "inc"].contains(
      location.split(separator: ".").last.map { $0.lowercased() } ?? ""
    )
    if isHeader, let error = found.error, !error.text.contains("file not found") { return nil }
    return found.error.map { error in
      Incompleteness(
        message: "only its tokens were searched where the compiler says: \(error.text)",
        position: lines.position(error.offset)
      )
    }
  }
}

/// What the compiler is told: the language, the macros, and where headers are.
private func arguments(
  for location: String,
  _ bytes: UnsafeBufferPointer<UInt8>,
  _ surroundings: CSurroundings,
  _ clang: ClangLibrary
) -> [String] {
  let folder = URL(fileURLWithPath: location).deletingLastPathComponent()
  var arguments = clang.resourceFolder.map { ["-resource-dir", $0] } ?? []
  arguments += ["-w", "-fblocks"]
  switch location.split(separator: ".").last.map({ $0.lowercased() }) ?? "" {
  case "m": arguments += ["-x", "objective-c"]
  case "mm": arguments += ["-x", "objective-c++", "-std=c++20"]
  case "h", "inc": arguments += headerLanguage(bytes)
  case "c": arguments += ["-x", "c"]
  default: arguments += ["-x", "c++", "-std=c++20"]
  }
  arguments += surroundings.headerFolders(near: folder).map { "-I" + $0 }
  for place in [
    "/usr/include/postgresql", "/usr/local/include", "/opt/homebrew/opt/libpq/include",
    "/usr/pgsql/include",
  ] where FileManager.default.fileExists(atPath: place) {
    arguments.append("-I" + place)
  }
  arguments += surroundings.flags(near: folder)
  return arguments
}

/// The language of a header, which its name does not tell.
private func headerLanguage(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
  let text = String(decoding: bytes, as: UTF8.self)
  if text.contains("@interface") || text.contains("@protocol") {
    return ["-x", "objective-c-header"]
  }
  let isPlus =
    ["namespace ", "class ", "template<", "template <", "constexpr ", "public:"].contains {
      text.contains($0)
    }
    // Headers of its standard library have no suffix.
    || text.components(separatedBy: "#include <").dropFirst().contains {
      $0.drop { $0.isLetter || $0 == "_" }.first == ">"
    }
  return isPlus ? ["-x", "c++-header", "-std=c++20"] : ["-x", "c-header"]
}

extension CLexer {
  /// Where the text was no C.
  fileprivate func incompleteness(_ lines: LineTable) -> Incompleteness? {
    failure.map { Incompleteness(message: $0.message, position: lines.position($0.offset)) }
  }
}
