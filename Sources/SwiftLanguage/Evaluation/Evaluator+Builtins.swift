import Lint
import SwiftSyntax

/// What Swift and Foundation do to strings and collections.
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

  private func cased(
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

  // MARK: Methods

  /// Calls a method that no file declares; nil when there is none for such a value.
  func callBuiltin(
    _ name: String,
    _ base: Value,
    _ arguments: [Argument],
    _ target: ExprSyntax?,
    _ node: some SyntaxProtocol,
    _ scope: Scope
  ) -> Value? {
    if case .any(let values) = base {
      let results = values.filter { !$0.isNothing }.compactMap {
        callBuiltin(name, $0, arguments, nil, node, scope)
      }
      return results.isEmpty ? nil : .either(results)
    }
    if base.isText {
      if let value = textMethod(name, base, arguments, target, node, scope) { return value }
    }
    if base.isText || base.elements != nil {
      if let value = listMethod(name, base, arguments, target, node, scope) { return value }
    }
    if case .number(let number) = base, name == "advanced" || name == "formatted" {
      return name == "formatted"
        ? .text(String(number)) : arguments.first?.value.number.map { .number(number + $0) }
    }
    if case .object(let object) = base, name == "map" || name == "flatMap",
      case .function(let callable)? = arguments.last?.value
    {
      return call(callable, [Argument(label: nil, value: .object(object))], scope, node)
    }
    if base.isUnknown, name == "joined" || name == "appending" || name == "replacingOccurrences" {
      return nil
    }
    return nil
  }

  private func textMethod(
    _ name: String,
    _ base: Value,
    _ arguments: [Argument],
    _ target: ExprSyntax?,
    _ node: some SyntaxProtocol,
    _ scope: Scope
  ) -> Value? {
    let first = arguments.first?.value
    func stored(_ value: Value) -> Value {
      if let target {
        store(value, in: target, scope)
        if isRecording, scope.file == file { note(arisen(value, at: node), for: node.id) }
      }
      return value
    }
    switch name {
    case "lowercased": return cased(base, name, scope, node) { $0.lowercased() }
    case "uppercased": return cased(base, name, scope, node) { $0.uppercased() }
    case "trimmingCharacters", "trimming":
      let set = first?.literal
      return transform(base, name, scope, node) { trimmed($0, set) }
    case "trimmingPrefix":
      return transform(base, name, scope, node) { text in
        first?.literal.flatMap { text.hasPrefix($0) ? String(text.dropFirst($0.count)) : text }
      }
    case "replacingOccurrences", "replacing":
      guard let old = first?.literal, let new = arguments.dropFirst().first?.value else {
        return .unknown
      }
      return replaced(base, old, new, name, scope, node)
    case "replace":
      guard let old = first?.literal, let new = arguments.dropFirst().first?.value else {
        return .unknown
      }
      return stored(replaced(base, old, new, name, scope, node))
    case "appending":
      guard let first else { return base }
      return sum(base, first, node, scope.file)
    case "append", "write":
      guard let first else { return base }
      return stored(sum(base, textual(first, scope, node), node, scope.file))
    case "insert":
      guard let first, let literal = first.literal ?? first.elements?.compactMap(\.literal).joined()
      else { return stored(.unknown) }
      // Only the two ends are known by name.
      let position =
        arguments.last.map { _ in
          (node.as(FunctionCallExprSyntax.self)?.arguments.last?.expression).flatMap(lastName)
        } ?? nil
      if position == "startIndex" { return stored(sum(.text(literal), base, node, scope.file)) }
      if position == "endIndex" { return stored(sum(base, .text(literal), node, scope.file)) }
      return stored(.unknown)
    case "appendingFormat":
      return sum(base, format(arguments, scope, node), node, scope.file)
    case "padding":
      guard let length = first?.number, length < 256,
        let pad = arguments.dropFirst().first?.value.literal, !pad.isEmpty
      else { return .unknown }
      return transform(base, name, scope, node) { text in
        text.count >= length
          ? String(text.prefix(length))
          : String((text + String(repeating: pad, count: length)).prefix(length))
      }
    case "hasPrefix":
      return first?.literal.flatMap { part in base.literal.map { .truth($0.hasPrefix(part)) } }
        ?? .unknown
    case "hasSuffix":
      return first?.literal.flatMap { part in base.literal.map { .truth($0.hasSuffix(part)) } }
        ?? .unknown
    case "contains":
      return first?.literal.flatMap { part in
        base.literal.map { text in part.isEmpty ? .truth(true) : .truth(text.contains(part)) }
      } ?? .unknown
    case "components":
      guard let separator = first?.literal, let text = base.literal else { return .unknown }
      return .list(pieces(text, separator).map { .text($0) })
    case "split":
      guard let text = base.literal else { return .unknown }
      if let separator = (arguments.first { $0.label == "separator" } ?? arguments.first)?.value
        .literal, !separator.isEmpty
      {
        return .list(pieces(text, separator).filter { !$0.isEmpty }.map { .text($0) })
      }
      guard case .function(let callable)? = arguments.last?.value else { return .unknown }
      let parts = text.split {
        call(callable, [Argument(label: nil, value: .text(String($0)))], scope, node).truth == true
      }
      return .list(parts.map { .text(String($0)) })
    case "folding", "precomposed", "formatted", "makeContiguousUTF8", "withMutableCharacters",
      "uppercasedFirst",
      "utf8String", "asString", "toString", "trimmed":
      return base
    case "applyingTransform": return .unknown
    case "data": return base.bytes.map { .list($0.map { .number(Int($0)) }) } ?? .unknown
    case "removeAll" where arguments.isEmpty || first?.truth != nil: return stored(.text(""))
    case "removeAll":
      guard let value = listMethod("filter", base, arguments, nil, node, scope),
        let all = base.literal, let kept = value.literal
      else { return stored(.unknown) }
      _ = kept
      var result = ""
      if case .function(let callable)? = first {
        for character in all
        where call(callable, [Argument(label: nil, value: .text(String(character)))], scope, node)
          .truth != true
        { result.append(character) }
      }
      return stored(arisen(.text(result), at: node))
    case "removeFirst", "removeLast", "popLast", "popFirst":
      let count = first?.number ?? 1
      let isFirst = name.hasSuffix("First")
      let result = transform(base, name, scope, node) { text in
        count > text.count ? nil : String(isFirst ? text.dropFirst(count) : text.dropLast(count))
      }
      _ = stored(result)
      return arguments.isEmpty
        ? transform(base, name, scope, node) { String(isFirst ? $0.prefix(1) : $0.suffix(1)) }
        : result
    case "reverse": return stored(transform(base, name, scope, node) { String($0.reversed()) })
    case "prefix", "suffix", "dropFirst", "dropLast":
      if let label = arguments.first?.label, label != "_" {
        guard case .function(let callable)? = first, label == "while" else { return .unknown }
        return transform(base, name, scope, node) { text in
          String(
            text.prefix {
              call(callable, [Argument(label: nil, value: .text(String($0)))], scope, node).truth
                == true
            }
          )
        }
      }
      guard let count = arguments.isEmpty ? 1 : first?.number, count >= 0 else { return .unknown }
      return transform(base, name, scope, node) { text in
        switch name {
        case "prefix": String(text.prefix(count))
        case "suffix": String(text.suffix(count))
        case "dropFirst": String(text.dropFirst(count))
        default: String(text.dropLast(count))
        }
      }
    case "drop":
      guard case .function(let callable)? = first else { return .unknown }
      return transform(base, name, scope, node) { text in
        String(
          text.drop {
            call(callable, [Argument(label: nil, value: .text(String($0)))], scope, node).truth
              == true
          }
        )
      }
    case "filter":
      guard case .function(let callable)? = first else { return .unknown }
      return transform(base, name, scope, node) { text in
        String(
          text.filter {
            call(callable, [Argument(label: nil, value: .text(String($0)))], scope, node).truth
              == true
          }
        )
      }
    case "utf8", "unicodeScalars": return base
    default: return nil
    }
  }

  private func replaced(
    _ base: Value,
    _ old: String,
    _ new: Value,
    _ name: String,
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> Value {
    guard !old.isEmpty else { return base }
    let replacement = new.hasText ? new.knownTexts : [.unknown]
    let texts = base.knownTexts.flatMap { text -> [Text] in
      var result = [Text(folded: FoldedText(""), steps: text.steps)]
      for piece in text.folded.pieces {
        guard case .text(let known) = piece else {
          result = product(result, [.unknown])
          continue
        }
        let parts = pieces(known, old).map { [Text(folded: FoldedText($0))] }
        result = product(result, joined(parts, by: replacement))
      }
      return result
    }
    return texts.isEmpty
      ? .unknown
      : adding(
        { "'\(name)' makes it \($0)" },
        to: arisen(.text(texts), at: node),
        at: node,
        in: scope.file
      )
  }

  /// The parts of a text between separators.
  private func pieces(_ text: String, _ separator: String) -> [String] {
    guard !separator.isEmpty else { return [text] }
    var result: [String] = []
    var part: [UInt8] = []
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: mark) {
        result.append(String(decoding: part, as: UTF8.self))
        part = []
        index += mark.count
      } else {
        part.append(bytes[index])
        index += 1
      }
    }
    return result + [String(decoding: part, as: UTF8.self)]
  }

  private func trimmed(_ text: String, _ set: String?) -> String {
    let isCut = { (character: Character) in
      set.map { $0.contains(character) }
        ?? !(character.isLetter || character.isNumber || character == "_" || character == "-")
    }
    return String(text.drop(while: isCut).reversed().drop(while: isCut).reversed())
  }

  /// A value where a text is wanted: a list of characters is one.
  func textual(_ value: Value, _ scope: Scope, _ node: some SyntaxProtocol) -> Value {
    switch value {
    case .list(let values):
      guard values.allSatisfy(\.isText) else { return .unknown }
      return .text(joined(values.map(\.knownTexts), by: [Text(folded: FoldedText(""))]))
    case .any(let values):
      return .either(values.filter { !$0.isNothing }.map { textual($0, scope, node) })
    default: return value
    }
  }

  private func listMethod(
    _ name: String,
    _ base: Value,
    _ arguments: [Argument],
    _ target: ExprSyntax?,
    _ node: some SyntaxProtocol,
    _ scope: Scope
  ) -> Value? {
    guard let values = base.elements, values.count <= 1024 else { return nil }
    let first = arguments.first?.value
    let isText = base.isText
    func stored(_ value: Value) -> Value {
      if let target { store(value, in: target, scope) }
      return value
    }
    func apply(_ function: Value?, _ elements: Value...) -> Value {
      switch function {
      case .function(let callable):
        return call(callable, elements.map { Argument(label: nil, value: $0) }, scope, node)
      case .keyPath(let names): return self.apply(keyPath: names, to: elements[0], scope, node)
      default: return .unknown
      }
    }
    switch name {
    case "joined":
      let separator =
        first.map { textual($0, scope, node).knownTexts } ?? [Text(folded: FoldedText(""))]
      if !values.isEmpty, values.allSatisfy({ if case .list = $0 { true } else { false } }) {
        return .list(values.flatMap { $0.elements ?? [] })
      }
      guard values.contains(where: \.hasText) else { return values.isEmpty ? .text("") : .unknown }
      let texts = joined(
        values.map { value in value.hasText ? value.knownTexts : [.unknown] },
        by: separator.isEmpty ? [.unknown] : separator
      )
      return adding(
        { "'joined' makes it \($0)" },
        to: arisen(.text(texts), at: node),
        at: node,
        in: scope.file
      )
    case "map", "lazyMap": return .list(values.map { apply(first, $0) })
    case "compactMap":
      return .list(values.map { apply(first, $0).unwrapped }.filter { !$0.isNothing })
    case "flatMap":
      return .list(
        values.flatMap { value -> [Value] in
          let mapped = apply(first, value)
          return mapped.elements ?? [mapped]
        }
      )
    case "forEach":
      for value in values { _ = apply(first, value) }
      return .unknown
    case "filter":
      return .list(values.filter { apply(first, $0).truth != false })
    case "reduce":
      guard arguments.count == 2, let start = first else { return .unknown }
      let function = arguments[1].value
      if arguments[0].label == "into" {
        guard case .function(.closure(let closure, let around)) = function else { return .unknown }
        return arisen(reduced(into: start, values, closure, around), at: node)
      }
      if case .function(.builtin("+")) = function {
        return arisen(values.reduce(start) { sum($0, $1, node, scope.file) }, at: node)
      }
      return arisen(values.reduce(start) { apply(function, $0, $1) }, at: node)
    case "reversed", "reverse":
      let result = Value.list(values.reversed())
      if isText {
        let text = transform(base, name, scope, node) { String($0.reversed()) }
        return text
      }
      return name == "reverse" ? stored(result) : result
    case "sorted", "sort":
      if arguments.isEmpty {
        let numbers = values.compactMap(\.number)
        if numbers.count == values.count { return .list(numbers.sorted().map { .number($0) }) }
        let texts = values.compactMap(\.literal)
        guard texts.count == values.count else { return .unknown }
        let result = Value.list(texts.sorted().map { .text($0) })
        return name == "sort" ? stored(result) : result
      }
      guard values.count <= 64 else { return .unknown }
      var isKnown = true
      let result = values.sorted { left, right in
        if let truth = apply(arguments.last?.value, left, right).truth { return truth }
        isKnown = false
        return false
      }
      return isKnown ? .list(result) : .unknown
    case "enumerated":
      return .list(values.enumerated().map { .tuple([("offset", .number($0)), ("element", $1)]) })
    case "dropFirst": return .list(Array(values.dropFirst(max(0, first?.number ?? 1))))
    case "dropLast": return .list(Array(values.dropLast(max(0, first?.number ?? 1))))
    case "prefix": return first?.number.map { .list(Array(values.prefix(max(0, $0)))) } ?? .unknown
    case "suffix": return first?.number.map { .list(Array(values.suffix(max(0, $0)))) } ?? .unknown
    case "append":
      if arguments.first?.label == "contentsOf" {
        return stored(first?.elements.map { .list(values + $0) } ?? .unknown)
      }
      return stored(.list(values + [first ?? .unknown]))
    case "insert":
      guard let first else { return nil }
      guard arguments.count == 2 else { return stored(.list(values + [first])) }
      guard let index = arguments[1].value.number, index <= values.count, index >= 0 else {
        return stored(.unknown)
      }
      var changed = values
      changed.insert(first, at: index)
      return stored(.list(changed))
    case "removeFirst", "removeLast", "popLast":
      let isFirst = name == "removeFirst"
      _ = stored(
        .list(
          Array(
            isFirst ? values.dropFirst(first?.number ?? 1) : values.dropLast(first?.number ?? 1)
          )
        )
      )
      return (isFirst ? values.first : values.last) ?? .nothing
    case "remove":
      guard let index = first?.number, values.indices.contains(index) else {
        return stored(.unknown)
      }
      var changed = values
      let removed = changed.remove(at: index)
      _ = stored(.list(changed))
      return removed
    case "first", "last":
      let order = name == "first" ? values : values.reversed()
      let known = order.map { (value: $0, truth: apply(arguments.last?.value, $0).truth) }
      if let hit = known.first(where: { $0.truth != false }), hit.truth == true { return hit.value }
      return .either(known.filter { $0.truth != false }.map(\.value) + [.nothing])
    case "randomElement", "min", "max": return .either(values.prefix(Value.maximumAlternatives))
    case "contains":
      guard let first else { return .unknown }
      let matches = values.map { $0.equals(first) }
      return matches.contains(true)
        ? .truth(true) : matches.allSatisfy { $0 == false } ? .truth(false) : .unknown
    case "firstIndex":
      return values.firstIndex { first.flatMap($0.equals) == true }.map { .number($0) } ?? .unknown
    case "split":
      guard let separator = first else { return .unknown }
      var groups: [[Value]] = [[]]
      for value in values {
        if value.equals(separator) == true {
          groups.append([])
        } else {
          groups[groups.count - 1].append(value)
        }
      }
      return .list(groups.filter { !$0.isEmpty }.map { .list($0) })
    case "shuffled", "shuffle": return .unknown
    case "withUnsafeBufferPointer", "withUnsafeBytes", "withContiguousStorageIfAvailable":
      return apply(arguments.last?.value, base)
    case "updateValue", "mapValues", "merging", "merge", "removeValue": return stored(.unknown)
    case "base64EncodedString": return .unknown
    default: return nil
    }
  }

  private func reduced(
    into start: Value,
    _ values: [Value],
    _ closure: ClosureExprSyntax,
    _ around: Scope
  ) -> Value {
    var current = start
    for value in values {
      let inner = Scope(parent: around, file: around.file)
      var names = ["$0", "$1"]
      switch closure.signature?.parameterClause {
      case .simpleInput(let list): names = list.map { $0.name.plainText }
      case .parameterClause(let clause):
        names = clause.parameters.map { ($0.secondName ?? $0.firstName).plainText }
      case nil: break
      }
      guard names.count == 2 else { return .unknown }
      let variable = Scope.Variable(current)
      inner.variables[names[0]] = variable
      inner.variables[names[1]] = Scope.Variable(value)
      inlined(functionName) { _ = results(of: closure.statements, inner, expecting: nil) }
      current = variable.value
    }
    return current
  }

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
  private func format(_ arguments: [Argument], _ scope: Scope, _ node: some SyntaxProtocol) -> Value
  {
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

  private func formatted(
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
