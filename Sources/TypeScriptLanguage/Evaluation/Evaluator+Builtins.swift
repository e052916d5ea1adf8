import Foundation
import Lint

extension Evaluator {
  /// A call of what JavaScript brings with it.
  func callBuiltin(
    _ name: String,
    _ arguments: [Value],
    isNew: Bool,
    _ expression: Expression,
    _ scope: Scope
  ) -> Value {
    let first = arguments.first ?? .unknown
    let path = name.split(separator: ".")
    if path.count == 4, path[1] == "prototype", path[3] == "call" {
      return callMethod(String(path[2]), of: first, Array(arguments.dropFirst()))
    }
    switch name {
    case "require", "module.require", "process.mainModule.require", "require.main.require":
      return dynamicImport(first, expression.range)
    case "createRequire", "module.createRequire": return .builtin("require")
    case "String", "Symbol", "Symbol.for":
      guard let texts = first.texts else { return .unknown }
      if isNew || name != "String", let text = first.literal {
        let object = ObjectValue()
        object.text = text
        return name == "String" ? .object(object) : .text(texts)
      }
      return .text(texts)
    case "String.raw":
      guard case .object(let object) = first, case .list(let parts)? = object.fields["raw"] else {
        return .unknown
      }
      return .text(Value.joined(parts.map { $0.texts ?? [.unknown] }, by: [FoldedText("")]))
    case "String.fromCharCode", "String.fromCodePoint":
      return .text(
        arguments.flatMap { flattened($0) }.reduce([FoldedText("")]) { text, value in
          guard case .number(let number) = value, number >= 0, number < 0x110000,
            let scalar = Unicode.Scalar(UInt32(number))
          else { return Value.product(text, [.unknown]) }
          return Value.product(text, [FoldedText(String(Character(scalar)))])
        }
      )
    case "Number", "parseInt", "parseFloat":
      return first.literal.flatMap(Double.init).map(Value.number) ?? .unknown
    case "Object.freeze", "Object.seal", "structuredClone", "Promise.resolve", "Object",
      "Object.create":
      return first
    case "Object.fromEntries": return collection(first, scope)
    case "Object.keys", "Object.getOwnPropertyNames", "Reflect.ownKeys":
      guard case .object(let object) = first else { return .unknown }
      return .list(object.keys.map { Value.text($0) })
    case "Object.values":
      guard case .object(let object) = first else { return .unknown }
      return .list(object.keys.map { object.fields[$0] ?? .unknown })
    case "Object.entries":
      guard case .object(let object) = first else { return .unknown }
      return .list(object.keys.map { .list([.text($0), object.fields[$0] ?? .unknown]) })
    case "Reflect.get":
      guard arguments.count > 1, let key = arguments[1].literal else { return .unknown }
      noteReference(key, base: nil, expression.range)
      return member(key, of: first)
    case "Array", "Array.of": return .list(arguments)
    case "Array.from", "Uint8Array.from", "Uint8Array", "Set":
      let values = flattened(first)
      guard case .function(let function)? = arguments.dropFirst().first else {
        return values.isEmpty && name != "Array.from" ? .unknown : .list(values)
      }
      return .list(values.enumerated().map { call(function, [$1, .number(Double($0))]) })
    case "atob": return decoded(first, "base64")
    case "btoa": return encoded(first, "base64")
    case "Buffer.from", "Buffer":
      if case .list(let values) = first { return .list(values) }
      guard let text = first.literal else { return .unknown }
      let encoding = arguments.dropFirst().first?.literal ?? "utf8"
      return bytes(of: text, encoding).map { .list($0.map { .number(Double($0)) }) } ?? .unknown
    case "Buffer.concat":
      guard case .list(let parts) = first else { return .unknown }
      return .list(parts.flatMap { flattened($0) })
    case "TextDecoder.decode": return text(ofBytes: first)
    case "TextDecoder", "TextEncoder": return .builtin(name)
    case "TextEncoder.encode":
      return first.literal.map { .list($0.utf8.map { .number(Double($0)) }) } ?? .unknown
    case "decodeURIComponent", "decodeURI", "unescape":
      return first.literal.flatMap(\.removingPercentEncoding).map { Value.text($0) } ?? .unknown
    case "encodeURIComponent": return first
    case "JSON.stringify": return first.literal.map { Value.text("\"\($0)\"") } ?? .unknown
    case "JSON.parse": return parsedJSON(first)
    case "util.format", "util.inspect", "format":
      return formatted(arguments)
    case "eval", "Function": return .unknown
    case "Map", "WeakMap": return collection(first, scope)
    case "Proxy": return first
    default: return .unknown
    }
  }

