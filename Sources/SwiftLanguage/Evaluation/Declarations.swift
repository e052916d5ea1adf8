import Lint
import SwiftSyntax

/// What a file declares beyond its functions, for resolving names across files.
struct FileDeclarations: Sendable {
  /// A type with what it declares here.
  struct TypeDeclaration: Sendable {
    var members: [String: [Syntax]] = [:]
    var cases: [EnumCaseElementSyntax] = []
    var inherited: [String] = []
    var isProtocol = false
    var isEnum = false
    /// Whether this is the type itself, and not an extension.
    var isDeclared = false
  }

  var globals: [String: [Syntax]] = [:]
  var types: [String: TypeDeclaration] = [:]
  var aliases: [String: [TypeSyntax]] = [:]
  /// What is assigned to a name, or to something within it: sequences with an operator.
  var assignments: [String: [SequenceExprSyntax]] = [:]
  var imports: Set<String> = []

  /// Looks at a file.
  init(_ tree: SourceFileSyntax) {
    let collector = DeclarationCollector(viewMode: .sourceAccurate)
    collector.walk(tree)
    self = collector.found
  }

  fileprivate init() {}
}

/// What the files of a run declare, as one file after the other asks for it.
///
/// It remembers what it was asked, so it belongs to one evaluation.
final class Declarations {
  /// A file that is known.
  struct File: Sendable {
    let path: String
    /// The target that it belongs to.
    let module: String
    let tree: SourceFileSyntax
    let locations: SourceLocations
    let own: FileDeclarations
  }

  /// Something that a file declares.
  struct Item: Sendable {
    let node: Syntax
    let file: Int
  }

  typealias TypePart = (file: Int, type: FileDeclarations.TypeDeclaration)

  private let store: DeclarationStore
  private var files: [Int: File] = [:]
  private var knownGlobals: [Key: [Item]] = [:]
  private var knownTypes: [Key: [TypePart]] = [:]
  private var knownMembers: [Key: [Item]] = [:]
  private var knownAliases: [Key: [TypeSyntax]] = [:]
  private var knownAssignments: [Key: [(file: Int, node: SequenceExprSyntax)]] = [:]

  private struct Key: Hashable {
    let name: String
    var type = ""
    let file: Int
  }

  init(_ store: DeclarationStore) {
    self.store = store
  }

  /// A file from which something is known, so that it is parsed.
  func file(_ number: Int) -> File {
    if let known = files[number] { return known }
    let file = store.file(number)
    files[number] = file
    return file
  }

  /// What a name means at the top of files; that of the same file wins.
  func globals(_ name: String, from file: Int) -> [Item] {
    let key = Key(name: name, file: file)
    if let known = knownGlobals[key] { return known }
    let all = store.visible(name, as: [.names], from: file) { number, own in
      (own.globals[name] ?? []).map { Item(node: $0, file: number) }
    }
    let own = all.filter { $0.file == file }
    let found = own.isEmpty ? all : own
    knownGlobals[key] = found
    return found
  }

  /// A type's declaration and extensions.
  private func types(_ name: String, from file: Int) -> [TypePart] {
    let key = Key(name: name, file: file)
    if let known = knownTypes[key] { return known }
    let found = store.visible(name, as: [.types, .extensions], from: file) { number, own in
      own.types[name].map { [TypePart(number, $0)] } ?? []
    }
    knownTypes[key] = found
    return found
  }

  /// The declaration and extensions of a type in some files.
  private func types(_ name: String, from file: Int, among numbers: Set<Int>?) -> [TypePart] {
    store.visible(
      name,
      as: [.types, .extensions],
      from: file,
      where: { numbers?.contains($0) ?? true }
    ) { number, own in own.types[name].map { [TypePart(number, $0)] } ?? [] }
  }

  func hasType(_ name: String, from file: Int) -> Bool {
    !store.numbers(name, as: [.types, .extensions], from: file).isEmpty
  }

  func isEnum(_ name: String, from file: Int) -> Bool {
    types(name, from: file).contains(where: \.type.isEnum)
  }

  func isProtocol(_ name: String, from file: Int) -> Bool {
    types(name, from: file).contains(where: \.type.isProtocol)
  }

  func cases(of type: String, from file: Int) -> [(file: Int, node: EnumCaseElementSyntax)] {
    types(type, from: file).flatMap { found in found.type.cases.map { (found.file, $0) } }
  }

