import Lint
import SwiftSyntax

extension FactsCollector {
  /// The variables of a declaration that outlive a call.
  func storages(of node: VariableDeclSyntax) -> [Storage] {
    guard let kind = storageKind(of: node) else { return [] }
    return node.bindings.flatMap { binding in
      binding.pattern.boundNames.map { name in
        let types = binding.typeAnnotation.map { heldTypeNames(in: $0.type) } ?? []
        return Storage(
          kind: kind,
          name: name,
          typeNames: types + types.flatMap { evaluator.expanded($0, evaluator.file) },
          valueNames: heldNames(name, of: binding, node),
          range: locations.range(of: binding.pattern)
        )
      }
    }
  }

  /// The types of what a variable may hold, and the functions that make it.
  private func heldNames(
    _ name: String,
    of binding: PatternBindingSyntax,
    _ node: VariableDeclSyntax
  ) -> [String] {
    let owner = node.isStatic ? node.nearestTypeName : nil
    let item = Declarations.Item(node: Syntax(binding), file: evaluator.file)
    let value = evaluator.silently {
      evaluator.constant(item, name, this: owner.map { .type($0) })
    }
    // The type that is written is looked at by itself.
    var names = evaluator.heldTypes(of: value)
    if let initializer = binding.initializer?.value {
      names += evaluator.heldTypes(of: evaluator.value(of: initializer))
    }
    return names
  }

  private func storageKind(of node: VariableDeclSyntax) -> Storage.Kind? {
    if node.hasAttribute(["TaskLocal"]) { return .taskLocal }
    if node.isStatic { return .static }
    if node.isGlobal { return .global }
    return node.isMember && node.hasAttribute(Self.injectors) ? .injected : nil
  }

  /// Wrappers that take a value from a container of the program.
  private static let injectors: Set<String> = [
    "Inject", "Injected", "LazyInjected", "Dependency", "Environment", "EnvironmentObject",
    "Service",
    "InjectedObject", "WeakLazyInjected", "Shared", "Singleton",
  ]
}

extension VariableDeclSyntax {
  /// Whether it has an attribute of one of these names.
  fileprivate func hasAttribute(_ names: Set<String>) -> Bool {
    attributes.contains { attribute in
      attribute.as(AttributeSyntax.self).flatMap { typeNames(in: $0.attributeName).last }
        .map(names.contains) ?? false
    }
  }
}

extension TypeSyntax {
  fileprivate var isFunction: Bool {
    if let attributed = self.as(AttributedTypeSyntax.self) { return attributed.baseType.isFunction }
    if let tuple = self.as(TupleTypeSyntax.self), tuple.elements.count == 1 {
      return tuple.elements.first?.type.isFunction ?? false
    }
    if let optional = self.as(OptionalTypeSyntax.self) { return optional.wrappedType.isFunction }
    return self.is(FunctionTypeSyntax.self)
  }
}
