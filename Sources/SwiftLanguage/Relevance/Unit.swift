import SourceText
import SwiftSyntax

/// A part of a file that is run or left out as a whole: a function, a variable, the statements at the top; or a
/// heading, of which the words tell all that it means.
struct Unit: Sendable {
  /// The declaration, or the statements; none for a heading.
  var nodes: [SyntaxIdentifier] = []
  /// The bytes of the file.
  var ranges: [Range<Int>]
  /// The names by which others reach what it has.
  var names: Set<UInt32> = []
  /// The type that others need only to name in order to reach it, and what that inherits.
  var types: Set<UInt32> = []
  /// How an initialiser is recognised where its type is everybody's.
  var labels: Set<UInt32> = []
  /// Whether others get something from it that can be a client or a text.
  var handsOut = true
  /// What it assigns to.
  var assigned: Set<UInt32> = []

  /// What stands in it, by its words.
  var evidence: WordFilter.Evidence = []
  /// Whether a piece of a text stands in it.
  var holdsPiece = false
  /// Whether most of a text does, forwards or backwards.
  var holdsMost = false
  var words: Set<UInt32> = []
  /// What it calls with a literal, or on one.
  var literalCalls: Set<UInt32> = []

  var isHeading: Bool { nodes.isEmpty }
}

/// The units of a file.
///
/// - Parameters:
///   - tree: the file.
///   - declarations: what it declares.
/// - Returns: the units, every declaration in one.
func units(of tree: SourceFileSyntax, _ declarations: FileDeclarations) -> [Unit] {
  var collector = UnitCollector()
  for item in tree.statements {
    switch item.item {
    case .decl(let declaration): collector.add(declaration, in: nil)
    case .stmt, .expr: collector.addStatement(item)
    }
  }
  collector.addAssignments(declarations.assignments)
  return collector.finished
}

private struct UnitCollector {
  private var units: [Unit] = []
  private var statements = Unit(ranges: [], handsOut: false)

  var finished: [Unit] { statements.nodes.isEmpty ? units : units + [statements] }

  /// A type around members.
  struct Owner {
    let name: String
    let inherited: [String]

    var names: Set<UInt32> { Set(([name] + inherited).map { wordHash($0) }) }
  }

  /// Statements at the top run one after another, so they are looked at together.
  mutating func addStatement(_ item: CodeBlockItemSyntax) {
    statements.nodes.append(item.item.id)
    statements.ranges.append(item.bytes)
  }

  mutating func addAssignments(_ assignments: [String: [SequenceExprSyntax]]) {
    // Units stand one after the other.
    let ordered = units.indices.filter { !units[$0].isHeading }
    for (name, nodes) in assignments {
      for node in nodes where !node.assignsLocally(name) {
        let start = node.bytes.lowerBound
        var (low, high) = (0, ordered.count)
        while low < high {
          let middle = (low + high) / 2
          if units[ordered[middle]].ranges[0].upperBound <= start {
            low = middle + 1
          } else {
            high = middle
          }
        }
        if low < ordered.count, units[ordered[low]].ranges[0].contains(start) {
          units[ordered[low]].assigned.insert(wordHash(name))
        } else {
          statements.assigned.insert(wordHash(name))
        }
      }
    }
  }

  mutating func add(_ declaration: DeclSyntax, in owner: Owner?) {
    switch declaration.as(DeclSyntaxEnum.self) {
    case .structDecl(let node): add(node.name, node.inheritanceClause, node.memberBlock)
    case .classDecl(let node): add(node.name, node.inheritanceClause, node.memberBlock)
    case .actorDecl(let node): add(node.name, node.inheritanceClause, node.memberBlock)
    case .enumDecl(let node): add(node.name, node.inheritanceClause, node.memberBlock)
    case .protocolDecl(let node): add(node.name, node.inheritanceClause, node.memberBlock)
    case .extensionDecl(let node):
      let owner = Owner(
        name: SwiftLanguage.typeNames(in: node.extendedType).last ?? "",
        inherited: inherited(node.inheritanceClause)
      )
      let end = node.inheritanceClause.map(\.bytes) ?? node.extendedType.bytes
      // What a client is extended to be may be a client.
      units.append(
        Unit(ranges: [node.extendedType.bytes.lowerBound..<end.upperBound], types: owner.names)
      )
      add(node.memberBlock, in: owner)
    case .ifConfigDecl(let node):
      for clause in node.clauses {
        switch clause.elements {
        case .statements(let items)?:
          for item in items {
            if case .decl(let inner) = item.item {
              add(inner, in: owner)
            } else {
              addStatement(item)
            }
          }
        case .decls(let members)?: for member in members { add(member.decl, in: owner) }
        default: break
        }
      }
    case .variableDecl(let node):
      var unit = unit(declaration)
      unit.names = Set(node.bindings.flatMap { $0.pattern.boundNames }.map { wordHash($0) })
      let types = node.bindings.map { $0.typeAnnotation?.type }
      unit.handsOut = types.contains { $0.map(\.mayCarry) ?? true }
      let isPartOfInstance = node.bindings.contains(where: \.isStored) && !node.isStatic
      if isPartOfInstance || node.bindings.contains(where: { Self.isImplied($0.pattern) }) {
        unit.types = owner?.names ?? []
      }
      units.append(unit)
      for case let type? in types {
        units.append(Unit(ranges: [type.bytes], names: unit.names, types: unit.types))
      }
    case .functionDecl(let node):
      var unit = unit(declaration)
      unit.names = [wordHash(node.name.plainText)]
      let parameters = node.signature.parameterClause.parameters
      unit.handsOut =
        node.signature.returnClause?.type.mayCarry ?? false
        || parameters.contains { $0.type.givesBack }
      // An operator, or what a result builder or a call of the instance calls.
      if !node.name.plainText.isWord || Self.impliedFunctions.contains(node.name.plainText)
        || node.name.plainText.hasPrefix("build")
      {
        unit.types = owner?.names ?? []
      }
      units.append(unit)
      // Who calls it may say no more than `.shared`.
      units.append(Unit(ranges: [node.signature.bytes], names: unit.names, types: unit.types))
    case .initializerDecl, .subscriptDecl, .enumCaseDecl:
      var unit = unit(declaration)
      unit.types = owner?.names ?? []
      if let cases = declaration.as(EnumCaseDeclSyntax.self) {
        unit.names = Set(cases.elements.map { wordHash($0.name.plainText) })
      }
      if let initializer = declaration.as(InitializerDeclSyntax.self) {
        unit.labels = Set(
          initializer.signature.parameterClause.parameters.map { wordHash($0.firstName.plainText) }
        )
        let heading = initializer.signature.bytes
        units.append(Unit(ranges: [heading], types: unit.types, labels: unit.labels))
      }
      units.append(unit)
    case .typeAliasDecl(let node):
      var unit = unit(declaration)
      unit.names = [wordHash(node.name.plainText)]
      unit.nodes = []
      units.append(unit)
    case .importDecl: break
    default:
      var unit = unit(declaration)
      unit.handsOut = false
      units.append(unit)
    }
  }

