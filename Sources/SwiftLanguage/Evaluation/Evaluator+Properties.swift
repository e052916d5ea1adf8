import Lint
import SwiftSyntax

/// What properties of strings, numbers and collections are.
extension Evaluator {
  // MARK: Properties

  func builtinProperty(_ name: String, of value: Value, _ scope: Scope, _ node: some SyntaxProtocol)
    -> Value?
  {
    if value.isText {
      switch name {
      case "description", "debugDescription", "unicodeScalars", "characters", "lazy", "stringValue",
        "decomposedStringWithCanonicalMapping", "precomposedStringWithCanonicalMapping",
        "decomposedStringWithCompatibilityMapping", "precomposedStringWithCompatibilityMapping",
        "removingPercentEncoding", "localizedLowercase", "localizedUppercase", "string", "rawValue",
        "value", "self",
        "properties", "lowercaseMapping", "uppercaseMapping":
        switch name {
        case "removingPercentEncoding":
          return transform(value, name, scope, node) { percentDecoded($0) }
        case "localizedLowercase", "lowercaseMapping":
          return transform(value, name, scope, node) { $0.lowercased() }
        case "localizedUppercase", "uppercaseMapping":
          return transform(value, name, scope, node) { $0.uppercased() }
        default: return value
        }
      case "capitalized", "localizedCapitalized":
        return transform(value, name, scope, node) { capitalized($0) }
      case "utf8", "asciiBytes", "utf8CString":
        return value.literal.map { .list($0.utf8.map { .number(Int($0)) }) } ?? .unknown
      case "utf16":
        return value.literal.map { .list($0.utf16.map { .number(Int($0)) }) } ?? .unknown
      case "isEmpty": return value.literal.map { .truth($0.isEmpty) } ?? .unknown
      case "count": return value.literal.map { .number($0.count) } ?? .unknown
      case "first": return value.literal.flatMap(\.first).map { .text(String($0)) } ?? .unknown
      case "last": return value.literal.flatMap(\.last).map { .text(String($0)) } ?? .unknown
      case "asciiValue": return value.bytes?.first.map { .number(Int($0)) } ?? .unknown
      case "isLetter", "isNumber", "startIndex", "endIndex", "indices", "isUppercase",
        "isLowercase", "hashValue":
        return .unknown
      default: return nil
      }
    }
    switch value {
    case .list(let values):
      switch name {
      case "count": return .number(values.count)
      case "isEmpty": return .truth(values.isEmpty)
      case "first": return values.first ?? .nothing
      case "last": return values.last ?? .nothing
      case "indices": return .list(values.indices.map { .number($0) })
      case "lazy", "elements", "bytes", "array", "values", "sequence", "async": return value
      case "startIndex": return .number(0)
      case "endIndex": return .number(values.count)
      case "description":
        return .text(
          joined(values.map { printed($0, scope, node) }, by: [Text(folded: FoldedText(", "))])
        )
      default: return nil
      }
    case .map(let pairs):
      switch name {
      case "keys": return .list(pairs.map(\.key))
      case "values": return .list(pairs.map(\.value))
      case "count": return .number(pairs.count)
      case "isEmpty": return .truth(pairs.isEmpty)
      case "first":
        return pairs.first.map { .tuple([("key", $0.key), ("value", $0.value)]) } ?? .nothing
      default: return nil
      }
    case .number(let number):
      switch name {
      case "description": return .text(String(number))
      case "rawValue", "value", "self": return value
      default: return nil
      }
    case .truth(let truth): return name == "description" ? .text(String(truth)) : nil
    default: return nil
    }
  }

  /// Does the same to every text of which all is known; with holes where it can be done to parts.
  func transform(
    _ value: Value,
    _ name: String,
    _ scope: Scope,
    _ node: some SyntaxProtocol,
    inParts: Bool = false,
    _ body: (String) -> String?
  ) -> Value {
    let texts = value.knownTexts.map { text -> Text in
      guard let literal = text.literal else { return .unknown }
      guard let changed = body(literal) else { return .unknown }
      var result = text
      result.folded = FoldedText(changed)
      result.parts = [text.folded]
      result.isLiteral = false
      result.origin = node.id
      if changed != literal {
        result.steps.append(
          step("'\(name)' makes it \"\(changed.prefix(80))\"", at: node, in: scope.file)
        )
      }
      return result
    }
    return texts.isEmpty ? .unknown : .text(texts)
  }

  func cased(
    _ value: Value,
    _ name: String,
    _ scope: Scope,
    _ node: some SyntaxProtocol,
    _ body: (String) -> String
  ) -> Value {
    let texts = value.knownTexts.map { text -> Text in
      var folded = FoldedText("")
      for piece in text.folded.pieces {
        if case .text(let part) = piece {
          folded.append(.text(body(part)))
        } else {
          folded.append(.hole)
        }
      }
      var result = text
      if folded != text.folded {
        result.folded = folded
        result.parts = []
        result.isLiteral = false
        result.origin = node.id
        result.steps.append(
          step("'\(name)' makes it \"\(folded.display.prefix(80))\"", at: node, in: scope.file)
        )
      }
      return result
    }
    return texts.isEmpty ? .unknown : .text(texts)
  }

  private func capitalized(_ text: String) -> String {
    var isInside = false
    return String(
      text.flatMap { character -> String in
        defer { isInside = character.isLetter || character.isNumber }
        return isInside ? character.lowercased() : character.uppercased()
      }
    )
  }

  private func percentDecoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