  func inherited(by type: String, from file: Int) -> [String] {
    types(type, from: file).flatMap(\.type.inherited)
  }

  /// The types that are declared to be something.
  func conformers(of type: String) -> [String] {
    store.heirs(of: type) { own in
      own.types.compactMap { name, part in part.inherited.contains(type) ? name : nil }.sorted()
    }
  }

  /// What a type declares under a name, and then what it inherits.
  func members(_ name: String, of type: String, from file: Int) -> [Item] {
    let key = Key(name: name, type: type, file: file)
    if let known = knownMembers[key] { return known }
    let found = findMembers(name, of: type, from: file)
    knownMembers[key] = found
    return found
  }

  private func findMembers(_ name: String, of type: String, from file: Int) -> [Item] {
    var declaring: Set<Int>?
    if name != "init", name != "subscript" {
      let numbers = store.numbers(name, as: [.names], from: file)
      if numbers.isEmpty { return [] }
      declaring = Set(numbers)
    }
    var seen: Set<String> = []
    var pending = [type]
    while !pending.isEmpty {
      let type = pending.removeFirst()
      guard seen.insert(type).inserted else { continue }
      // A type of the standard library has members in many files, and no ancestors that matter.
      let own =
        Evaluator.plainTypes.contains(type)
        ? types(type, from: file, among: declaring) : types(type, from: file)
      let items = own.flatMap { found in
        (found.type.members[name] ?? []).map { Item(node: $0, file: found.file) }
      }
      // A requirement has no value; an extension may have one.
      let known = items.filter { !$0.node.isRequirement }
      if !known.isEmpty { return known }
      pending += own.flatMap(\.type.inherited)
      if let target = aliasTarget(of: type, from: file) { pending.append(target) }
    }
    return []
  }

  /// All stored properties of a type.
  func storedProperties(of type: String, from file: Int) -> [Item] {
    types(type, from: file).flatMap { found in
      found.type.members.values.joined().compactMap { node in
        guard let binding = node.as(PatternBindingSyntax.self), binding.isStored,
          binding.declaration?.isStatic == false
        else { return nil }
        return Item(node: node, file: found.file)
      }
    }
  }

  func aliases(_ name: String, from file: Int) -> [TypeSyntax] {
    let key = Key(name: name, file: file)
    if let known = knownAliases[key] { return known }
    let found = store.visible(name, as: [.names], from: file) { _, own in own.aliases[name] ?? [] }
    knownAliases[key] = found
    return found
  }

  /// The one type that an alias stands for, through other aliases too.
  func aliasTarget(of name: String, from file: Int) -> String? {
    var name = name
    var isAlias = false
    for _ in 0..<8 {
      guard let target = aliases(name, from: file).first.flatMap({ typeNames(in: $0).first }),
        target != name
      else { break }
      name = target
      isAlias = true
    }
    return isAlias ? name : nil
  }

  func assignments(to name: String, from file: Int) -> [(file: Int, node: SequenceExprSyntax)] {
    let key = Key(name: name, file: file)
    if let known = knownAssignments[key] { return known }
    let found = store.visible(name, as: [.assignments], from: file) { number, own in
      (own.assignments[name] ?? []).map { (file: number, node: $0) }
    }
    knownAssignments[key] = found
    return found
  }
}

extension Syntax {
  /// Whether this is what a protocol asks for, without a body.
  fileprivate var isRequirement: Bool {
    guard isInProtocol else { return false }
    return true
  }

  private var isInProtocol: Bool {
    var node = parent
    while let current = node {
      if current.is(ProtocolDeclSyntax.self) { return true }
      if current.is(ExtensionDeclSyntax.self) || current.is(CodeBlockItemListSyntax.self) {
        return false
      }
      node = current.parent
    }
    return false
  }
}

extension PatternBindingSyntax {
  /// The declaration that this is a part of.
  var declaration: VariableDeclSyntax? { parent?.parent?.as(VariableDeclSyntax.self) }

  /// Whether it holds a value, which observers may watch.
  var isStored: Bool { getter == nil }

