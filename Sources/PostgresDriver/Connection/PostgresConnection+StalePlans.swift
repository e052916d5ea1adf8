import CLibpq

extension PostgresConnection {
  /// Forgets the plans of a statement that failed because a table changed since it was prepared.
  ///
  /// - Returns: whether the statement can be sent again. In an open transaction it cannot: the failure
  ///   ended that.
  func forgetStalePlan(of pending: PendingStatement) -> Bool {
    guard case .failed(let error) = pending.outcome, error.isStalePlan, pending.resends == 0,
      isOutsideTransactions
    else { return false }
    // Whoever used the same plan in the meantime finds that it was forgotten, and its own is new.
    forgetPlan(of: pending.statement, usedBy: pending)
    if let prelude = pending.prelude { forgetPlan(of: prelude.statement, usedBy: pending) }
    return failure == nil
  }

  private func forgetPlan(of statement: Statement, usedBy pending: PendingStatement) {
    let key = PreparedStatements.Key(statement)
    if let latest = replanned[key], pending.identifier <= latest { return }
    guard let name = prepared.forget(key) else { return }
    replanned[key] = nextIdentifier
    guard PQsendQueryParams(handle.pointer, "deallocate \(name)", 0, nil, nil, nil, nil, 1) == 1
    else { return lose(handle.errorMessage) }
    expectations.append(.deallocation)
    sync([])
  }

  /// Whether no statement of the connection can be in a transaction of several.
  ///
  /// While more is under way libpq does not tell; only a shared lane is sure to have none.
  private var isOutsideTransactions: Bool {
    isShared || PQtransactionStatus(handle.pointer) == PQTRANS_IDLE
  }

  /// Makes the connection one on which no transaction lasts longer than a statement.
  func share() {
    isShared = true
  }
}
