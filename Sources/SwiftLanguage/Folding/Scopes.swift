import SwiftSyntax

extension SyntaxProtocol {
  /// The nearest node around this one within which the names that it declares are known.
  var enclosingScope: Syntax? {
    var node = parent
    while let current = node {
      switch current.kind {
      case .codeBlockItemList, .memberBlockItemList, .closureExpr, .functionDecl, .initializerDecl,
        .subscriptDecl, .ifExpr, .whileStmt:
        return current
      default: node = current.parent
      }
    }
    return nil
  }

  /// The name of the type that this node itself declares or extends.
  var declaredTypeName: String? {
    let node = Syntax(self)
    switch node.as(SyntaxEnum.self) {
    case .structDecl(let type): return type.name.plainText
    case .classDecl(let type): return type.name.plainText
    case .enumDecl(let type): return type.name.plainText
    case .actorDecl(let type): return type.name.plainText
    case .protocolDecl(let type): return type.name.plainText
    case .extensionDecl(let type): return typeNames(in: type.extendedType).last
    default: return nil
    }
  }

  /// The name of the nearest type around this node.
  var nearestTypeName: String? {
    var node = parent
    while let current = node {
      if let name = current.declaredTypeName { return name }
      node = current.parent
    }
    return nil
  }
}

extension SyntaxProtocol {
  /// Whether it stands at the top of a file; within `#if` too.
  var isAtTop: Bool {
    var node = parent
    while let current = node {
      switch current.kind {
      case .sourceFile: return true
      case .codeBlockItemList, .codeBlockItem, .ifConfigDecl, .ifConfigClause, .ifConfigClauseList:
        node = current.parent
      default: return false
      }
    }
    return false
  }
}

extension VariableDeclSyntax {
  /// Whether it is declared `static` or `class`.
  var isStatic: Bool {
    modifiers.contains {
      $0.name.tokenKind == .keyword(.static) || $0.name.tokenKind == .keyword(.class)
    }
  }

  /// Whether it stands in a type and not in a function.
  var isMember: Bool {
    enclosingScope?.kind == .memberBlockItemList
  }

  /// Whether it stands at the top of a file.
  var isGlobal: Bool { isAtTop }
}

extension TokenSyntax {
  /// The identifier without the backticks around it.
  var plainText: String { text.filter { $0 != "`" } }
}

extension SyntaxProtocol {
  /// The names that the pattern binds.
  var boundNames: [String] {
    tokens(viewMode: .sourceAccurate).compactMap { token in
      guard case .identifier = token.tokenKind else { return nil }
      return token.plainText
    }
  }
}
