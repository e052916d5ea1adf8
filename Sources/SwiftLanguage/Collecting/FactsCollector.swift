import Lint
import SwiftSyntax

/// Collects the facts of a file.
final class FactsCollector: SyntaxVisitor {
  /// What was found so far.
  private(set) var facts: Facts
  let declarations: FileDeclarations
  let locations: SourceLocations
  let folder: ConstantFolder

  /// Prepares to look at a file.
  init(path: String, tree: SourceFileSyntax, locations: SourceLocations) {
    facts = Facts(path: path)
    declarations = FileDeclarations(tree)
    folder = ConstantFolder(declarations)
    self.locations = locations
    super.init(viewMode: .sourceAccurate)
  }

  // MARK: Strings

  override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    addString(ExprSyntax(node))
    return .visitChildren
  }

  override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind {
    // A case without a raw value may have its name for one.
    if node.rawValue == nil {
      facts.strings.append(
        StringValue(
          alternatives: [FoldedText(node.name.plainText)],
          range: locations.range(of: node.name)
        )
      )
    }
    return .visitChildren
  }

  override func visit(_ node: SequenceExprSyntax) -> SyntaxVisitorContinueKind {
    addString(ExprSyntax(node))
    facts.fallbacks += fallbacks(in: Array(node.elements))
    return .visitChildren
  }

  private func addString(_ expression: ExprSyntax) {
    guard let values = folder.fold(expression) else { return }
    facts.strings.append(
      StringValue(alternatives: values, range: locations.range(of: expression))
    )
  }

  // MARK: Names

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    addString(ExprSyntax(node))
    facts.fallbacks += node.arguments.compactMap { argument in
      labelledDefault(argument, among: node.arguments, of: node.calledExpression)
    }
    return .visitChildren
  }

  override func visit(_ node: SubscriptCallExprSyntax) -> SyntaxVisitorContinueKind {
    facts.fallbacks += node.arguments.compactMap { argument in
      labelledDefault(argument, among: node.arguments, of: node.calledExpression)
    }
    return .visitChildren
  }

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let name = node.baseName.plainText
    let range = locations.range(of: node)
    let member = node.parent?.as(MemberAccessExprSyntax.self).flatMap { member in
      member.declName.id == node.id ? member : nil
    }
    let expression = member.map(Syntax.init) ?? Syntax(node)
    let isCall =
      expression.callee.parent?.as(FunctionCallExprSyntax.self)
      .map { $0.calledExpression.id == expression.callee.id } ?? false
    for base in bases(of: member) {
      facts.references.append(
        Reference(base: base, name: name, isCall: isCall, isType: false, range: range)
      )
    }
    return .visitChildren
  }

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    addType(node.name)
    return .visitChildren
  }

  override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
    addType(node.name)
    return .visitChildren
  }

  private func addType(_ name: TokenSyntax) {
    facts.references.append(
      Reference(
        base: nil,
        name: name.plainText,
        isCall: false,
        isType: true,
        range: locations.range(of: name)
      )
    )
  }

  /// The names that a member is applied to, aliases of this file resolved; nil for none.
  private func bases(of member: MemberAccessExprSyntax?) -> [String?] {
    guard let member else { return [nil] }
    if let base = member.base {
      guard let name = lastName(of: base) else { return [nil] }
      return declarations.aliases(of: name)
    }
    // An implicit member belongs to the annotated type.
    let names = member.implicitBase.map { typeNames(in: $0) } ?? []
    return names.isEmpty ? [nil] : names
  }

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    if let module = node.path.first?.name {
      facts.imports.append(
        Import(module: module.plainText, range: locations.range(of: module))
      )
    }
    return .skipChildren
  }

  // MARK: Storage and fallbacks

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    facts.storages += storages(of: node)
    facts.fallbacks += node.bindings.compactMap(defaultValue)
    return .visitChildren
  }

  override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
    if let value = node.defaultValue?.value {
      let names = [node.firstName, node.secondName].compactMap { $0?.plainText }
      facts.fallbacks.append(
        fallback(.defaultArgument, subject: names + typeNames(in: node.type), value: [value][...])
      )
    }
    return .visitChildren
  }
}

extension Syntax {
  /// This expression with the generic arguments that it may have.
  fileprivate var callee: Syntax {
    guard let parent, parent.is(GenericSpecializationExprSyntax.self) else { return self }
    return parent
  }
}

extension MemberAccessExprSyntax {
  /// The annotation that tells the type of `.member`, if it stands alone in a variable's initialiser.
  fileprivate var implicitBase: TypeSyntax? {
    var node = parent
    while let current = node {
      if let binding = current.as(PatternBindingSyntax.self) { return binding.typeAnnotation?.type }
      guard
        current.is(InitializerClauseSyntax.self) || current.is(FunctionCallExprSyntax.self)
          || current.is(TryExprSyntax.self) || current.is(AwaitExprSyntax.self)
      else { return nil }
      node = current.parent
    }
    return nil
  }
}
