public import PostgresDriver

/// A statement whose shape depends on what a caller gives.
///
/// For generated code.
///
/// Column and table names come from the generator, quoted; values are always parameters.
public struct StatementBuilder: Sendable {
  private var sql: String
  private var parameters: Parameters

  /// Begins with a text and the parameters `$1`, `$2`, … that it uses.
  public init(_ sql: String, _ parameters: Parameters = Parameters()) {
    self.sql = sql
    self.parameters = parameters
  }

  /// Appends a line.
  public mutating func append(_ line: String) {
    sql += "\n" + line
  }

  /// Takes a value as the next parameter.
  ///
  /// - Returns: what stands for it in the text: `$3`.
  public mutating func placeholder<Value: PostgresEncodable>(for value: Value) -> String {
    parameters.append(value)
    return "$\(parameters.count)"
  }

  /// Appends the conditions of a filter to a text without `where`.
  public mutating func `where`<Row>(_ filter: Filter<Row>) {
    filter.write(to: &self, after: "where")
  }

  /// Appends the conditions of a filter to a text that ends in a condition.
  public mutating func and<Row>(_ filter: Filter<Row>) {
    filter.write(to: &self, after: "and")
  }

  /// Appends `order by`.
  public mutating func order<Row>(by ordering: Ordering<Row>) {
    append(ordering.clause)
  }

  /// Appends `limit`.
  ///
  /// - Parameter count: at most how many rows are read; not negative.
  public mutating func limit(_ count: Int) {
    precondition(count >= 0, "At most \(count) rows cannot be read; a limit is 0 or more.")
    sql += "\nlimit "
    bind(Int64(count))
  }

  /// Appends the columns and values of an insert: first those whose parameters stand already, then the
  /// given.
  public mutating func values(_ assignments: Assignments, after contextColumns: [String] = []) {
    let columns = contextColumns + assignments.columns
    guard !columns.isEmpty else {
      append("default values")
      return
    }
    let first = parameters.count - contextColumns.count + 1
    parameters.append(contentsOf: assignments.parameters)
    let casts = Array(repeating: nil, count: contextColumns.count) + assignments.casts
    let placeholders = casts.enumerated().map { position, cast in
      placeholder(first + position, cast)
    }
    append("(\(columns.joined(separator: ", ")))")
    append("values (\(placeholders.joined(separator: ", ")))")
  }

  /// Appends what an insert does with a row that it meets in a key: the given columns are overwritten,
  /// those of the key and those that are kept aside.
  ///
  /// - Parameters:
  ///   - key: the columns of the key.
  ///   - predicate: the condition of the rows that the key holds, as SQL; nil is all rows.
  ///   - assignments: what the insert gives.
  ///   - kept: columns that a row keeps for life: those of its primary key.
  ///   - others: what is set besides, as SQL.
  public mutating func onConflict(
    _ key: [String],
    where predicate: String? = nil,
    update assignments: Assignments,
    keeping kept: [String],
    and others: [String] = []
  ) {
    let given = assignments.columns.filter { !key.contains($0) && !kept.contains($0) }
    // An update that changes nothing makes Postgres return the row that was met.
    let columns = given.isEmpty && others.isEmpty ? Array(key.prefix(1)) : given
    let condition = predicate.map { " where \($0)" } ?? ""
    append("on conflict (\(key.joined(separator: ", ")))\(condition) do update")
    append("set " + (columns.map { "\($0) = excluded.\($0)" } + others).joined(separator: ", "))
  }

  /// Appends `set` with what an update gives, and what is set besides, as SQL.
  public mutating func set(_ assignments: Assignments, and others: [String] = []) {
    let first = parameters.count + 1
    parameters.append(contentsOf: assignments.parameters)
    let items = zip(assignments.columns, assignments.casts).enumerated().map { position, item in
      "\(item.0) = \(placeholder(first + position, item.1))"
    }
    append("set " + (items + others).joined(separator: ", "))
  }

  /// The statement, which reads.
  public func read() -> Statement { Statement(sql, parameters, access: .read) }

  /// The statement, which writes.
  public func write() -> Statement { Statement(sql, parameters, access: .write) }

  /// Appends text to the last line.
  mutating func append(inline text: String) {
    sql += text
  }

  /// Appends a value as a parameter.
  mutating func bind<Value: PostgresEncodable>(_ value: Value) {
    parameters.append(value)
    sql += "$\(parameters.count)"
  }

  /// Appends the values of one column of a batch as an array parameter, and gives its placeholder.
  mutating func bind(list elements: [UInt8], _ rows: RowWriter, _ column: Int) -> String {
    parameters.append(list: elements, count: rows.count, of: rows.types[column])
    return "$\(parameters.count)"
  }

  /// The placeholders of the parameters that stand already.
  func contextPlaceholders(_ columns: [String]) -> [String] {
    columns.indices.map { "$\(parameters.count - columns.count + 1 + $0)" }
  }

  /// Appends the condition that rows come after a cursor.
  mutating func after<Row>(_ cursor: Cursor<Row>, of ordering: Ordering<Row>, keyword: String) {
    let first = parameters.count + 1
    parameters.append(contentsOf: cursor.key)
    let placeholders = ordering.columns.indices.map { "$\(first + $0)" }
    let sign = ordering.direction == .descending ? "<" : ">"
    append(
      "\(keyword) (\(ordering.columns.joined(separator: ", ")))"
        + " \(sign) (\(placeholders.joined(separator: ", ")))"
    )
  }

  private func placeholder(_ position: Int, _ cast: String?) -> String {
    cast.map { "$\(position)::\($0)" } ?? "$\(position)"
  }
}
