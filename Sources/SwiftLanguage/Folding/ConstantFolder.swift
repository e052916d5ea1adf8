import Lint
import SwiftParser
import SwiftSyntax

/// Computes the values that string expressions can have, as far as a file tells.
struct ConstantFolder {
  /// More values than these count as unknown.
  private static let maximumAlternatives = 16
  /// Deeper chains of constants count as unknown; a cycle is one.
  private static let maximumDepth = 32

  private let declarations: FileDeclarations

  /// Folds with the constants of a file.
  init(_ declarations: FileDeclarations) {
    self.declarations = declarations
  }

  /// The values of an expression; nil when nothing of it is known, or it is no string.
  func fold(_ expression: ExprSyntax) -> [FoldedText]? {
    let values = fold(expression, depth: 0)
    return values.allSatisfy { $0 == .unknown } ? nil : values
  }

  private func fold(_ expression: ExprSyntax, depth: Int) -> [FoldedText] {
    guard depth < Self.maximumDepth else { return [.unknown] }
    let depth = depth + 1
    switch expression.as(ExprSyntaxEnum.self) {
    case .stringLiteralExpr(let node): return fold(node, depth)
    case .integerLiteralExpr(let node): return [number(node)]
    case .declReferenceExpr(let node):
      let constant = declarations.constant(node.baseName.plainText, at: node)
      return constant.map { fold($0, depth: depth) } ?? [.unknown]
    case .memberAccessExpr(let node): return fold(node, depth)
    case .functionCallExpr(let node): return fold(node, depth)
    case .sequenceExpr(let node): return fold(Array(node.elements)[...], depth)
    case .ternaryExpr(let node):
      return united([
        fold(node.thenExpression, depth: depth), fold(node.elseExpression, depth: depth),
      ])
    case .tupleExpr(let node):
      return node.onlyExpression.map { fold($0, depth: depth) } ?? [.unknown]
    case .tryExpr(let node): return fold(node.expression, depth: depth)
    case .forceUnwrapExpr(let node): return fold(node.expression, depth: depth)
    default: return [.unknown]
    }
  }

  /// The text of a string literal, its escapes resolved and its interpolations folded.
  private func fold(_ literal: StringLiteralExprSyntax, _ depth: Int) -> [FoldedText] {
    literal.segments.reduce([FoldedText("")]) { values, segment in
      switch segment {
      case .stringSegment:
        let alone = literal.with(\.segments, [segment])
        return product(values, [alone.representedLiteralValue.map(FoldedText.init) ?? .unknown])
      case .expressionSegment(let interpolation):
        guard interpolation.expressions.count == 1, let part = interpolation.expressions.first,
          part.label == nil
        else { return product(values, [.unknown]) }
        return product(values, interpolated(part.expression, depth))
      }
    }
  }

  /// A case of an enum interpolates as its name.
  private func interpolated(_ expression: ExprSyntax, _ depth: Int) -> [FoldedText] {
    if let member = expression.as(MemberAccessExprSyntax.self), let type = typeName(of: member),
      declarations.hasCase(member.declName.baseName.plainText, of: type)
    {
      return [FoldedText(member.declName.baseName.plainText)]
    }
    return fold(expression, depth: depth)
  }

  private func fold(_ member: MemberAccessExprSyntax, _ depth: Int) -> [FoldedText] {
    let name = member.declName.baseName.plainText
    if name == "rawValue", let value = member.base?.as(MemberAccessExprSyntax.self),
      let type = typeName(of: value)
    {
      let caseName = value.declName.baseName.plainText
      guard declarations.hasCase(caseName, of: type) else { return [.unknown] }
      let raw = declarations.rawValue(of: caseName, of: type)
      return raw.map { fold($0, depth: depth) } ?? [FoldedText(caseName)]
    }
    guard let type = typeName(of: member), let value = declarations.member(name, of: type) else {
      return [.unknown]
    }
    return fold(value, depth: depth)
  }