  /// A map of pairs.
  private func collection(_ pairs: Value, _ scope: Scope) -> Value {
    let object = ObjectValue()
    object.isStatic = scope.functionDepth == 0
    guard case .list(let values) = pairs else { return .unknown }
    for case .list(let pair) in values where pair.count == 2 {
      if let key = pair[0].literal {
        object.set(key, pair[1])
      } else {
        object.contents.append(pair[1])
      }
    }
    return .object(object)
  }

  private func flattened(_ value: Value) -> [Value] {
    switch value {
    case .list(let values): return values
    case .text: return value.literal.map { $0.map { Value.text(String($0)) } } ?? [.unknown]
    case .unknown: return []
    default: return [value]
    }
  }

  private func parsedJSON(_ value: Value) -> Value {
    guard let text = value.literal,
      let parsed = try? JSONSerialization.jsonObject(
        with: Data(text.utf8),
        options: [.fragmentsAllowed]
      )
    else { return .unknown }
    return Self.value(ofJSON: parsed)
  }

  private static func value(ofJSON parsed: Any) -> Value {
    switch parsed {
    case let text as String: return .text(text)
    case let values as [Any]: return .list(values.map(value(ofJSON:)))
    case let fields as [String: Any]:
      let object = ObjectValue()
      for (key, field) in fields.sorted(by: { $0.key < $1.key }) {
        object.set(key, value(ofJSON: field))
      }
      return .object(object)
    case let number as Double: return .number(number)
    default: return .unknown
    }
  }

  // MARK: Encodings

  private func bytes(of text: String, _ encoding: String) -> [UInt8]? {
    switch encoding.lowercased() {
    case "base64", "base64url":
      var padded = text.replacing("-", with: "+").replacing("_", with: "/").filter {
        !$0.isWhitespace
      }
      while padded.utf8.count % 4 != 0 { padded += "=" }
      return Data(base64Encoded: padded).map { Array($0) }
    case "hex":
      let digits = Array(text.utf8)
      guard digits.count % 2 == 0 else { return nil }
      return stride(from: 0, to: digits.count, by: 2).map { position in
        UInt8(String(decoding: digits[position..<position + 2], as: UTF8.self), radix: 16) ?? 0x3F
      }
    default: return Array(text.utf8)
    }
  }

  private func decoded(_ value: Value, _ encoding: String) -> Value {
    guard let text = value.literal, let bytes = bytes(of: text, encoding) else { return .unknown }
    return .text(String(decoding: bytes, as: UTF8.self))
  }

  private func encoded(_ value: Value, _ encoding: String) -> Value {
    value.literal.map { .text(Data($0.utf8).base64EncodedString()) } ?? .unknown
  }

  func text(ofBytes value: Value) -> Value {
    guard case .list(let values) = value, !values.isEmpty else { return .unknown }
    var bytes: [UInt8] = []
    for case .number(let number) in values where number >= 0 && number < 256 {
      bytes.append(UInt8(number))
    }
    return bytes.count == values.count ? .text(String(decoding: bytes, as: UTF8.self)) : .unknown
  }

