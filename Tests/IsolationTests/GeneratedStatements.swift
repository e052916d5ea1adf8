import Foundation
import RepositoryGeneration
import TestClusters

/// The generated repositories of the Backend clusters, as text.
enum GeneratedStatements {
  /// The source of each repository by the relation that its first statement names.
  static func repositories() throws -> [(relation: String, source: String)] {
    try repositories(among: sources())
  }

  /// The repositories among sources.
  static func repositories(
    among sources: [(path: String, source: String)]
  ) throws -> [(relation: String, source: String)] {
    try sources.filter { $0.path.hasSuffix("Repository.swift") }.map { path, source in
      guard let relation = relations(in: source).first else {
        throw TestProjectError(description: "\(path) holds no statement")
      }
      return (relation, source)
    }
  }

  /// Every generated source of the Backend clusters.
  static func sources() throws -> [(path: String, source: String)] {
    let root = "\(TestProject.root)/generated/BackendData"
    return try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix(".swift") }
      .sorted()
      .map { ($0, try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8)) }
  }

  /// What the generator makes of the checked-in snapshot now.
  static func generatedNow() throws -> [(path: String, source: String)] {
    let generator = RepositoryGenerator(
      database: try TestProject.database("backend"),
      configuration: try TestProject.configuration()
    )
    return try generator.files(for: TestProject.backendSnapshot()).map { ($0.path, $0.text) }
  }

  /// The relations that the statements of a text name.
  static func relations(in source: String) -> [String] {
    source.matches(of: #/(?:from|into|update|join) public\."?(\w+)"?/#).map { String($0.output.1) }
  }

  /// The methods of a repository whose statement is not bound to the tenant of the context.
  ///
  /// - Parameters:
  ///   - source: the repository.
  ///   - relation: the one relation that it may name.
  ///   - column: the column that holds the tenant.
  /// - Returns: the first line of each such method.
  static func unboundMethods(of source: String, relation: String, column: String) -> [String] {
    methods(of: source).filter { method in
      let isOfRelation = relations(in: method).allSatisfy { $0 == relation }
      return !isOfRelation || !isBound(method, column: column)
    }.map { method in String(method.prefix { $0 != "\n" }) }
  }

  /// The methods that hold a statement.
  static func methods(of source: String) -> [String] {
    source.components(separatedBy: "public func ").dropFirst()
      .filter { $0.contains("Statement(") || $0.contains("StatementBuilder(") }
  }

  /// The public methods of a repository: `find(id)`, `page(where,by,size,after)`, by the parameter where a label is
  /// `_`, for labels alone do not tell `find(id)` from `find(ids)`.
  static func methodNames(of source: String) -> [String] {
    source.matches(of: #/public func (\w+)(?:<\w+>)?\(/#).map { match in
      let parameters = source[match.range.upperBound...]
      let text = parameters.prefix(parametersLength(parameters))
      let names = text.matches(of: #/(?:^|,)\s*(\w+)(?: (\w+))?:/#).map { parameter in
        parameter.output.1 == "_" ? parameter.output.2 ?? "_" : parameter.output.1
      }
      return "\(match.output.1)(\(names.joined(separator: ",")))"
    }
  }

  /// How much of a text lies before the parenthesis that closes it.
  private static func parametersLength(_ text: Substring) -> Int {
    var depth = 1
    return text.prefix { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth > 0
    }.count
  }

  private static func isBound(_ method: String, column: String) -> Bool {
    guard method.contains("Parameters(tenant") else { return false }
    guard method.contains("insert into") else { return method.contains("where \(column) = $1") }
    let givesTenant = method.contains(#"after: ["\#(column)""#)
    let meetsOwnRows =
      !method.contains("onConflict") || method.contains("where target.\(column) = $1")
    return givesTenant && meetsOwnRows
  }
}
