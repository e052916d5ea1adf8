public import PostgresDriver

/// A call of a database function or procedure.
///
/// For generated code.
public struct FunctionCall: Sendable {
  private let function: String
  private var arguments: [String] = []
  private var parameters: Parameters = Parameters()

  /// Calls a function, whose name is SQL.
  public init(_ function: String) {
    self.function = function
  }

  /// Passes an argument, whose name and type are SQL.
  public mutating func pass<Value: PostgresEncodable>(
    _ name: String,
    as type: String,
    _ value: Value
  ) {
    parameters.append(value)
    arguments.append("\(name) => $\(parameters.count)::\(type)")
  }

  /// Passes an argument that has no name, whose type is SQL; it comes before those that have one.
  public mutating func pass<Value: PostgresEncodable>(as type: String, _ value: Value) {
    parameters.append(value)
    arguments.append("$\(parameters.count)::\(type)")
  }

  /// Passes an argument unless it is nil, which leaves the function's default.
  public mutating func passIfGiven<Value: PostgresEncodable>(
    _ name: String,
    as type: String,
    _ value: Value?
  ) {
    guard let value else { return }
    pass(name, as: type, value)
  }

  /// The call, whose result is one column.
  ///
  /// - Parameters:
  ///   - access: whether the call may write.
  ///   - type: the SQL type to which the result is cast, where the driver does not read its own.
  /// - Returns: the statement.
  public func scalar(_ access: Access, as type: String? = nil) -> Statement {
    statement("select \(call)\(type.map { "::" + $0 } ?? "")", access)
  }

  /// The call of a procedure.
  public func procedure() -> Statement {
    statement("call \(call)", .write)
  }

  /// The call, whose result are rows with these columns.
  public func rows(_ columns: [String], _ access: Access) -> Statement {
    statement("select \(columns.joined(separator: ", ")) from \(call)", access)
  }

  private var call: String { "\(function)(\(arguments.joined(separator: ", ")))" }

  private func statement(_ sql: String, _ access: Access) -> Statement {
    Statement(sql, parameters, access: access)
  }
}
