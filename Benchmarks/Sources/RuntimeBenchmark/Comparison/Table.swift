/// Rows of cells whose columns are as wide as they must be.
struct Table {
  private let rows: [[String]]
  private let leftAligned: Set<Int>

  /// Makes a table; its columns are aligned at the right but for some.
  init(_ rows: [[String]], leftAligned: Set<Int>) {
    self.rows = rows
    self.leftAligned = leftAligned
  }

  var text: String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return leftAligned.contains(column) ? cell + blanks : blanks + cell
      }
      return cells.joined(separator: "  ")
    }
    .joined(separator: "\n")
  }
}
