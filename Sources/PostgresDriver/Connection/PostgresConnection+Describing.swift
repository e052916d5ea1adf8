import CLibpq

/// What the server says of a statement that it has not run.
package struct StatementShape: Sendable {
  /// A column of the result.
  package struct Column: Sendable {
    /// The column's name.
    package let name: String
    /// The OID of its type.
    package let type: UInt32
    /// The OID of the relation whose column it is; 0 where it is none's.
    package let relation: UInt32
    /// The number of that column.
    package let attribute: Int16
  }

  /// The OIDs of the parameters' types.
  package let parameterTypes: [UInt32]
  /// The columns of the result.
  package let columns: [Column]
}

extension PostgresConnection {
  /// Asks the server what a statement takes and returns, without running it.
  ///
  /// - Throws: `PostgresError`, with the position in the text where the server names one.
  package func shape(of sql: String) async throws -> StatementShape {
    let statement = Statement(sql, access: .write)
    let pending = PendingStatement(statement: statement, prelude: nil)
    return try await withUnsafeThrowingContinuation { continuation in
      pending.await(with: continuation)
      describe(pending)
    }.shape
  }

  private func describe(_ pending: PendingStatement) {
    if let unusable { return pending.resume(with: .failure(unusable)) }
    inFlight += 1
    // Nobody else uses the statement without a name, so that it need not be forgotten.
    guard PQsendPrepare(handle.pointer, "", pending.statement.sql, 0, nil) == 1 else {
      return refuse(pending)
    }
    expectations.append(.preparation(pending, PreparedStatements.Key(pending.statement)))
    guard PQsendDescribePrepared(handle.pointer, "") == 1 else { return refuse(pending) }
    expectations.append(.statement(pending))
    sync([pending])
    scheduleTickEnd()
  }

  private func refuse(_ pending: PendingStatement) {
    inFlight -= 1
    lose(handle.errorMessage)
    pending.resume(with: .failure(lost(handle.errorMessage)))
  }
}
