import Lint

extension Evaluator {
  /// The exports of a file, which runs for them.
  func exports(of path: String) -> ObjectValue {
    if let known = exports[path] { return known }
    let object = ObjectValue()
    object.isStatic = true
    exports[path] = object
    guard let file = modules[path] else { return object }
    let savedModule = module
    let (savedDepth, savedBranches, savedDestinations) = (callDepth, branches, destinations)
    module = path
    callDepth = 0
    branches = 0
    destinations = []
    let scope = Scope(parent: nil, isStatic: true, functionDepth: 0)
    object.lookUp = { [unowned self] name in
      lookUp(name, exportedBy: file.statements, in: scope, of: path)
    }
    run(file.statements, scope)
    module = savedModule
    callDepth = savedDepth
    branches = savedBranches
    destinations = savedDestinations
    return object
  }

  private func lookUp(
    _ name: String,
    exportedBy statements: [Statement],
    in scope: Scope,
    of path: String
  ) -> Value? {
    for statement in statements {
      switch statement.kind {
      case .exportNames(let names, let from, _):
        guard let found = names.first(where: { $0.exported == name }) else { continue }
        guard let from else { return scope.variables[found.local]?.value }
        return member(found.local, of: imported(from, by: path))
      case .exportAll(let alias, let from, _):
        if let alias {
          if alias == name { return imported(from, by: path) }
        } else if name != "default" {
          let value = member(name, of: imported(from, by: path))
          if !value.isUnknown { return value }
        }
      default: break
      }
    }
    return scope.variables[name]?.value
  }

  /// What an import stands for.
  func imported(_ specifier: String, by importer: String) -> Value {
    if let path = modules.path(of: specifier, from: importer) { return .object(exports(of: path)) }
    if let driver = Drivers.module(specifier) { return .driver(driver, "") }
    switch specifier {
    case "buffer", "node:buffer", "process", "node:process", "module", "node:module", "util",
      "node:util":
      return .builtin(specifier.split(separator: ":").last.map(String.init) ?? specifier)
    default: return .unknown
    }
  }

  /// Makes the names of an import known.
  func bindImports(_ declaration: ImportDeclaration, _ scope: Scope) {
    guard !declaration.names.isEmpty else { return }
    let value = imported(declaration.module, by: module)
    for name in declaration.names {
      var part = value
      if name.imported != "*" {
        switch value {
        case .builtin(let builtin):
          part =
            name.imported == "default"
            ? value
            : builtin == "buffer" || name.imported == "createRequire"
              ? .builtin(name.imported) : .builtin("\(builtin).\(name.imported)")
        case .driver(let driver, _): part = .driver(driver, name.imported)
        default: part = member(name.imported, of: value)
        }
        let isNamed =
          (clients.factories.contains(name.imported) || clients.types.contains(name.imported))
          && !Drivers.isOther(declaration.module)
        if part.isUnknown, isNamed { part = .driver("", name.imported) }
      }
      scope.variables[name.local] = Scope.Variable(
        part,
        branches: branches,
        place: (module, name.range)
      )
      scope.variables[name.local]?.isOther = Drivers.isOther(declaration.module)
      if case .object(let object) = value, name.imported != "*",
        let types = typeExports(object, declaration.module)
      {
        if let type = types[name.imported] { scope.types[name.local] = type }
      }
    }
  }

  private func typeExports(_ object: ObjectValue, _ specifier: String) -> [String: TypeText]? {
    guard let path = modules.path(of: specifier, from: module), let file = modules[path] else {
      return nil
    }
    var types: [String: TypeText] = [:]
    for statement in file.statements {
      if case .typeAlias(let name, let type, true) = statement.kind { types[name] = type }
    }
    return types
  }

  /// As in `import(…)` and `require(…)`.
  func dynamicImport(_ specifier: Value, _ range: Range<Int>) -> Value {
    var result = Value.unknown
    for text in specifier.texts ?? [] {
      guard let text = text.literal else { continue }
      if let driver = Drivers.module(text) { noteDriverImport(driver, range) }
      result = imported(text, by: module)
    }
    return result
  }

  /// As in `export default value`.
  func exportValue(_ value: Expression, _ scope: Scope) {
    destinations.append("default")
    let result = evaluate(value, scope)
    destinations.removeLast()
    scope.variables["default"] = Scope.Variable(result, branches: branches)
    if case .object(let object) = result, scope.functionDepth == 0 { object.isStatic = true }
    exports[module]?.set("default", result)
    guard isLoading(scope), let client = client(in: result) else { return }
    recorder.settle(value.range)
    // Of a variable, its own declaration is what is found.
    if case .name = value.kind { return }
    noteStorage(.global, "default", client, value.range)
  }

  func noteExports(
    _ names: [ExportedName],
    _ from: String?,
    _ isTypeOnly: Bool,
    _ range: Range<Int>,
    _ scope: Scope
  ) {
    for name in names {
      noteReference(name.local, base: nil, name.range)
      if from == nil, case .driver? = scope.find(name.local)?.variable.value, !isTypeOnly {
        recorder.noteDriverUse(name.local, name.range)
      }
    }
    if let from, !isTypeOnly, let driver = Drivers.module(from) { noteDriverImport(driver, range) }
  }
}
