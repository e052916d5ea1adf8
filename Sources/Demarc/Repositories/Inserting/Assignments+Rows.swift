import PostgresDriver

extension Assignments {
  /// The columns that a draft gives.
  public init<Draft: EncodableRow>(_ draft: Draft) {
    self.init()
    var row = RowWriter(columns: Draft.columns.count, .singleRow)
    row.beginRow()
    draft.encode(to: &row)
    set(Draft.columns, to: row)
  }
}
