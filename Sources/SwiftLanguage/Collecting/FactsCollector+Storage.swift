import Lint
import SwiftSyntax

extension FactsCollector {
  /// The variables of a declaration that outlive a call.
  func storages(of node: VariableDeclSyntax) -> [Storage] {
    guard let kind = storageKind(of: node) else { return [] }
    return node.bindings.flatMap { binding in
      let types = binding.typeAnnotation.map { typeNames(in: $0) } ?? []
      let values = binding.initializer.map { resultNames(of: $0.value) } ?? []
      let computed = binding.accessorBlock.map(namesOfResults) ?? []
      return binding.pattern.boundNames.map { name in
        Storage(
          kind: kind,
          name: name,
          typeNames: declarations.expanded(types),
          valueNames: declarations.expanded(values + computed),
          range: locations.range(of: binding.pattern)
        )
      }
    }
  }

  private func storageKind(of node: VariableDeclSyntax) -> Storage.Kind? {
    let isTaskLocal = node.attributes.contains { attribute in
      attribute.as(AttributeSyntax.self)?.attributeName.trimmedDescription == "TaskLocal"
    }
    if isTaskLocal { return .taskLocal }
    if node.isStatic { return .static }
    return node.isGlobal ? .global : nil
  }

  private func namesOfResults(in block: AccessorBlockSyntax) -> [String] {
    switch block.accessors {
    case .getter(let statements): SwiftLanguage.namesOfResults(in: statements)
    case .accessors(let accessors):
      accessors.flatMap { accessor in
        accessor.body.map { SwiftLanguage.namesOfResults(in: $0.statements) } ?? []
      }
    }
  }
}
