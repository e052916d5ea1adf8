import RepositoryGeneration

extension [GeneratedCallers.Method] {
  /// A line for each type, without labels: `OrderRepository: find, page, insert`.
  var byType: [String] {
    var types: [(name: String, methods: [Substring])] = []
    for method in self {
      let name = method.name.prefix { $0 != "(" }
      if types.last?.name != method.type { types.append((method.type, [])) }
      if types.last?.methods.contains(name) == false { types[types.count - 1].methods.append(name) }
    }
    return types.map { "\($0.name): \($0.methods.joined(separator: ", "))" }
  }
}
