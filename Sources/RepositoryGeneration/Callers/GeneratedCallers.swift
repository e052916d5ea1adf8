package import Catalog
package import ConfigurationFile

/// The methods that are generated for a schema, by what they use of it.
package struct GeneratedCallers: Sendable {
  /// A method, and the type that has it.
  package struct Method: Hashable, Sendable {
    /// The type, such as `OrderRepository`.
    package let type: String
    /// The method with its labels, such as `find(where:by:limit:)`.
    package let name: String
    /// What the method does with the rows of the relation.
    let use: SchemaCompatibility.Use
  }

  private let methods: [QualifiedName: [Method]]

  /// Plans the code of a schema; one that code cannot be generated for has no methods.
  package init(
    of schema: DatabaseSchema,
    database: Configuration.Database,
    configuration: Configuration
  ) {
    var planner = SchemaPlanner(schema: schema, database: database, configuration: configuration)
    // What the generator refuses is told by the generator; here its methods have no names.
    guard let plan = try? planner.plan([], [:]) else {
      methods = [:]
      return
    }
    let ofEntities = plan.entities.map { ($0.relation.name, $0.callers) }
    let ofRoutines = plan.routines.map { ($0.routine.name, [$0.caller]) }
    methods = Dictionary(ofEntities + ofRoutines, uniquingKeysWith: +)
  }

  /// Every method, sorted by the relation or function.
  package var all: [Method] { methods.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// The methods that fail, in the order in which the type has them.
  package func methods(of failure: SchemaCompatibility.Break) -> [Method] {
    methods[failure.owner, default: []].filter { failure.uses.contains($0.use) }
  }
}

extension EntityPlan {
  /// What a method of the repository does; each whose name says nothing else reads rows.
  private func use(of method: String) -> SchemaCompatibility.Use {
    switch method.prefix(while: \.isLetter) {
    case "count", "exists": .count
    case "insert": .insert
    case "update", "restore": .update
    case "upsert": .upsert
    case "delete": deletion == nil ? .delete : .update
    case "purge": .delete
    default: .read
    }
  }

  /// The methods of the relation's repository.
  fileprivate var callers: [GeneratedCallers.Method] {
    (readingMethods + (isWritable ? writingMethods : [])).compactMap { text in
      methodName(ofDeclarationIn: text).map { name in
        GeneratedCallers.Method(type: repositoryName, name: name, use: use(of: name))
      }
    }
  }
}

extension RoutinePlan {
  /// The method that calls the function.
  fileprivate var caller: GeneratedCallers.Method {
    let labels = arguments.map { $0.isLabelled ? "\($0.name):" : "_:" }.joined()
    return GeneratedCallers.Method(type: "Functions", name: "\(methodName)(\(labels))", use: .call)
  }
}

/// The name and the labels of the method that a text declares, or nil when it declares none.
private func methodName(ofDeclarationIn text: String) -> String? {
  guard let declaration = text.firstMatch(of: #/public func (`?\w+`?)(?:<\w+>)?\(/#) else {
    return nil
  }
  var labels: [Substring] = []
  var depth = 0
  var parameter = declaration.range.upperBound
  for position in text[parameter...].indices {
    switch text[position] {
    case "(", "[", "<": depth += 1
    case "]", ">": depth -= text[position] == ">" && text[..<position].last == "-" ? 0 : 1
    case ")" where depth > 0: depth -= 1
    case ":" where depth == 0:
      labels += text[parameter..<position].split(whereSeparator: \.isWhitespace).prefix(1)
    case "," where depth == 0: parameter = text.index(after: position)
    case ")":
      return "\(declaration.output.1)(\(labels.map { "\($0):" }.joined()))"
    default: break
    }
  }
  return nil
}