  /// The statements that compute its value.
  var getter: CodeBlockItemListSyntax? {
    switch accessorBlock?.accessors {
    case .getter(let statements): return statements
    case .accessors(let accessors):
      let reader = accessors.first {
        ["get", "_read", "unsafeAddress"].contains($0.accessorSpecifier.text)
      }
      return reader?.body?.statements
    case nil: return nil
    }
  }
}

private final class DeclarationCollector: SyntaxVisitor {
  var found = FileDeclarations()

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    if let module = node.path.first?.name.plainText { found.imports.insert(module) }
    return .skipChildren
  }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    for binding in node.bindings {
      for name in binding.pattern.boundNames { add(Syntax(binding), name, node) }
    }
    return .visitChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    add(Syntax(node), node.name.plainText, node)
    return .visitChildren
  }

  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    add(Syntax(node), "init", node)
    return .visitChildren
  }

  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
    add(Syntax(node), "subscript", node)
    return .visitChildren
  }

  override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind {
    if let type = node.nearestTypeName {
      found.types[type, default: .init()].cases.append(node)
      found.types[type, default: .init()].members[node.name.plainText, default: []].append(
        Syntax(node)
      )
    }
    return .visitChildren
  }

  private func add(_ node: Syntax, _ name: String, _ declaration: some SyntaxProtocol) {
    let scope = declaration.enclosingScope
    if scope?.kind == .memberBlockItemList, let type = declaration.nearestTypeName {
      found.types[type, default: .init()].members[name, default: []].append(node)
    } else if declaration.isAtTop {
      found.globals[name, default: []].append(node)
    }
  }

  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
    found.aliases[node.name.plainText, default: []].append(node.initializer.value)
    return .skipChildren
  }

  override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind {
    .skipChildren
  }

  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
    declare(node.name, node.inheritanceClause)
  }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
    declare(node.name, node.inheritanceClause)
  }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
    declare(node.name, node.inheritanceClause)
  }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
    found.types[node.name.plainText, default: .init()].isEnum = true
    return declare(node.name, node.inheritanceClause)
  }
  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind {
    found.types[node.name.plainText, default: .init()].isProtocol = true
    return declare(node.name, node.inheritanceClause)
  }
  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
    guard let name = typeNames(in: node.extendedType).last else { return .visitChildren }
    inherit(name, node.inheritanceClause)
    return .visitChildren
  }

  private func declare(
    _ token: TokenSyntax,
    _ clause: InheritanceClauseSyntax?
  ) -> SyntaxVisitorContinueKind {
    found.types[token.plainText, default: .init()].isDeclared = true
    inherit(token.plainText, clause)
    return .visitChildren
  }

  private func inherit(_ name: String, _ clause: InheritanceClauseSyntax?) {
    let names = clause?.inheritedTypes.flatMap { typeNames(in: $0.type) } ?? []
    found.types[name, default: .init()].inherited += names
  }

  override func visit(_ node: SequenceExprSyntax) -> SyntaxVisitorContinueKind {
    let elements = Array(node.elements)
    guard elements.count > 2, let target = elements.first else { return .visitChildren }
    let isAssignment =
      elements[1].is(AssignmentExprSyntax.self) || elements[1].operatorText == "+="
    if isAssignment, let name = assignedName(target) {
      found.assignments[name, default: []].append(node)
    }
    return .visitChildren
  }

  /// The variable that an assignment changes, of `a`, `T.a`, `self.a`, `a["x"]`, `a?.b`.
  private func assignedName(_ expression: ExprSyntax) -> String? {
    switch expression.as(ExprSyntaxEnum.self) {
    case .declReferenceExpr(let node): node.baseName.plainText
    case .memberAccessExpr(let node): node.declName.baseName.plainText
    case .subscriptCallExpr(let node): assignedName(node.calledExpression)
    case .forceUnwrapExpr(let node): assignedName(node.expression)
    case .optionalChainingExpr(let node): assignedName(node.expression)
    default: nil
    }
  }
}

/// The target that a file belongs to, by the folders that SwiftPM knows; else its folder.
func moduleName(of path: String) -> String {
  let parts = path.split(separator: "/").map(String.init)
  if let index = parts.lastIndex(where: {
    ["Sources", "Source", "src", "srcs", "Tests"].contains($0)
  }),
    index + 2 < parts.count
  {
    return parts[index + 1]
  }
  return parts.dropLast().joined(separator: "/")
}
