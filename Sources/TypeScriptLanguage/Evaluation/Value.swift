import Lint

/// What an expression can be, as far as the files tell.
indirect enum Value {
  case unknown
  /// A string with every text that it can have.
  case text([FoldedText])
  case number(Double)
  case truth(Bool)
  /// `null` and `undefined`.
  case nothing
  case list([Value])
  case object(ObjectValue)
  case function(FunctionValue)
  case type(TypeValue)
  /// Something that JavaScript brings with it: `String`, `Object.keys`.
  case builtin(String)
  case regex(String)
  /// What a driver exports: its module and the way to the export.
  case driver(String, String)
  /// A client of a database, under the name that a reader knows it by.
  case client(String)
  /// One of several.
  case any([Value])

  /// A string of which all is known.
  static func text(_ text: String) -> Value { .text([FoldedText(text)]) }

  /// How many texts a string may have before it counts as unknown.
  static let maximumAlternatives = 16

  /// One of two values.
  static func either(_ first: Value, _ second: Value) -> Value {
    switch (first, second) {
    case (.text(let left), .text(let right)):
      let all = left + right.filter { !left.contains($0) }
      return all.count <= maximumAlternatives ? .text(all) : .text(left)
    case (.nothing, .nothing), (.unknown, .unknown): return first
    case (.any(let left), .any(let right)):
      return .any(Array((left + right).prefix(maximumAlternatives)))
    case (.any(let left), _):
      return left.count < maximumAlternatives ? .any(left + [second]) : first
    case (_, .any(let right)): return .any([first] + right.prefix(maximumAlternatives))
    default: return .any([first, second])
    }
  }

  /// One of several values, those of which nothing is known left out.
  static func either(_ values: [Value]) -> Value {
    let known = values.lazy.filter { !$0.isUnknown }.prefix(maximumAlternatives)
    guard let first = known.first else { return .unknown }
    return known.dropFirst().reduce(first, either)
  }

  /// The texts that the value has where a string is wanted; nil when it is nothing that the files tell.
  var texts: [FoldedText]? {
    switch self {
    case .text(let texts): return texts
    case .number(let number): return [FoldedText(Self.text(of: number))]
    case .truth(let truth): return [FoldedText(truth ? "true" : "false")]
    case .list(let values):
      return Self.joined(values.map { $0.texts ?? [.unknown] }, by: [FoldedText(",")])
    case .any(let values):
      let known = values.compactMap(\.texts).flatMap { $0 }
      guard !known.isEmpty else { return nil }
      let isPartlyUnknown = values.contains { $0.isUnknown }
      return Array(known.prefix(Self.maximumAlternatives)) + (isPartlyUnknown ? [.unknown] : [])
    case .object(let object): return object.text.map { [FoldedText($0)] }
    default: return nil
    }
  }

  /// What a condition makes of it; nil where that is not known.
  var isTruthy: Bool? {
    switch self {
    case .truth(let truth): truth
    case .nothing: false
    case .number(let number): number != 0 && !number.isNaN
    case .text: literal.map { !$0.isEmpty }
    case .list, .object, .function, .type, .regex, .builtin, .driver, .client: true
    case .unknown, .any: nil
    }
  }

  /// Whether nothing is known.
  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  /// The one text, when all of it is known.
  var literal: String? {
    guard let texts, texts.count == 1 else { return nil }
    return texts[0].literal
  }

  /// A number as JavaScript prints it.
  static func text(of number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return String(number)
  }

  /// All strings that begin as one of the left and end as one of the right.
  static func product(_ left: [FoldedText], _ right: [FoldedText]) -> [FoldedText] {
    let right = left.count * right.count <= maximumAlternatives ? right : [.unknown]
    return left.flatMap { first in
      right.map { second in
        var text = first
        text.append(second)
        return text
      }
    }
  }

  /// The strings of a list with separators between them.
  static func joined(_ elements: [[FoldedText]], by separator: [FoldedText]) -> [FoldedText] {
    guard var values = elements.first else { return [FoldedText("")] }
    for element in elements.dropFirst() { values = product(product(values, separator), element) }
    return values
  }
}

