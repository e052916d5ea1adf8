import SQLLanguage

/// A file of named queries.
package struct QueryFile: Hashable, Sendable {
  /// Where the file stands, below the project's root.
  package let path: String
  /// Its text.
  package let text: String

  /// Makes a file.
  package init(path: String, text: String) {
    self.path = path
    // What a checkout on Windows makes of line ends must not show in what is generated.
    self.text = text.replacing("\r\n", with: "\n")
  }

  /// The file's name without its ending, from which the type takes its name.
  var group: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".sql") ? String(name.dropLast(4)) : name
  }

  /// The folder of the file.
  var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

  /// The place of a byte, as `path:line:column`, counted from 1 in bytes as editors of problems do.
  func place(_ offset: Int) -> String {
    let before = text.utf8.prefix(offset)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return "\(path):\(line):\(column)"
  }
}

/// A query of a file.
struct QuerySource: Sendable {
  /// What a method gives of the rows that a query returns.
  enum Kind: String, Sendable, CaseIterable {
    /// The only row.
    case one
    /// The only row, or none.
    case optional
    /// All rows.
    case many
    /// The number of rows that were changed.
    case exec
    /// The rows one by one.
    case stream
  }

  /// The file.
  let file: QueryFile
  /// Where the query's name stands.
  let offset: Int
  /// The query's name, which the method has.
  let name: String
  /// What the method gives.
  let kind: Kind
  /// The lines of the comment below the name.
  var comment: [String] = []
  /// The statement.
  var text: QueryText = QueryText()
}
