import Lint
import SwiftSyntax

/// A string with the place where it arose and the way there.
struct Text {
  var folded: FoldedText
  /// The expression that the whole string came about in; what only hands it on changes nothing.
  var origin: SyntaxIdentifier?
  /// Whether it stands in the source as it is.
  var isLiteral = false
  var steps: [DerivationStep] = []
  /// The whole strings of other expressions that it was put together from.
  var parts: [FoldedText] = []

  static let unknown = Text(folded: .unknown)

  /// The string, when all of it is known.
  var literal: String? { folded.literal }
}

/// Something of a type that is no string, number or collection.
struct Object {
  /// The names of its type and of the types within it: `Mutex`, `Client`.
  var types: [String]
  /// The functions that are not known and made it.
  var makers: [String] = []
  /// What its properties are known to be.
  var fields: [String: Value] = [:]
  /// What it was made from.
  var contents: [Value] = []

  /// Whether nothing is known of it but its type.
  var isBlank: Bool { makers.isEmpty && fields.isEmpty && contents.isEmpty }
}

/// What can be called.
enum Callable {
  case closure(ClosureExprSyntax, Scope)
  case function(FunctionDeclSyntax, file: Int, owner: Value?)
  case local(FunctionDeclSyntax, Scope)
  /// A closure of which a result builder makes something.
  case built(ClosureExprSyntax, Scope, by: String)
  /// An initialiser of a type, or a function that Swift or Foundation bring.
  case builtin(String)
  /// A method of a string or a collection.
  case method(String, of: Value)
  case enumCase(type: String, name: String)
}

/// What an expression can be, as far as the files tell.
indirect enum Value {
  case unknown
  /// `nil`
  case nothing
  case text([Text])
  case number(Int)
  case truth(Bool)
  case list([Value])
  case map([(key: Value, value: Value)])
  case tuple([(label: String?, value: Value)])
  case member(type: String, name: String, payload: [Value])
  case object(Object)
  case function(Callable)
  case type(String)
  case keyPath([String])
  /// One of several.
  case any([Value])

  /// How many strings a value may have before it counts as unknown.
  static let maximumAlternatives = 16

  static func text(_ text: String) -> Value { .text([Text(folded: FoldedText(text))]) }

  static func either(_ first: Value, _ second: Value) -> Value {
    switch (first, second) {
    case (.text(let left), .text(let right)):
      let known = Set(left.map(\.folded))
      let all = left + right.filter { !known.contains($0.folded) }
      return .text(Array(all.prefix(maximumAlternatives)))
    case (.unknown, .unknown), (.nothing, .nothing): return first
    case (.any(let left), .any(let right)):
      return right.prefix(maximumAlternatives).reduce(.any(left), either)
    case (.any(let left), .text):
      if let index = left.firstIndex(where: { $0.isText }) {
        var joined = left
        joined[index] = either(left[index], second)
        return .any(joined)
      }
      return .any(left + [second])
    case (.any(let left), _):
      if second.isUnknown, left.contains(where: \.isUnknown) { return first }
      return left.count < maximumAlternatives ? .any(left + [second]) : first
    case (_, .any): return either(.any([first]), second)
    default: return .any([first, second])
    }
  }

  static func either(_ values: some Sequence<Value>) -> Value {
    var result: Value?
    for value in values { result = result.map { either($0, value) } ?? value }
    return result ?? .unknown
  }

  /// Its type, where that is all that is known of it.
  var typeAlone: String? {
    switch self {
    case .unknown: "?"
    case .nothing: "nil"
    case .type(let name): "type " + name
    case .object(let object) where object.isBlank: object.types.joined(separator: " ")
    default: nil
    }
  }

  var isText: Bool { if case .text = self { true } else { false } }
  var isUnknown: Bool { if case .unknown = self { true } else { false } }
  var isNothing: Bool { if case .nothing = self { true } else { false } }

  /// The single values that this may be.
  var alternatives: [Value] { if case .any(let values) = self { values } else { [self] } }

  /// The value when it is there.
  var unwrapped: Value {
    guard case .any(let values) = self else { return isNothing ? .unknown : self }
    return .either(values.filter { !$0.isNothing })
  }

  /// The strings, without those of other kinds.
  var knownTexts: [Text] {
    switch self {
    case .text(let texts): texts
    case .any(let values): values.flatMap(\.knownTexts)
    default: []
    }
  }

  /// The strings, those within lists too.
  var allTexts: [Text] {
    switch self {
    case .text(let texts): texts
    case .any(let values), .list(let values): values.prefix(256).flatMap(\.allTexts)
    default: []
    }
  }

  var number: Int? { if case .number(let number) = self { number } else { nil } }
  var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }
  var literal: String? {
    guard case .text(let texts) = self, texts.count == 1 else { return nil }
    return texts[0].literal
  }
  var elements: [Value]? {
    switch self {
    case .list(let values): values
    case .map(let pairs): pairs.map { .tuple([("key", $0.key), ("value", $0.value)]) }
    case .text(let texts):
      texts.count == 1 ? texts[0].literal.map { $0.map { .text(String($0)) } } : nil
    default: nil
    }
  }

  /// A list of bytes.
  var bytes: [UInt8]? {
    if case .text = self { return literal.map { Array($0.utf8) } }
    guard case .list(let values) = self else { return nil }
    var bytes: [UInt8] = []
    for value in values {
      guard let number = value.number, let byte = UInt8(exactly: number & 0xFF) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// Whether two values are the same; nil when it is not known.
  func equals(_ other: Value) -> Bool? {
    switch (self, other) {
    case (.number(let left), .number(let right)): return left == right
    case (.truth(let left), .truth(let right)): return left == right
    case (.nothing, .nothing): return true
    case (.text, .text):
      guard let left = literal, let right = other.literal else { return nil }
      return left == right
    case (.member(_, let left, let first), .member(_, let right, let second)):
      guard left == right else { return false }
      return first.isEmpty && second.isEmpty ? true : nil
    case (.type(let left), .type(let right)): return left == right
    default: return nil
    }
  }
}

/// Names that are known in a part of a file.
final class Scope {
  final class Variable {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  let parent: Scope?
  /// The file that the code stands in.
  let file: Int
  /// The type whose members are known here.
  let type: String?
  /// What `self` is; a type in a static member.
  let this: Variable?
  var variables: [String: Variable] = [:]

  init(parent: Scope?, file: Int, type: String? = nil, this: Value? = nil) {
    self.parent = parent
    self.file = file
    self.type = type
    self.this = this.map(Variable.init)
  }

  func nested() -> Scope { Scope(parent: self, file: file) }

  func find(_ name: String) -> Variable? {
    var scope: Scope? = self
    while let current = scope {
      if let variable = current.variables[name] { return variable }
      scope = current.parent
    }
    return nil
  }

  /// Whether a name stands for a variable here.
  func knows(_ variable: Variable) -> Bool {
    variables.values.contains { $0 === variable } || parent?.knows(variable) == true
  }

  var currentThis: Variable? {
    var scope: Scope? = self
    while let current = scope {
      if let this = current.this { return this }
      scope = current.parent
    }
    return nil
  }

  var currentType: String? {
    var scope: Scope? = self
    while let current = scope {
      if let type = current.type { return type }
      scope = current.parent
    }
    return nil
  }
}
