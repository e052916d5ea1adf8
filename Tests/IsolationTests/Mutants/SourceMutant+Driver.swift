/// A driver that mixes up what belongs to whom on a shared connection.
extension SourceMutant {
  private static func mutant(
    _ name: String,
    in file: String,
    within declaration: String? = nil,
    as weave: Weave = .expression,
    _ text: String,
    _ mutated: String,
    killer: Killer
  ) -> SourceMutant {
    SourceMutant(
      name,
      in: Place(layer: .driver, file: "Sources/PostgresDriver/\(file).swift"),
      within: declaration,
      as: weave,
      text,
      mutated,
      killer: killer
    )
  }

  private static func client(_ test: String) -> Killer {
    Killer("PostgresDriverTests.PostgresClientTests", test)
  }

  static let driver: [SourceMutant] = preludes + resending + answers + connections

  private static let sending = "Connection/PostgresConnection+Sending"
  private static let receiving = "Connection/PostgresConnection+Receiving"
  private static let sendPreludeFirst = """
        if let prelude = pending.prelude {
          send(prelude.statement, expecting: .prelude(pending))
        }
        send(pending.statement, expecting: .statement(pending))
    """

  private static let preludes: [SourceMutant] = [
    mutant(
      "a prelude follows its statement",
      in: sending,
      as: .statement,
      sendPreludeFirst,
      """
          send(pending.statement, expecting: .statement(pending))
          if let prelude = pending.prelude {
            send(prelude.statement, expecting: .prelude(pending))
          }
      """,
      killer: client("a prelude's setting ends with its round trip and is nobody else's")
    ),
    mutant(
      "a prelude has a Sync of its own",
      in: sending,
      as: .statement,
      sendPreludeFirst,
      """
          if let prelude = pending.prelude {
            send(prelude.statement, expecting: .prelude(pending))
            sync([])
          }
          send(pending.statement, expecting: .statement(pending))
      """,
      killer: client("a prelude's setting ends with its round trip and is nobody else's")
    ),
    mutant(
      "what a prelude finds is not looked at",
      in: "Connection/PendingStatement",
      as: .statement,
      "      if let prelude, let preludeResult { try prelude.check(preludeResult) }",
      "",
      killer: client("what a prelude's check throws wins over the statement's error")
    ),
    mutant(
      "a transaction's prelude goes without its begin",
      in: "Client/PostgresClient",
      "try await perform(prelude.statement, after: Prelude(begin) { _ in })",
      "try await perform(prelude.statement)",
      killer: Killer(
        "DemarcTests.TransactionTests",
        "the tenant is set from a transaction's first statement to its last"
      )
    ),
  ]

  private static let resending: [SourceMutant] = [
    mutant(
      "a write shares the Sync of reads",
      in: sending,
      within: "func admit(",
      "pending.statement.access",
      ".read as Access",
      killer: client("a write among failing reads is done exactly once")
    ),
    mutant(
      "what failed is sent again",
      in: "Connection/PendingStatement",
      "error.sqlState == .invalidSQLStatementName",
      "true",
      killer: client("what the server has refused is not sent again")
    ),
    mutant(
      "a read that a neighbour aborted is not sent again",
      in: "Connection/PendingStatement",
      "statement.access == .read",
      "false",
      killer: client("an error of one reader disturbs no other in the same round trip")
    ),
    mutant(
      "a read is sent again without its prelude",
      in: receiving,
      within: "private func resend(",
      as: .statement,
      "    send(pending)\n    sync([pending])",
      "    send(pending.statement, expecting: .statement(pending))\n    sync([pending])",
      killer: .attack("behind a statement of the neighbour that fails")
    ),
  ]

  private static let answers: [SourceMutant] = [
    mutant(
      "two callers of a round trip get each other's answers",
      in: receiving,
      as: .statement,
      """
          for pending in group {
            if mayResend(pending), pending.isAwaited {
              pending.reset()
              resend(pending)
            } else {
              pending.finish()
              inFlight -= 1
            }
          }
      """,
      """
          if group.count > 1 {
            (group[0].outcome, group[1].outcome) = (group[1].outcome, group[0].outcome)
          }
          for pending in group {
            pending.finish()
            inFlight -= 1
          }
      """,
      killer: client("64 callers over two lanes each get their own answer")
    ),
    mutant(
      "one plan serves parameters of any type",
      in: "Connection/PreparedStatements",
      """
      key.types.count == cells.count && key.sql == statement.sql
              && zip(key.types, cells).allSatisfy { type, cell in type == cell.type }
      """,
      "key.types.count == cells.count && key.sql == statement.sql",
      killer: client("one text with parameters of two types is two statements")
    ),
    mutant(
      "a column's type is not looked at",
      in: "RowReader",
      as: .statement,
      """
          guard isAccepted else {
            throw error("the server's type with OID \\(result.columnType(column)) is no \\(type)")
          }
      """,
      "",
      killer: Killer(
        "PostgresDriverTests.RowReaderTests",
        "a type is checked in whatever row it is asked for first"
      )
    ),
  ]

  private static let connections: [SourceMutant] = [
    mutant(
      "a connection in a transaction is lent again",
      in: "Connection/PostgresConnection",
      "failure == nil && isIdle && PQtransactionStatus(handle.pointer) == PQTRANS_IDLE",
      "failure == nil && isIdle",
      killer: client("a connection that was left in a transaction is lent to nobody")
    ),
    mutant(
      "a transaction is committed although a statement failed",
      in: "Client/PostgresClient",
      "!hasFailedTransaction",
      "true",
      killer: client("a transaction whose failure was swallowed is refused, not committed")
    ),
    mutant(
      "a cancelled caller has the shared connection cancelled",
      in: "Connection/PostgresConnection",
      within: "private func abandon(",
      as: .statement,
      "    pending.resume(with: .failure(CancellationError()))",
      """
          pending.resume(with: .failure(CancellationError()))
          Task { await self.cancelOnServer() }
      """,
      killer: Killer(
        "PostgresDriverTests.PostgresClientTests",
        "a cancelled caller cancels no neighbour's statement on the server"
      )
    ),
  ]
}
