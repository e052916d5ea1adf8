import Lint
import SwiftSyntax

/// What the methods of strings give, and which methods are known at all.
extension Evaluator {
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
      guard let all = base.literal, case .function(let callable)? = first else {
        return stored(.unknown)
      }
      let kept = all.filter {
        call(callable, [Argument(label: nil, value: .text(String($0)))], scope, node).truth != true
      }
      return stored(arisen(.text(kept), at: node))
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
  func pieces(_ text: String, _ separator: String) -> [String] {
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
}