  private func formatted(_ arguments: [Value]) -> Value {
    guard let format = arguments.first?.literal else { return .unknown }
    var result = [FoldedText("")]
    var rest = arguments.dropFirst()
    var pieces = format.split(separator: "%", omittingEmptySubsequences: false)
    result = [FoldedText(String(pieces.removeFirst()))]
    for piece in pieces {
      let digits = piece.prefix { $0.isNumber || $0 == "." || $0 == "-" }
      guard let letter = piece.dropFirst(digits.count).first, "sdifjoOx".contains(letter) else {
        result = Value.product(result, [FoldedText("%" + piece)])
        continue
      }
      var texts = rest.popFirst()?.texts ?? [.unknown]
      if let width = Int(digits.filter(\.isNumber)), digits.hasPrefix("0") {
        texts = texts.map { text in
          guard let literal = text.literal else { return text }
          return FoldedText(String(repeating: "0", count: max(0, width - literal.count)) + literal)
        }
      }
      result = Value.product(result, texts)
      result = Value.product(result, [FoldedText(String(piece.dropFirst(digits.count + 1)))])
    }
    return .text(result)
  }

  // MARK: Methods

  func numberMethod(_ name: String, _ number: Double, _ arguments: [Value]) -> Value {
    guard name == "toString" || name == "toFixed" else { return .unknown }
    if name == "toString", case .number(let radix)? = arguments.first, (2...36).contains(radix),
      number == number.rounded(), abs(number) < 1e15
    {
      return .text(String(Int(number), radix: Int(radix)))
    }
    return .text(Value.text(of: number))
  }

  func listMethod(_ name: String, _ values: [Value], _ arguments: [Value]) -> Value {
    let first = arguments.first ?? .unknown
    let path = name.split(separator: ".")
    if path.count == 4, path[1] == "prototype", path[3] == "call" {
      return callMethod(String(path[2]), of: first, Array(arguments.dropFirst()))
    }
    switch name {
    case "join":
      let separator = arguments.isEmpty ? [FoldedText(",")] : first.texts ?? [.unknown]
      return .text(Value.joined(values.map { $0.texts ?? [.unknown] }, by: separator))
    case "reverse", "toReversed": return .list(values.reversed())
    case "concat":
      return .list(
        values
          + arguments.flatMap { argument -> [Value] in
            if case .list(let more) = argument { more } else { [argument] }
          }
      )
    case "slice": return .list(slice(values, arguments))
    case "filter": return filtered(values, first)
    case "flat": return .list(values.flatMap { flattened($0) })
    case "values": return .list(values)
    case "sort", "toSorted": return sorted(values, first)
    case "at":
      guard case .number(let number) = first else { return .unknown }
      let position = number < 0 ? values.count + Int(number) : Int(number)
      return values.indices.contains(position) ? values[position] : .nothing
    case "pop": return values.last ?? .nothing
    case "shift": return values.first ?? .nothing
    case "with": return .list(values)
    case "keys": return .list(values.indices.map { .number(Double($0)) })
    case "toString":
      let bytes = text(ofBytes: .list(values))
      if !bytes.isUnknown {
        if let encoding = first.literal, encoding == "base64" || encoding == "hex" {
          return .unknown
        }
        return bytes
      }
      return .text(Value.joined(values.map { $0.texts ?? [.unknown] }, by: [FoldedText(",")]))
    case "map", "flatMap", "forEach":
      guard case .function(let function) = first else { return first.mapping(values) }
      let results = values.prefix(64).enumerated().map {
        call(function, [$1, .number(Double($0)), .list(values)])
      }
      return .list(name == "flatMap" ? results.flatMap { flattened($0) } : results)
    case "reduce", "reduceRight":
      return reduced(name == "reduce" ? values : values.reversed(), arguments)
    case "find", "findLast":
      return Value.either(values)
    default: return .unknown
    }
  }