/// An object: its fields are shared by all that refer to it.
final class ObjectValue {
  var fields: [String: Value] = [:]
  /// The keys as they were written.
  var keys: [String] = []
  /// Whether it lives as long as the program.
  var isStatic = false
  /// What it is as a string, for `Symbol("…")` and `new String("…")`.
  var text: String?
  /// A collection whose contents have no keys that are known: what was put into it.
  var contents: [Value] = []
  /// What the types of fields are called.
  var typeNames: [String: [String]] = [:]
  /// Finds an export of a module that is evaluated on demand.
  var lookUp: ((String) -> Value?)?

  func set(_ key: String, _ value: Value) {
    if fields[key] == nil { keys.append(key) }
    fields[key] = value
  }

  subscript(key: String) -> Value? { fields[key] ?? lookUp?(key) }
}

/// A function with the names that it sees.
final class FunctionValue {
  let function: Function
  let scope: Scope
  let module: String
  /// The object that `this` is.
  let this: Value?

  init(_ function: Function, _ scope: Scope, module: String, this: Value? = nil) {
    self.function = function
    self.scope = scope
    self.module = module
    self.this = this
  }
}

/// A class with its static members.
final class TypeValue {
  let declaration: ClassDeclaration
  let scope: Scope
  let module: String
  let statics = ObjectValue()
  /// What `this` is in its methods.
  let instance = ObjectValue()
  /// What it inherits from.
  var superclass: Value = .unknown
  /// The client that its instances are or hold.
  var client: String?
  /// Whether one instance serves the whole program, because a container makes it.
  var isSingleton = false

  init(_ declaration: ClassDeclaration, _ scope: Scope, module: String) {
    self.declaration = declaration
    self.scope = scope
    self.module = module
  }
}

/// Names that are known in a part of a file.
final class Scope {
  /// A name with the value that it has now.
  final class Variable {
    var value: Value
    /// How many branches are around the declaration.
    let branches: Int
    /// The file and the place of the declaration, where it has one.
    let place: (module: String, range: Range<Int>)?
    /// Whether it is imported from a package that has nothing to do with tenants' databases.
    var isOther = false
    /// What its type is called, or what made it.
    var typeNames: [String] = []

    init(_ value: Value, branches: Int, place: (module: String, range: Range<Int>)? = nil) {
      self.value = value
      self.branches = branches
      self.place = place
    }
  }

  let parent: Scope?
  /// Whether its names live as long as the program: those of a module, and of a function that a module
  /// calls while it loads.
  let isStatic: Bool
  /// Counts the functions around.
  let functionDepth: Int
  var variables: [String: Variable] = [:]
  var types: [String: TypeText] = [:]
  /// What `this` is.
  var this: Value?
  /// The names of parameters that carry a tenant or a request.
  var contextNames: Set<String> = []

  init(parent: Scope?, isStatic: Bool, functionDepth: Int) {
    self.parent = parent
    self.isStatic = isStatic
    self.functionDepth = functionDepth
  }

  /// A scope within this one, in the same function.
  func block() -> Scope { Scope(parent: self, isStatic: isStatic, functionDepth: functionDepth) }

  func find(_ name: String) -> (variable: Variable, scope: Scope)? {
    var scope: Scope? = self
    while let current = scope {
      if let variable = current.variables[name] { return (variable, current) }
      scope = current.parent
    }
    return nil
  }

  func type(_ name: String) -> TypeText? {
    var scope: Scope? = self
    while let current = scope {
      if let type = current.types[name] { return type }
      scope = current.parent
    }
    return nil
  }

  var currentThis: Value? {
    var scope: Scope? = self
    while let current = scope {
      if let this = current.this { return this }
      scope = current.parent
    }
    return nil
  }

  /// Whether a name is that of a parameter which carries a tenant or a request.
  func isContext(_ name: String) -> Bool {
    var scope: Scope? = self
    while let current = scope {
      if current.contextNames.contains(name) { return true }
      if current.variables[name] != nil { return false }
      scope = current.parent
    }
    return false
  }
}
