import Catalog
import RepositoryGeneration

extension ContractPlan {
  /// The file of the outbox.
  func outboxFile() -> GeneratedFile {
    let columns = [outbox.key, outbox.account, outbox.event, outbox.version, outbox.payload]
      .map { quotedIdentifier($0) }
    let version = quotedIdentifier(control.version)
    let counting = [
      "update \(control.relation.name.sql)", "set \(version) = \(version) + 1",
      "where \(quotedIdentifier(control.key)) = $1",
    ]
    let inserting = [
      "insert into \(outbox.relation.name.sql)", "  (\(columns.joined(separator: ", ")))",
      "values ($1, $2, $3, $4, $5)",
      "on conflict (\(quotedIdentifier(outbox.key))) do nothing",
    ]
    return file(
      "ContractOutbox",
      imports: ["public Demarc", "PostgresDriver"],
      [
        """
        /// Announces changes of accounts in \(code(outbox.relation.name)).
        public struct ContractOutbox: Sendable {
          private let context: AdminContext

          /// Announces in the control plane.
          public init(_ context: AdminContext) {
            self.context = context
          }

          /// Counts up the version of an account that was changed, and announces its state.
          ///
          /// Call it in the transaction that changes the account: then there is no change without its
          /// event, and no event without its change.
          ///
          /// - Returns: the state that was announced.
          /// - Throws: `ContractError` when there is no such account, or what a transform throws.
          public func announce(
            _ event: ContractEvent,
            of account: AccountID,
            using transforms: some ContractTransforms
          ) async throws -> ContractProjection {
            try await context.transaction { context in
              let session = RepositorySession(context)
              try await session.run(
                Statement(
                  \"""
        \(sqlLines(counting, indent: 10))
                  \""",
                  Parameters(account),
                  access: .write
                )
              )
              guard let source = try await ContractSources(context).find(account) else {
                throw ContractError.unknownAccount(account)
              }
              let projection = try ContractProjection(source, using: transforms)
              try await session.run(try Self.insertion(of: event, projection))
              return projection
            }
          }

          /// An event that was announced before is not announced again.
          private static func insertion(
            of event: ContractEvent,
            _ projection: ContractProjection
          ) throws -> Statement {
            Statement(
              \"""
        \(sqlLines(inserting, indent: 6))
              \""",
              Parameters(
                event.key(of: projection),
                projection.account,
                event.rawValue,
                projection.version,
                try event.payload(of: projection)
              ),
              access: .write
            )
          }
        }
        """
      ]
    )
  }
}
