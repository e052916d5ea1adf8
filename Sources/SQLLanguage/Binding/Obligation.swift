/// Something that must hold the tenant for a statement to be proven.
struct Obligation {
  /// The column that must hold it.
  let column: ColumnID
  /// What is said when it does not.
  let problem: SQLProblem
}
