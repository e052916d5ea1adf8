import Lint
import SwiftSyntax

/// What the methods of collections give.
extension Evaluator {
  func listMethod(
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
    case "makeIterator": return .list(values)
    case "removeFirst", "popFirst", "next", "removeLast", "popLast":
      let isFirst = name != "removeLast" && name != "popLast"
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
}