  private func sorted(_ values: [Value], _ order: Value) -> Value {
    guard case .unknown = order else { return .list(values) }
    return .list(values.sorted { ($0.literal ?? "") < ($1.literal ?? "") })
  }

  private func filtered(_ values: [Value], _ test: Value) -> Value {
    switch test {
    case .function(let function):
      let kept = values.enumerated().filter { position, value in
        position >= 64 || call(function, [value]).isTruthy != false
      }
      return .list(kept.map(\.element))
    case .builtin("Boolean"): return .list(values.filter { $0.isTruthy != false })
    default: return .list(values)
    }
  }

  private func reduced(_ values: [Value], _ arguments: [Value]) -> Value {
    guard case .function(let function)? = arguments.first else { return .unknown }
    var rest = values[...]
    guard var result = arguments.count > 1 ? arguments[1] : rest.popFirst() else { return .unknown }
    for value in rest.prefix(64) { result = call(function, [result, value]) }
    return result
  }

  private func slice(_ values: [Value], _ arguments: [Value]) -> [Value] {
    let range = range(arguments, values.count, swaps: false)
    return range.map { Array(values[$0]) } ?? [.unknown]
  }

  /// The part that `slice` and `substring` take; nil when it is not known.
  private func range(_ arguments: [Value], _ count: Int, swaps: Bool) -> Range<Int>? {
    var bounds = [0, count]
    for (position, argument) in arguments.prefix(2).enumerated() {
      switch argument {
      case .number(let number) where abs(number) < 1e9:
        let value = Int(number)
        bounds[position] = min(count, value < 0 ? (swaps ? 0 : max(0, count + value)) : value)
      case .nothing: break
      default: return nil
      }
    }
    if swaps { bounds.sort() }
    return bounds[0]..<max(bounds[0], bounds[1])
  }

  func textMethod(_ name: String, _ texts: [FoldedText], _ arguments: [Value]) -> Value {
    switch name {
    case "concat":
      return .text(arguments.reduce(texts) { Value.product($0, $1.texts ?? [.unknown]) })
    case "toString", "valueOf", "normalize", "trim", "trimStart", "trimEnd", "toWellFormed":
      return name.hasPrefix("trim") || name == "normalize"
        ? mapped(texts) { trimmed($0, name) } : .text(texts)
    case "toLowerCase", "toLocaleLowerCase": return transformed(texts) { $0.lowercased() }
    case "toUpperCase", "toLocaleUpperCase": return transformed(texts) { $0.uppercased() }
    case "split", "match", "matchAll":
      guard texts.count == 1, let text = texts[0].literal else { return .unknown }
      return name == "split" ? split(text, arguments) : .unknown
    case "replace", "replaceAll": return replaced(texts, name == "replaceAll", arguments)
    case "description": return .text(texts)
    default:
      return mapped(texts) { transform(name, $0, arguments) }
    }
  }

  private func trimmed(_ text: String, _ name: String) -> String {
    var part = text[...]
    if name != "trimEnd" { part = part.drop(while: \.isWhitespace) }
    if name != "trimStart" { while part.last?.isWhitespace == true { part.removeLast() } }
    return name == "normalize" ? text.precomposedStringWithCompatibilityMapping : String(part)
  }

  /// Each known piece of text transformed on its own.
  private func transformed(_ texts: [FoldedText], _ transform: (String) -> String) -> Value {
    .text(
      texts.map { text in
        var result = FoldedText("")
        for piece in text.pieces {
          switch piece {
          case .text(let text): result.append(.text(transform(text)))
          case .hole: result.append(.hole)
          }
        }
        return result
      }
    )
  }

  /// Each text that is known as a whole; nil from the transformation means that nothing is known.
  private func mapped(_ texts: [FoldedText], _ transform: (String) -> String?) -> Value {
    let results = texts.map { text in
      text.literal.flatMap(transform).map { FoldedText($0) } ?? .unknown
    }
    return results.allSatisfy { $0 == .unknown } ? .unknown : .text(results)
  }

