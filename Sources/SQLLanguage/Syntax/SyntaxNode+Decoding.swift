#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension SyntaxNode {
  /// The statements of a parse tree in the JSON of libpg_query.
  ///
  /// - Throws: `DecodingError` also for a tree that is nested too deeply.
  static func statements(json: String) throws -> [SyntaxNode] {
    let tree = try JSONDecoder().decode(Tree.self, from: Data(json.utf8))
    return tree.stmts.compactMap { $0.stmt.value(of: "stmt").node }
  }

  private struct Tree: Decodable {
    let stmts: [Statement]
  }

  private struct Statement: Decodable {
    let stmt: JSONTree
  }
}

extension SyntaxValue {
  fileprivate var node: SyntaxNode? {
    if case .node(let node) = self { node } else { nil }
  }
}

private indirect enum JSONTree: Decodable {
  case object([String: JSONTree])
  case list([JSONTree])
  case text(String)
  case number(Int)
  case flag(Bool)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let object = try? container.decode([String: JSONTree].self) {
      self = .object(object)
    } else if let list = try? container.decode([JSONTree].self) {
      self = .list(list)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else {
      self = .number(try container.decode(Int.self))
    }
  }

  /// The value as a part of a parse tree, where `field` holds it.
  ///
  /// A node stands in an object under its kind, which begins with a capital; or bare, where the field leaves no choice.
  func value(of field: String) -> SyntaxValue {
    switch self {
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .list(let values): return .list(values.map { $0.value(of: field) })
    case .object(let fields):
      if fields.count == 1, let (kind, content) = fields.first, kind.first?.isUppercase == true,
        case .object(let own) = content
      {
        return .node(Self.node(kind, own))
      }
      return .node(Self.node(Self.bareKinds[field] ?? field, fields))
    }
  }

  private static func node(_ kind: String, _ fields: [String: JSONTree]) -> SyntaxNode {
    let values = fields.map { name, value in (name, value.value(of: name)) }
    return SyntaxNode(kind: kind, fields: Dictionary(uniqueKeysWithValues: values))
  }

  private static let bareKinds: [String: String] = [
    "alias": "Alias", "infer": "InferClause", "intoClause": "IntoClause",
    "join_using_alias": "Alias", "larg": "SelectStmt", "onConflictClause": "OnConflictClause",
    "over": "WindowDef", "rarg": "SelectStmt", "relation": "RangeVar", "typeName": "TypeName",
    "withClause": "WithClause",
  ]
}
