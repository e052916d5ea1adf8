import Lint
import SwiftSyntax

/// Collects the facts of a file.
final class FactsCollector: SyntaxVisitor {
  /// What was found so far.
  private(set) var facts: Facts
  let evaluator: Evaluator
  let locations: SourceLocations

  /// Prepares to look at a file that was run.
  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    let source = evaluator.declarations.file(evaluator.file)
    facts = Facts(path: source.path)
    locations = source.locations
    super.init(viewMode: .sourceAccurate)
  }

  // MARK: Declarations that are left out

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { visit(unit: node) }
  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    visit(unit: node)
  }
  override func visit(_ node: DeinitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    visit(unit: node)
  }
  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
    visit(unit: node)
  }
  override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind {
    visit(unit: node)
  }

  private func visit(unit node: some SyntaxProtocol) -> SyntaxVisitorContinueKind {
    evaluator.leavesOut(node) ? .skipChildren : .visitChildren
  }

  // MARK: Strings

  override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
    return .visitChildren
  }

  override func visit(_ node: RegexLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
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
    addString(node)
    facts.fallbacks += fallbacks(in: Array(node.elements))
    return .visitChildren
  }

  override func visit(_ node: IfExprSyntax) -> SyntaxVisitorContinueKind {
    facts.fallbacks += fallbacks(of: node)
    return .visitChildren
  }

  override func visit(_ node: GuardStmtSyntax) -> SyntaxVisitorContinueKind {
    facts.fallbacks += fallbacks(of: node)
    return .visitChildren
  }

  override func visit(_ node: SwitchExprSyntax) -> SyntaxVisitorContinueKind {
    facts.fallbacks += fallbacks(of: node)
    return .visitChildren
  }

  override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
    return .visitChildren
  }

  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
    return .visitChildren
  }

  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
    return .visitChildren
  }

  override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
    return .visitChildren
  }

  /// Adds the texts that arise at a node.
  private func addString(_ node: some SyntaxProtocol) {
    let texts = evaluator.value(of: node).allTexts.filter {
      $0.origin == node.id && $0.folded != .unknown
    }
    guard !texts.isEmpty else { return }
    var derivations: [FoldedText: [DerivationStep]] = [:]
    for text in texts where !text.steps.isEmpty { derivations[text.folded] = text.steps }
    var value = StringValue(
      alternatives: texts.map(\.folded),
      derivations: derivations,
      range: locations.range(of: node)
    )
    value.parts = Set(texts.flatMap(\.parts))
    value.contextFix = node.as(StringLiteralExprSyntax.self).flatMap(contextFix)
    facts.strings.append(value)
  }

  // MARK: Names

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
    facts.detachments += detachments(of: node)
    addLookedUpSymbols(node)
    facts.fallbacks += node.arguments.compactMap { argument in
      labelledDefault(argument, among: node.arguments, of: node.calledExpression)
    }
    return .visitChildren
  }

  override func visit(_ node: SubscriptCallExprSyntax) -> SyntaxVisitorContinueKind {
    addString(node)
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
    // What an alias or a variable stands for is used too.
    let target: String? = if case .type(let type) = evaluator.value(of: node) { type } else { nil }
    if member == nil, let target, target != name {
      facts.references.append(
        Reference(base: nil, name: target, isCall: isCall, isType: false, range: range)
      )
    }
    let call = isCall ? expression.callee.parent?.as(FunctionCallExprSyntax.self) : nil
    for base in bases(of: member) {
      var reference = Reference(base: base, name: name, isCall: isCall, isType: false, range: range)
      reference.labels = call?.arguments.map { $0.label?.plainText ?? "" } ?? []
      if isCall, let receiver = member?.base {
        reference.receiverTypes = Array(
          evaluator.heldTypes(of: evaluator.value(of: receiver)).prefix(1)
        )
      }
      facts.references.append(reference)
    }
    return .visitChildren
  }

  /// `dlsym(handle, "name")` uses what is called so.
  private func addLookedUpSymbols(_ node: FunctionCallExprSyntax) {
    guard let name = lastName(of: node.calledExpression), Self.symbolLookups.contains(name) else {
      return
    }
    for argument in node.arguments {
      let names = evaluator.value(of: argument.expression).knownTexts.compactMap(\.literal)
      addSymbols(names, at: argument.expression)
    }
  }

  /// Functions that give what is called by a name.
  static let symbolLookups: Set<String> = ["dlsym", "dlvsym", "GetProcAddress"]

  private func addSymbols(_ names: [String], at node: some SyntaxProtocol) {
    for name in names {
      facts.references.append(
        Reference(
          base: nil,
          name: name,
          isCall: false,
          isType: false,
          range: locations.range(of: node)
        )
      )
    }
  }

  override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
    // `@_silgen_name("name")` and `@_extern(c, "name")` link to what is called so.
    if let name = typeNames(in: node.attributeName).last,
      ["_silgen_name", "_extern", "extern"].contains(name)
    {
      let texts = node.tokens(viewMode: .sourceAccurate).compactMap { token -> String? in
        if case .stringSegment(let text) = token.tokenKind { text } else { nil }
      }
      addSymbols(texts, at: node)
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

  /// The names that a member is applied to: as it is written, and the type that it turned out to be.
  private func bases(of member: MemberAccessExprSyntax?) -> [String?] {
    guard let member else { return [nil] }
    let written = member.base.flatMap(lastName)
    var names = written.map { [$0] } ?? []
    for name in evaluator.bases[member.id] ?? [] where !names.contains(name) { names.append(name) }
    return names.isEmpty ? [nil] : names
  }

  override func visit(_ node: KeyPathExprSyntax) -> SyntaxVisitorContinueKind {
    // `\Client.shared` reads a member of the type.
    guard let root = node.root.flatMap({ typeNames(in: $0).last }) else { return .visitChildren }
    if case .property(let property)? = node.components.first?.component {
      let name = property.declName.baseName
      for base in Set([root, evaluator.resolved(root, evaluator.file)]) {
        facts.references.append(
          Reference(
            base: base,
            name: name.plainText,
            isCall: false,
            isType: false,
            range: locations.range(of: name)
          )
        )
      }
    }
    return .visitChildren
  }

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    if let module = node.path.first?.name {
      facts.imports.append(
        Import(module: module.plainText, range: locations.range(of: module))
      )
    }
    return .skipChildren
  }

  // MARK: Failures

  override func visit(_ node: TryExprSyntax) -> SyntaxVisitorContinueKind {
    if let swallow = swallow(node) { facts.swallows.append(swallow) }
    return .visitChildren
  }

  override func visit(_ node: DoStmtSyntax) -> SyntaxVisitorContinueKind {
    facts.swallows += swallows(node)
    return .visitChildren
  }

  // MARK: Storage and fallbacks

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    guard !evaluator.leavesOut(node) else { return .skipChildren }
    facts.storages += storages(of: node)
    facts.fallbacks += node.bindings.compactMap(defaultValue)
    return .visitChildren
  }

  override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
    if let value = node.defaultValue?.value {
      let name = node.secondName ?? node.firstName
      facts.storages.append(
        Storage(
          kind: .defaultArgument,
          name: name.plainText,
          typeNames: [],
          valueNames: evaluator.heldTypes(of: evaluator.value(of: value)),
          range: locations.range(of: name)
        )
      )
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
