/// A node of a parse tree, as Postgres' own grammar makes it.
///
/// Kinds and fields have the names of Postgres' sources (`nodes/parsenodes.h`). A node is a value without a type for each
/// kind: whoever reads a tree must say what becomes of kinds that it does not know.
package struct SyntaxNode: Hashable, Sendable {
  /// The kind, such as `SelectStmt`; of a node that its field alone identifies, the field's name.
  package let kind: String
  private let fields: [String: SyntaxValue]

  /// Makes a node.
  init(kind: String, fields: [String: SyntaxValue]) {
    self.kind = kind
    self.fields = fields
  }

  /// Where in the text the node is, in bytes of UTF-8.
  package var location: Int { max(0, number("location") ?? 0) }

  /// The names of the fields that have a value.
  var fieldNames: [String] { fields.keys.sorted() }

  /// The node in a field.
  package func node(_ field: String) -> SyntaxNode? {
    if case .node(let node) = fields[field] { node } else { nil }
  }

  /// The nodes of the list in a field; empty places are left out.
  package func nodes(_ field: String) -> [SyntaxNode] {
    guard case .list(let values) = fields[field] else { return [] }
    return values.compactMap { value in
      if case .node(let node) = value, !node.isEmpty { node } else { nil }
    }
  }

  /// The text in a field.
  package func text(_ field: String) -> String? {
    if case .text(let text) = fields[field] { text } else { nil }
  }

  /// The number in a field.
  package func number(_ field: String) -> Int? {
    if case .number(let number) = fields[field] { number } else { nil }
  }

  /// Whether a field is set; the parser leaves out what is false.
  package func flag(_ field: String) -> Bool { fields[field] == .flag(true) }

  /// The words of the list of strings in a field: the parts of a name.
  package func names(_ field: String) -> [String] {
    nodes(field).compactMap { $0.kind == "String" ? $0.text("sval") : nil }
  }

  /// Every node that is a field or stands in a list of one.
  package var children: [SyntaxNode] {
    fieldNames.flatMap { field in node(field).map { [$0] } ?? nodes(field) }
  }

  private var isEmpty: Bool { fields.isEmpty && kind.first?.isLowercase != false }
}

/// What a field of a node holds.
package indirect enum SyntaxValue: Hashable, Sendable {
  case node(SyntaxNode)
  case list([SyntaxValue])
  case text(String)
  case number(Int)
  case flag(Bool)
}
