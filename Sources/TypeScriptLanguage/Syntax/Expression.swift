/// An expression and its bytes in the file.
struct Expression: Sendable {
  let kind: ExpressionKind
  let range: Range<Int>
}

/// What an expression is, as far as rules care.
indirect enum ExpressionKind: Sendable {
  case string(String)
  /// A template: one text more than values. The raw texts are those of `String.raw`.
  case template(tag: Expression?, texts: [String], raw: [String], values: [Expression])
  case number(Double?)
  case regex(String)
  case name(String)
  /// `a.b`, `a?.b`, with the place of `b`.
  case member(Expression, String, Range<Int>)
  /// `a[b]`
  case index(Expression, Expression)
  /// A call; `new` makes an object. The types are the arguments between `<` and `>`.
  case call(Expression, [Expression], isNew: Bool, types: TypeText)
  case array([Expression])
  case object([Property])
  case function(Function)
  case type(ClassDeclaration)
  case prefix(String, Expression)
  /// Operands of one operator; a chain of the same operator is one list.
  case binary(String, [Expression])
  case conditional(Expression, Expression, Expression)
  case assignment(String, Expression, Expression)
  case sequence([Expression])
  case spread(Expression)
  /// The attributes and children of an element, and the names of its tags.
  case element([Expression])
  /// `e as T`, `e satisfies T`, `<T>e`.
  case typed(Expression, TypeText)
  /// `import(…)`
  case dynamicImport(Expression)
  /// `await e`, `yield e`, `e!`
  case passing(Expression)
  /// `this`, `super`, `null`, `true`, `false`, `import.meta`
  case keyword(String)
  case missing
}

/// A property of an object literal.
struct Property: Sendable {
  let key: PropertyKey
  /// The value; of a spread its operand.
  let value: Expression
  let isSpread: Bool
  /// As in `{ a }`.
  let isShorthand: Bool
  /// As in `{ get a() { … } }`.
  var isGetter = false
}

/// How a property is called.
struct PropertyKey: Sendable {
  /// The name, when it is written.
  let name: String?
  /// The expression between `[` and `]`.
  let computed: Expression?
  let range: Range<Int>
}

/// The names and texts of a type, as far as rules care.
struct TypeText: Sendable {
  /// A name in a type, the last of `a.b.C`.
  struct Name: Sendable {
    let base: String?
    let name: String
    let range: Range<Int>
    /// Whether a value of the type holds one: not what a function takes or returns.
    var isHeld = true
  }

  /// Names of types, from left to right.
  var names: [Name] = []
  /// Literal types, and keys of object types.
  var texts: [Expression] = []

  /// `as const` and other types without names.
  static let none = TypeText()
}

/// Where the values of a destructuring go.
indirect enum Pattern: Sendable {
  case name(String, Range<Int>)
  case array([Pattern?])
  case object([(key: PropertyKey, value: Pattern)])
  case rest(Pattern)
  case withDefault(Pattern, Expression)
  /// `a.b = …`
  case expression(Expression)
}

/// A function of any form.
final class Function: Sendable {
  let name: String?
  let parameters: [Parameter]
  let result: TypeText
  /// The statements; nil for a declaration without a body.
  let body: [Statement]?
  /// What an arrow function without braces results in.
  let expression: Expression?
  let range: Range<Int>

  init(
    name: String?,
    parameters: [Parameter],
    result: TypeText,
    body: [Statement]?,
    expression: Expression?,
    range: Range<Int>
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.body = body
    self.expression = expression
    self.range = range
  }
}

/// A parameter of a function.
struct Parameter: Sendable {
  let pattern: Pattern
  let type: TypeText
  let defaultValue: Expression?
  let decorators: [Expression]
  /// `constructor(private readonly x: X)` declares a property too.
  let isProperty: Bool
}

/// A class with its members.
final class ClassDeclaration: Sendable {
  let name: String?
  let nameRange: Range<Int>
  let superclass: Expression?
  let heritage: TypeText
  let decorators: [Expression]
  let members: [ClassMember]

  init(
    name: String?,
    nameRange: Range<Int>,
    superclass: Expression?,
    heritage: TypeText,
    decorators: [Expression],
    members: [ClassMember]
  ) {
    self.name = name
    self.nameRange = nameRange
    self.superclass = superclass
    self.heritage = heritage
    self.decorators = decorators
    self.members = members
  }
}

/// A member of a class.
struct ClassMember: Sendable {
  enum Kind: Sendable {
    case field(TypeText, Expression?)
    case method(Function)
    case getter(Function)
    case setter(Function)
    case constructor(Function)
    case staticBlock([Statement])
  }

  let key: PropertyKey
  let isStatic: Bool
  let decorators: [Expression]
  let kind: Kind

  var isField: Bool { if case .field = kind { true } else { false } }
}
