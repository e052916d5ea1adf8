import LintCorpus
import SwiftLanguage
import Testing

/// A known bad line, sent through everything that hides it.
@Suite struct MutantTests {
  @Test(arguments: StringDisguise.all)
  func `a cluster's name is found through every disguise, and through two`(first: StringDisguise)
    throws
  {
    for second in StringDisguise.all {
      let id = "cluster_shared_01"
      let expression = first.make(second, id)
      let mutant = CorpusCase(
        name: "\(first.name)+\(second.name)",
        files: [
          "Use.swift": "func use() { send(\(expression.text)) }\n",
          "Other.swift": expression.declarations,
        ]
      )
      let found = try mutant.findings()
      #expect(found.contains { $0.hasSuffix("hardcoded-cluster") }, "\(expression)")
      #expect(try mutant.findings(sparing: .parsing) == found, "\(expression)")
    }
  }
}

/// A way to write a string.
struct StringDisguise: Sendable, CustomTestStringConvertible {
  let name: String
  /// The expression of a string, and what it needs at the top of another file; the parts of the string are
  /// written by another disguise.
  let body:
    @Sendable (_ part: (String) -> String, _ text: String, _ number: Int) -> (String, String)

  var testDescription: String { name }

  /// An expression with the declarations that it needs.
  struct Expression { var text: String; var declarations: String }

  func make(_ inner: StringDisguise, _ text: String) -> Expression {
    var declarations: [String] = []
    var number = 0
    let outer = body(
      { part in
        number += 1
        let written = inner.body({ "\"\($0)\"" }, part, number)
        declarations.append(written.1)
        return written.0
      },
      text,
      0
    )
    return Expression(
      text: outer.0,
      declarations: ([outer.1] + declarations).joined(separator: "\n")
    )
  }

  private static func halves(_ text: String) -> (String, String) {
    (String(text.prefix(text.count / 2)), String(text.dropFirst(text.count / 2)))
  }

  static let all: [StringDisguise] = [
    StringDisguise(name: "literal") { part, text, _ in (part(text), "") },
    StringDisguise(name: "sum") { part, text, _ in
      let (first, second) = halves(text)
      return ("(\(part(first)) + \(part(second)))", "")
    },
    StringDisguise(name: "interpolation") { part, text, _ in
      let (first, second) = halves(text)
      return ("\"\\(\(part(first)))\\(\(part(second)))\"", "")
    },
    StringDisguise(name: "joined") { part, text, _ in
      let (first, second) = halves(text)
      return ("[\(part(first)), \(part(second))].joined()", "")
    },
    StringDisguise(name: "constant of another file") { part, text, number in
      ("hidden\(number)", "let hidden\(number) = \(part(text))")
    },
    StringDisguise(name: "static of another file") { part, text, number in
      ("Hidden\(number).value", "enum Hidden\(number) { static let value = \(part(text)) }")
    },
    StringDisguise(name: "function of another file") { part, text, number in
      ("made\(number)()", "func made\(number)() -> String { \(part(text)) }")
    },
    StringDisguise(name: "raw value") { _, text, number in
      ("Raw\(number).a.rawValue", "enum Raw\(number): String { case a = \"\(text)\" }")
    },
    StringDisguise(name: "reversed") { part, text, _ in
      ("String(\(part(String(text.reversed()))).reversed())", "")
    },
    StringDisguise(name: "replaced") { part, text, _ in
      ("\(part(text.replacing("_", with: "~"))).replacingOccurrences(of: \"~\", with: \"_\")", "")
    },
    StringDisguise(name: "bytes") { _, text, _ in
      (
        "String(decoding: [\(text.utf8.map(String.init).joined(separator: ", "))], as: UTF8.self)",
        ""
      )
    },
    StringDisguise(name: "escapes") { _, text, _ in
      ("\"" + text.unicodeScalars.map { "\\u{\(String($0.value, radix: 16))}" }.joined() + "\"", "")
    },
    StringDisguise(name: "format") { part, text, _ in
      let (first, second) = halves(text)
      return ("String(format: \"%@%@\", \(part(first)), \(part(second)))", "")
    },
    StringDisguise(name: "closure") { part, text, _ in ("{ \(part(text)) }()", "") },
    StringDisguise(name: "identity") { part, text, number in
      ("same\(number)(\(part(text)))", "func same\(number)<T>(_ value: T) -> T { value }")
    },
  ]
}