  private mutating func add(
    _ name: TokenSyntax,
    _ clause: InheritanceClauseSyntax?,
    _ block: MemberBlockSyntax
  ) {
    let owner = Owner(name: name.plainText, inherited: inherited(clause))
    // A type that inherits from a client is one.
    if let clause {
      units.append(Unit(ranges: [clause.bytes], names: [wordHash(owner.name)], types: owner.names))
    }
    add(block, in: owner)
  }

  private mutating func add(_ block: MemberBlockSyntax, in owner: Owner) {
    for member in block.members { add(member.decl, in: owner) }
  }

  private func inherited(_ clause: InheritanceClauseSyntax?) -> [String] {
    clause?.inheritedTypes.flatMap { SwiftLanguage.typeNames(in: $0.type) } ?? []
  }

  private func unit(_ declaration: DeclSyntax) -> Unit {
    Unit(nodes: [declaration.id], ranges: [declaration.bytes])
  }

  /// What is read without being named.
  private static func isImplied(_ pattern: PatternSyntax) -> Bool {
    pattern.boundNames.contains {
      ["description", "wrappedValue", "projectedValue", "rawValue", "allCases"].contains($0)
    }
  }

  private static let impliedFunctions: Set<String> = ["callAsFunction"]
}

extension SyntaxProtocol {
  /// Where it stands in the bytes of the file, without the comments around it.
  fileprivate var bytes: Range<Int> {
    let start = positionAfterSkippingLeadingTrivia.utf8Offset
    return start..<max(start, endPositionBeforeTrailingTrivia.utf8Offset)
  }
}

extension SequenceExprSyntax {
  /// Whether what it assigns to is a variable or a parameter of the function around it.
  fileprivate func assignsLocally(_ name: String) -> Bool {
    guard let target = elements.first, target.is(DeclReferenceExprSyntax.self) else { return false }
    var node = parent
    while let current = node {
      if let items = current.as(CodeBlockItemListSyntax.self), !items.isAtTopOfFile {
        for item in items {
          if let variable = item.item.as(VariableDeclSyntax.self),
            variable.bindings.contains(where: { $0.pattern.boundNames.contains(name) })
          {
            return true
          }
        }
      }
      if let function = current.as(FunctionDeclSyntax.self),
        function.signature.parameterClause.parameters.contains(where: {
          ($0.secondName ?? $0.firstName).plainText == name
        })
      {
        return true
      }
      node = current.parent
    }
    return false
  }
}

extension CodeBlockItemListSyntax {
  fileprivate var isAtTopOfFile: Bool { parent?.is(SourceFileSyntax.self) ?? true }
}

extension String {
  fileprivate var isWord: Bool { allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber } }
}

extension TypeSyntax {
  /// Whether a value of the type may be or hold a client or a text.
  fileprivate var mayCarry: Bool {
    guard let name = self.as(IdentifierTypeSyntax.self)?.name.text else {
      return self.as(TupleTypeSyntax.self).map { !$0.elements.isEmpty } ?? true
    }
    return !["Bool", "Int", "Double", "Void", "Never", "UInt", "Int64", "Float"].contains(name)
  }

  /// Whether a caller gets something through a parameter of the type.
  fileprivate var givesBack: Bool {
    if let optional = self.as(OptionalTypeSyntax.self) { return optional.wrappedType.givesBack }
    if let attributed = self.as(AttributedTypeSyntax.self) {
      return attributed.baseType.givesBack
        || attributed.specifiers.contains { "\($0)".contains("inout") }
    }
    if let tuple = self.as(TupleTypeSyntax.self), tuple.elements.count == 1 {
      return tuple.elements.first?.type.givesBack ?? false
    }
    return self.is(FunctionTypeSyntax.self)
  }
}
