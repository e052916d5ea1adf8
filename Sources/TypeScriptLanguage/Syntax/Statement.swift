/// A statement and its bytes in the file.
struct Statement: Sendable {
  let kind: StatementKind
  let range: Range<Int>
}

/// What a statement is.
indirect enum StatementKind: Sendable {
  case variables(VariableDeclaration)
  case function(Function, isExported: Bool, isDefault: Bool)
  case type(ClassDeclaration, isExported: Bool, isDefault: Bool)
  case enumeration(EnumDeclaration)
  case importing(ImportDeclaration)
  case exportNames([ExportedName], from: String?, isTypeOnly: Bool)
  /// `export * from`, `export * as name from`
  case exportAll(as: String?, from: String, at: Range<Int>)
  /// `export default e`, `export = e`
  case exportValue(Expression)
  case expression(Expression)
  case returning(Expression?)
  case throwing(Expression?)
  case block([Statement])
  case conditional(Expression, [Statement], [Statement])
  /// A loop: what is done first, its other parts, its body.
  case loop([Statement], [Expression], [Statement])
  /// `for (x of xs)`; the names are declared anew or assigned.
  case iteration(Pattern, isDeclared: Bool, over: Expression, isOf: Bool, [Statement])
  case choice(Expression, [Case])
  case attempt(Attempt)
  case typeAlias(String, TypeText, isExported: Bool)
  case namespace(String, [Statement], isExported: Bool)
  case empty
}

/// As in `const a = 1, b = 2`.
struct VariableDeclaration: Sendable {
  struct Declarator: Sendable {
    let pattern: Pattern
    let type: TypeText
    let value: Expression?
    let range: Range<Int>
  }

  let isConstant: Bool
  let isExported: Bool
  let declarators: [Declarator]
}

/// As in `enum E { a, b = "x" }`.
struct EnumDeclaration: Sendable {
  struct Member: Sendable {
    let key: PropertyKey
    let value: Expression?
  }

  let name: String
  let members: [Member]
  let isExported: Bool
}

/// An import of a module.
struct ImportDeclaration: Sendable {
  struct Name: Sendable {
    /// The name in the module: `default`, `*`, or one that it exports.
    let imported: String
    /// The name here.
    let local: String
    let range: Range<Int>
    let isTypeOnly: Bool
  }

  let module: String
  let names: [Name]
  let isTypeOnly: Bool
  /// The module's name in the file.
  let range: Range<Int>
}

/// `a as b` in an export.
struct ExportedName: Sendable {
  let local: String
  let exported: String
  let range: Range<Int>
}

/// A case of a switch; the default has no test.
struct Case: Sendable {
  let test: Expression?
  let body: [Statement]
}

/// As in `try … catch … finally …`.
struct Attempt: Sendable {
  let body: [Statement]
  let parameter: Pattern?
  let handler: [Statement]?
  let handlerRange: Range<Int>
  let finalizer: [Statement]
}
