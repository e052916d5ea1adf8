/// The text of a query laid out as a person would write it into Swift: without comments, blank lines and the margin that
/// it has in its file.
struct QueryLayout {
  /// Lines that belong together.
  struct Block {
    /// The lines, each in the source of a Swift literal of several lines.
    var lines: [String]
    /// The parameters without which the lines vanish; none where they never do.
    var filterNames: [String]
  }

  /// The blocks in order; neighbours that never vanish are one.
  private(set) var blocks: [Block] = []

  /// Lays out a query.
  ///
  /// - Parameters:
  ///   - text: the query.
  ///   - parameters: its parameters.
  init(_ text: QueryText, _ parameters: [QueryPlan.Parameter]) {
    let numbers = (text.usesTenant ? [QueryText.tenant] : []) + text.requiredOrder
    let known = Dictionary(
      parameters.map { ($0.databaseName, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var indent = ""
    for part in text.parts {
      var lines: [Line] = [Line()]
      for piece in part.pieces {
        switch piece {
        case .sql(let sql, _, true): lines[lines.count - 1].append(sql)
        case .sql(let sql, _, false): Self.append(sql, to: &lines)
        case .parameter(let name, _, _):
          let cast = known[name]?.castSQL.map { "::" + $0 } ?? ""
          if let position = numbers.firstIndex(of: name) {
            lines[lines.count - 1].append("$\(position + 1)\(cast)")
          } else {
            lines[lines.count - 1].interpolate(known[name]?.name ?? name, cast)
          }
        }
      }
      let names = part.isFilter ? text.ownNames(of: part) : []
      if part.isFilter { for index in lines.indices { lines[index].moveFilter(behind: indent) } }
      indent = lines.last?.indent ?? ""
      let written = lines.filter { !$0.isBlank }.map(\.trimmed)
      append(Block(lines: written, filterNames: names))
    }
    removeMargin()
  }

  private static func append(_ sql: String, to lines: inout [Line]) {
    let parts = sql.split(separator: "\n", omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      if position > 0 { lines.append(Line()) }
      lines[lines.count - 1].append(String(part).replacing("\t", with: "  "))
    }
  }

  private mutating func append(_ block: Block) {
    guard !block.lines.isEmpty else { return }
    if block.filterNames.isEmpty, blocks.last?.filterNames.isEmpty == true {
      blocks[blocks.count - 1].lines += block.lines
    } else {
      blocks.append(block)
    }
  }

  private mutating func removeMargin() {
    let margins = blocks.flatMap(\.lines).map { $0.prefix { $0 == " " }.count }
    let margin = margins.min() ?? 0
    for index in blocks.indices {
      blocks[index].lines = blocks[index].lines.map { String($0.dropFirst(margin)) }
    }
  }
}

/// A line of SQL in the source of a Swift literal.
private struct Line {
  /// The SQL since the last value, not yet escaped: quotes that stand together must be seen together.
  private var sql = ""
  private var source = ""

  mutating func append(_ text: String) { sql += text }

  mutating func interpolate(_ name: String, _ suffix: String) {
    source = escaped + "\\(\(SwiftName.escaped(name)))"
    sql = suffix
  }

  /// The line of a filter, which begins behind `--? `, where the filter's comment began.
  mutating func moveFilter(behind indent: String) {
    if source.isEmpty {
      sql = indent + (sql.first == " " ? String(sql.dropFirst()) : sql)
    } else {
      source = indent + (source.first == " " ? String(source.dropFirst()) : source)
    }
  }

  var isBlank: Bool { source.isEmpty && sql.allSatisfy(\.isWhitespace) }

  /// The blanks at the end of what came last, where it is nothing else.
  var indent: String { isBlank ? sql : "" }

  var trimmed: String {
    var text = escaped
    while text.last == " " || text.last == "\r" { text.removeLast() }
    return text
  }

  private var escaped: String { source + escapedForLiteral(sql, quotes: false) }
}