  private func typeName(of member: MemberAccessExprSyntax) -> String? {
    guard let base = member.base.flatMap(lastName) else { return nil }
    return base == "Self" ? member.nearestTypeName : base
  }

  private func fold(_ call: FunctionCallExprSyntax, _ depth: Int) -> [FoldedText] {
    if let member = call.calledExpression.as(MemberAccessExprSyntax.self) {
      guard member.declName.baseName.plainText == "joined",
        let elements = member.base.flatMap({ self.elements(of: $0, depth) })
      else { return [.unknown] }
      let separator = call.arguments.first.map { fold($0.expression, depth: depth) }
      return joined(elements, by: separator ?? [FoldedText("")])
    }
    guard call.calledExpression.trimmedDescription == "String", call.arguments.count == 1,
      let argument = call.arguments.first,
      argument.label == nil || argument.label?.text == "describing"
    else { return [.unknown] }
    return fold(argument.expression, depth: depth)
  }

  /// The elements of an array, written here or in a constant.
  private func elements(of expression: ExprSyntax, _ depth: Int) -> [[FoldedText]]? {
    if let name = expression.as(DeclReferenceExprSyntax.self) {
      guard depth < Self.maximumDepth else { return nil }
      return declarations.constant(name.baseName.plainText, at: name)
        .flatMap { elements(of: $0, depth + 1) }
    }
    return expression.as(ArrayExprSyntax.self)?.elements.map { fold($0.expression, depth: depth) }
  }

  private func joined(_ elements: [[FoldedText]], by separator: [FoldedText]) -> [FoldedText] {
    guard var values = elements.first else { return [FoldedText("")] }
    for element in elements.dropFirst() { values = product(product(values, separator), element) }
    return values
  }

  /// An expression with operators, which the parser leaves as a list.
  ///
  /// Split by the weakest operator first:
  /// conditional, then `??`, then `+`; anything else has no string for a result.
  private func fold(_ parts: ArraySlice<ExprSyntax>, _ depth: Int) -> [FoldedText] {
    if parts.count == 1, let part = parts.first { return fold(part, depth: depth) }
    if let index = parts.firstIndex(where: { $0.is(AssignmentExprSyntax.self) }) {
      return fold(parts[(index + 1)...], depth)
    }
    if let index = parts.firstIndex(where: { $0.is(UnresolvedTernaryExprSyntax.self) }),
      let ternary = parts[index].as(UnresolvedTernaryExprSyntax.self)
    {
      return united([
        fold(ternary.thenExpression, depth: depth), fold(parts[(index + 1)...], depth),
      ])
    }
    let operators = Set(parts.compactMap(\.operatorText))
    if operators.isSubset(of: ["??", "+"]), operators.count > 0 {
      if let index = parts.firstIndex(where: { $0.operatorText == "??" }) {
        return united([fold(parts[..<index], depth), fold(parts[(index + 1)...], depth)])
      }
      return parts.filter { $0.operatorText == nil }.reduce([FoldedText("")]) { values, part in
        product(values, fold(part, depth: depth))
      }
    }
    return [.unknown]
  }

  /// A plain decimal number as interpolation prints it.
  private func number(_ node: IntegerLiteralExprSyntax) -> FoldedText {
    let digits = node.literal.text
    let isPlain = digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isPlain ? FoldedText(Int(digits).map(String.init) ?? digits) : .unknown
  }

  private func product(_ left: [FoldedText], _ right: [FoldedText]) -> [FoldedText] {
    let right = left.count * right.count <= Self.maximumAlternatives ? right : [.unknown]
    return left.flatMap { first in
      right.map { second in
        var text = first
        text.append(second)
        return text
      }
    }
  }

  private func united(_ values: [[FoldedText]]) -> [FoldedText] {
    let all = values.flatMap { $0 }
    return all.count <= Self.maximumAlternatives ? all : [.unknown]
  }
}

extension ExprSyntax {
  /// The operator, if this part of a sequence is one.
  var operatorText: String? { self.as(BinaryOperatorExprSyntax.self)?.operator.text }
}
