import Lint
import SwiftSyntax

/// What initialisers and functions of Swift and Foundation give.
extension Evaluator {
  // MARK: Initialisers and functions

  /// An instance of a type that Swift or Foundation bring; nil for any other.
  func builtinInit(
    _ type: String,
    _ arguments: [Argument],
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> Value? {
    let first = arguments.first
    let label = first?.label
    let value = first?.value
    func described(_ name: String, _ value: Value) -> Value {
      adding({ "'\(name)' makes it \($0)" }, to: arisen(value, at: node), at: node, in: scope.file)
    }
    switch type {
    case "String", "Substring", "NSString", "NSMutableString", "StaticString", "NSAttributedString",
      "AttributedString":
      guard let value else { return .text("") }
      switch label {
      case "format": return described("format", format(arguments, scope, node))
      case "repeating":
        guard let count = arguments.dropFirst().first?.value.number, (0...1024).contains(count)
        else { return .unknown }
        return described(
          "repeating",
          .text(
            joined(
              Array(repeating: textual(value, scope, node).knownTexts, count: count),
              by: [Text(folded: FoldedText(""))]
            )
          )
        )
      case "decoding", "bytes", "data", "cString", "utf8String", "validating", "validatingUTF8",
        "validatingCString", "bytesNoCopy", "unsafeUninitializedCapacity":
        guard var bytes = value.bytes else { return .unknown }
        while bytes.last == 0 { bytes.removeLast() }
        if let codes = value.elements?.compactMap(\.number), codes.contains(where: { $0 > 255 }) {
          return described(
            "decoding",
            .text(String(decoding: codes.map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self))
          )
        }
        return described("decoding", .text(String(decoding: bytes, as: UTF8.self)))
      case "utf16CodeUnits":
        let units =
          value.elements?.compactMap(\.number).map { UInt16(truncatingIfNeeded: $0) } ?? []
        return described("decoding", .text(String(decoding: units, as: UTF16.self)))
      case "describing", "reflecting", nil, "stringLiteral", "string", "localized",
        "stringInterpolation", "verbatim", "stringValue", "key":
        if let radix = arguments.first(where: { $0.label == "radix" })?.value.number,
          (2...36).contains(radix), let number = value.number
        {
          let isUpper = arguments.contains { $0.label == "uppercase" && $0.value.truth == true }
          return described("radix", .text(String(number, radix: radix, uppercase: isUpper)))
        }
        if label == nil || label == "stringLiteral" || label == "string" {
          let text = textual(value, scope, node)
          if text.hasText { return isMade(value) ? described("String", text) : text }
        }
        let texts = printed(value, scope, node)
        if texts.allSatisfy({ $0.folded == .unknown }) { return .unknown }
        return value.isText ? .text(texts) : arisen(.text(texts), at: node)
      default: return .unknown
      }
    case "Character", "UnicodeScalar", "Scalar", "Unicode":
      guard let value else { return .unknown }
      if let number = value.number {
        return UInt32(exactly: number).flatMap(Unicode.Scalar.init).map {
          .text(String(Character($0)))
        } ?? .unknown
      }
      return value
    case "UInt8", "Int", "UInt16", "UInt32", "Int8", "CChar", "Int32", "UInt", "Int64", "UInt64":
      guard let value else { return .number(0) }
      if label == "ascii" || label == "bitPattern" || label == nil || label == "truncatingIfNeeded"
        || label == "exactly"
      {
        if let number = value.number { return .number(number) }
        guard let text = value.literal else { return .unknown }
        if label == "ascii" {
          return text.unicodeScalars.first.map { .number(Int($0.value)) } ?? .unknown
        }
        let radix = arguments.first { $0.label == "radix" }?.value.number ?? 10
        return (2...36).contains(radix)
          ? Int(text, radix: radix).map { .number($0) } ?? .nothing : .unknown
      }
      return .unknown
    case "Data", "NSData":
      guard let value else { return .list([]) }
      if label == "base64Encoded" || label == "base64EncodedString" {
        guard let text = value.bytes, let bytes = base64(text) else { return .unknown }
        return .list(bytes.map { .number(Int($0)) })
      }
      return value.bytes.map { .list($0.map { .number(Int($0)) }) } ?? .unknown
    case "Array", "Set", "ContiguousArray", "ArraySlice", "OrderedSet", "Deque", "AnySequence",
      "Zip2Sequence", "ReversedCollection", "Optional", "Slice":
      guard let value else { return .list([]) }
      if type == "Optional" { return value }
      if label == "repeating", let count = arguments.dropFirst().first?.value.number,
        (0...1024).contains(count)
      {
        return .list(Array(repeating: value, count: count))
      }
      return value.elements.map { .list($0) }
    case "Task":
      guard case .function(let operation)? = arguments.last?.value else { return nil }
      let result = call(operation, [], scope, node)
      // It holds what the operation captures too.
      return .object(Object(types: ["Task"], contents: [result] + arguments.map(\.value)))
    case "Dictionary":
      guard label == "uniqueKeysWithValues", let elements = value?.elements else {
        return value == nil ? .map([]) : nil
      }
      return .map(
        elements.compactMap {
          if case .tuple(let parts) = $0, parts.count == 2 {
            (parts[0].value, parts[1].value)
          } else {
            nil
          }
        }
      )
    default: return nil
    }
  }

  private func isMade(_ value: Value) -> Bool { if case .list = value { true } else { false } }

  func builtinStatic(
    _ name: String,
    of type: String,
    _ arguments: [Argument],
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> Value? {
    switch (type, name) {
    case ("String", "localizedStringWithFormat"): return format(arguments, scope, node)
    case ("Unicode", "Scalar"): return builtinInit("Scalar", arguments, scope, node)
    default: return nil
    }
  }

  func builtinFunction(
    _ name: String,
    _ arguments: [Argument],
    _ node: FunctionCallExprSyntax,
    _ scope: Scope
  ) -> Value? {
    switch name {
    case "print", "debugPrint", "dump":
      if let target = arguments.first(where: { $0.label == "to" })?.target {
        let separator = arguments.first { $0.label == "separator" }?.value.literal ?? " "
        let end = arguments.first { $0.label == "terminator" }?.value.literal ?? "\n"
        let parts = arguments.filter { $0.label == nil }.map { printed($0.value, scope, node) }
        let text = Value.text(joined(parts, by: [Text(folded: FoldedText(separator))]))
        let old = silently { evaluate(target, scope) }
        let new = sum(sum(old, text, node, scope.file), .text(end), node, scope.file)
        store(new, in: target, scope)
        return new
      }
      return .unknown
    case "zip":
      guard arguments.count == 2, let left = arguments[0].value.elements,
        let right = arguments[1].value.elements
      else { return .unknown }
      return .list(zip(left, right).map { .tuple([(nil, $0), (nil, $1)]) })
    case "stride":
      let numbers = arguments.compactMap(\.value.number)
      guard numbers.count == 3, numbers[2] != 0, arguments.count == 3 else { return .unknown }
      let all =
        arguments[1].label == "through"
        ? Array(Swift.stride(from: numbers[0], through: numbers[1], by: numbers[2]).prefix(512))
        : Array(Swift.stride(from: numbers[0], to: numbers[1], by: numbers[2]).prefix(512))
      return .list(all.map { .number($0) })
    case "repeatElement":
      guard let value = arguments.first?.value, let count = arguments.last?.value.number,
        (0...1024).contains(count)
      else { return .unknown }
      return .list(Array(repeating: value, count: count))
    case "withExtendedLifetime", "autoreleasepool", "identity":
      return nil
    case "String", "Character", "Array": return builtinInit(name, arguments, scope, node)
    case "NSLocalizedString": return arguments.first?.value
    case "type":
      let types = arguments.first?.value.alternatives.compactMap(\.typeName) ?? []
      return types.isEmpty ? .unknown : .either(types.map { .type($0) })
    case "unsafeBitCast", "unsafeDowncast": return arguments.first?.value
    case "abs", "max", "min": return arguments.first?.value
    default: return nil
    }
  }

  /// A format with its arguments.
  func format(_ arguments: [Argument], _ scope: Scope, _ node: some SyntaxProtocol) -> Value {
    guard let pattern = arguments.first?.value.literal else { return .unknown }
    var values = arguments.dropFirst().filter { $0.label == nil }.map(\.value)
    if let list = arguments.first(where: { $0.label == "arguments" })?.value.elements {
      values = list
    }
    var texts = [Text(folded: FoldedText(""))]
    func add(_ text: String) { texts = product(texts, [Text(folded: FoldedText(text))]) }
    var rest = Array(pattern)[...]
    var next = 0
    while let character = rest.popFirst() {
      guard character == "%" else {
        add(String(character))
        continue
      }
      if rest.first == "%" {
        rest.removeFirst()
        add("%")
        continue
      }
      var flags = ""
      while let flag = rest.first, flag.isNumber || "-+ #.$hlqzLjt".contains(flag) {
        flags.append(flag)
        rest.removeFirst()
      }
      guard let kind = rest.popFirst() else { break }
      var index = next
      if let dollar = flags.firstIndex(of: "$"), let position = Int(flags[..<dollar]) {
        index = position - 1
        flags = String(flags[flags.index(after: dollar)...])
      } else {
        next += 1
      }
      let value = values.indices.contains(index) ? values[index] : .unknown
      texts = product(texts, formatted(value, kind, flags, scope, node))
    }
    return .text(texts)
  }

  func formatted(
    _ value: Value,
    _ kind: Character,
    _ flags: String,
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> [Text] {
    guard "diuxXoc".contains(kind) else { return printed(textual(value, scope, node), scope, node) }
    guard let number = value.number else { return [.unknown] }
    if kind == "c" {
      return [
        Text(
          folded: FoldedText(
            UInt32(exactly: number).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
          )
        )
      ]
    }
    let radix = kind == "x" || kind == "X" ? 16 : kind == "o" ? 8 : 10
    var text = String(number, radix: radix, uppercase: kind == "X")
    let digits = flags.filter { $0.isNumber || $0 == "." }
    let width =
      Int(digits.split(separator: ".").last.map(String.init)?.drop { $0 == "0" } ?? "") ?? 0
    let isZero = digits.hasPrefix("0") || digits.hasPrefix(".")
    if text.count < width, width < 256 {
      text = String(repeating: isZero ? "0" : " ", count: width - text.count) + text
    }
    return [Text(folded: FoldedText(text))]
  }

  /// The bytes behind base 64.
  private func base64(_ text: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits = 0
    var count = 0
    for byte in text {
      let value: Int
      switch byte {
      case 0x41...0x5A: value = Int(byte) - 0x41
      case 0x61...0x7A: value = Int(byte) - 0x61 + 26
      case 0x30...0x39: value = Int(byte) - 0x30 + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="): continue
      default: return nil
      }
      bits = (bits << 6) | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8((bits >> count) & 0xFF))
        bits &= (1 << count) - 1
      }
    }
    return bytes
  }
}