  private func transform(_ name: String, _ text: String, _ arguments: [Value]) -> String? {
    let characters = Array(text)
    let number: Int? =
      if case .number(let value)? = arguments.first, abs(value) < 10_000 { Int(value) } else { nil }
    switch name {
    case "slice":
      return range(arguments, characters.count, swaps: false).map { String(characters[$0]) }
    case "substring":
      return range(arguments, characters.count, swaps: true).map { String(characters[$0]) }
    case "substr":
      guard let start = number else { return nil }
      let from = min(characters.count, start < 0 ? max(0, characters.count + start) : start)
      guard arguments.count > 1 else { return String(characters[from...]) }
      guard case .number(let length) = arguments[1] else { return nil }
      return String(characters[from..<min(characters.count, from + max(0, Int(length)))])
    case "charAt", "at":
      guard var position = number else { return nil }
      if position < 0, name == "at" { position += characters.count }
      return characters.indices.contains(position) ? String(characters[position]) : ""
    case "repeat":
      return number.flatMap { $0 >= 0 && $0 < 100 ? String(repeating: text, count: $0) : nil }
    case "padStart", "padEnd":
      guard let width = number, width < 1000 else { return nil }
      let filler = arguments.count > 1 ? arguments[1].literal : " "
      guard let filler, !filler.isEmpty else { return nil }
      let missing = max(0, width - characters.count)
      let pad = String(String(repeating: filler, count: missing / filler.count + 1).prefix(missing))
      return name == "padStart" ? pad + text : text + pad
    default: return nil
    }
  }

  private func split(_ text: String, _ arguments: [Value]) -> Value {
    if case .regex(let pattern)? = arguments.first {
      guard let regex = try? Regex(pattern) else { return .unknown }
      return .list(
        text.split(separator: regex, omittingEmptySubsequences: false).map {
          Value.text(String($0))
        }
      )
    }
    guard let separator = arguments.first?.literal else { return .unknown }
    if separator.isEmpty { return .list(text.map { Value.text(String($0)) }) }
    return .list(
      text.split(separator: separator, omittingEmptySubsequences: false).map {
        Value.text(String($0))
      }
    )
  }

  private func replaced(_ texts: [FoldedText], _ isAll: Bool, _ arguments: [Value]) -> Value {
    guard arguments.count > 1 else { return .unknown }
    var replacements = arguments[1].texts ?? [.unknown]
    if case .function(let function) = arguments[1] {
      replacements = call(function, [arguments[0]]).texts ?? [.unknown]
    }
    let replacement = replacements.first?.literal
    var isRegex = false
    var pattern: Regex<AnyRegexOutput>?
    if case .regex(let text) = arguments[0] {
      isRegex = true
      pattern = try? Regex(text)
    }
    let searched = arguments[0].literal
    return mapped(texts) { text in
      guard let replacement else { return nil }
      if isRegex {
        // Whether `g` was written does not matter: both results are possible texts, the first is the rule.
        return pattern.map { text.replacing($0) { _ in replacement } }
      }
      guard let searched else { return nil }
      if isAll { return text.replacing(searched, with: replacement) }
      return text.replacing(searched, with: replacement, maxReplacements: 1)
    }
  }
}

extension Value {
  /// As in `map(String)`.
  fileprivate func mapping(_ values: [Value]) -> Value {
    guard case .builtin(let name) = self else { return .unknown }
    switch name {
    case "String": return .list(values.map { $0.texts.map(Value.text) ?? .unknown })
    case "String.fromCharCode", "String.fromCodePoint":
      return .list(
        values.map { value in
          guard case .number(let number) = value,
            let scalar = Unicode.Scalar(UInt32(max(0, number)))
          else {
            return .unknown
          }
          return .text(String(Character(scalar)))
        }
      )
    default: return .unknown
    }
  }
}
