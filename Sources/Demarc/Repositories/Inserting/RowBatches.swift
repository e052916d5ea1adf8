import PostgresDriver

/// Cuts drafts into batches: rows that give the same columns, up to some number or size, in their order.
struct RowBatches<Drafts: Sequence> where Drafts.Element: EncodableRow {
  /// Up to how many rows and bytes a batch grows.
  struct Limit {
    let rows: Int
    let bytes: Int
  }

  /// The batch that was made last.
  private(set) var rows: RowWriter
  private var drafts: Drafts.Iterator
  private let limit: Limit
  /// The draft with which the next batch begins.
  private var head: Drafts.Element?
  /// How many rows the batches before have.
  private var earlierRows = 0

  init(_ drafts: Drafts, _ layout: RowWriter.Layout, limit: Limit) {
    rows = RowWriter(columns: Drafts.Element.columns.count, layout)
    self.drafts = drafts.makeIterator()
    self.limit = limit
    head = self.drafts.next()
  }

  /// The positions of the columns that the batch gives.
  var columns: [Int] { rows.givenColumns }

  /// Makes the next batch, and tells whether there is one.
  ///
  /// - Throws: `PostgresError.Code.invalidParameter` when a text holds U+0000.
  mutating func next() throws -> Bool {
    earlierRows += rows.count
    rows.removeAll()
    while let draft = head, rows.count < limit.rows, rows.byteCount < limit.bytes {
      rows.beginRow()
      draft.encode(to: &rows)
      if let column = rows.columnWithNUL {
        throw PostgresError.textWithNUL(
          column: Drafts.Element.columns[column].name,
          row: earlierRows + rows.count + 1
        )
      }
      guard rows.endRow() else { break }
      head = drafts.next()
    }
    return rows.count > 0
  }
}
