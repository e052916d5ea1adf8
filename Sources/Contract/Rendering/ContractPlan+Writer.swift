import Catalog
import RepositoryGeneration

extension ContractPlan {
  /// The file of the writer of copies.
  func writerFile() -> GeneratedFile {
    file(
      "ContractWriter",
      imports: ["public Demarc"],
      [
        """
        /// Writes the copy of an account to \(code(data.relation.name)) on its cluster.
        ///
        /// Provisioning, events and repairs all write through it. It writes whole states and no changes,
        /// each only over an earlier one, so that states may come late, twice or in another order.
        public struct ContractWriter: Sendable {
          private let copies: CopyWriter
          private let context: ClusterContext

          /// Writes the copy of a context's account.
          public init(_ context: ClusterContext) {
            copies = CopyWriter(.contract, context)
            self.context = context
          }

          /// Makes the copy, or brings one that was made before up to the projection's version.
          ///
          /// - Throws: `ContractError` when the projection is of another account.
          public func provision(_ projection: ContractProjection) async throws -> ContractOutcome {
            try requireAccount(of: projection)
            return try await copies.provision(
              projection.assignments(of: ContractColumn.allCases),
              version: projection.version
            )
          }

          /// Brings the copy up to the projection's version, unless it is of that version or a later one.
          ///
          /// - Throws: `ContractError` when the projection is of another account.
          public func apply(_ projection: ContractProjection) async throws -> ContractOutcome {
            try requireAccount(of: projection)
            return try await copies.apply(
              projection.assignments(of: ContractColumn.allCases),
              version: projection.version
            )
          }

          /// Gives fields of the copy their values again, unless anything of it changed since it was seen.
          func repair(
            _ fields: [ContractField],
            to projection: ContractProjection,
            seen: ActualCopy,
            key: DigestKey
          ) async throws -> ContractOutcome {
            try requireAccount(of: projection)
            return try await copies.repair(
              projection.assignments(of: fields.flatMap(\\.columns)),
              seen: seen,
              key: key
            )
          }

          /// Reads the copy back, and gives the columns that are not as the projection has them; nil when
          /// there is no copy.
          ///
          /// The cluster compares, so no secret is shown.
          public func differences(
            from projection: ContractProjection
          ) async throws -> [ContractColumn]? {
            try requireAccount(of: projection)
            let key = DigestKey()
            let positions = try await copies.differences(
              from: projection.expectedCopy(key),
              key: key
            )
            return positions.map { $0.map { ContractColumn.allCases[$0] } }
          }

          private func requireAccount(of projection: ContractProjection) throws {
            guard projection.account == context.accountID else {
              throw ContractError.otherAccount(projection.account, in: context)
            }
          }
        }
        """
      ]
    )
  }
}
