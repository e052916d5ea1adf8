extension SyntaxNode {
  /// A constraint as Postgres prints it, `CHECK ((total >= 0))`, or nil when the grammar does not know it.
  package static func constraint(_ definition: String) -> SyntaxNode? {
    let statement = withDeepStack {
      try? SQLParser.statement("alter table t add \(definition)")
    }
    return statement?.nodes("cmds").first?.node("def")
  }

  /// The names of the columns that are spoken of in the node.
  package var columnNames: Set<String> {
    var names: Set<String> = []
    if kind == "ColumnRef", let name = self.names("fields").last { names.insert(name) }
    if kind == "IndexElem", let name = text("name") { names.insert(name) }
    for child in children { names.formUnion(child.columnNames) }
    return names
  }
}
