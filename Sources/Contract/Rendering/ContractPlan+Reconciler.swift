import RepositoryGeneration

extension ContractPlan {
  /// The file of the repairs.
  func reconcilerFile() -> GeneratedFile {
    file(
      "ContractReconciler",
      imports: ["public Demarc"],
      [reconciler] + (checks.contains { $0.missing != nil } ? [unplaced] : [])
    )
  }

  private var reconciler: String {
    """
    /// Compares the copies on a cluster with their accounts, and repairs them.
    public struct ContractReconciler<Transforms: ContractTransforms>: Sendable {
      let admin: AdminContext
      let transforms: Transforms
      let buckets: Int32
      let key = DigestKey()

      var sources: ContractSources { ContractSources(admin) }

      /// Compares with the accounts of a control plane.
      ///
      /// - Parameters:
      ///   - admin: the control plane.
      ///   - transforms: make the fields that are no plain copies.
      ///   - buckets: how many parts of a cluster's copies are compared by one digest each.
      public init(_ admin: AdminContext, transforms: Transforms, buckets: Int32 = 1024) {
        self.admin = admin
        self.transforms = transforms
        self.buckets = buckets
      }

      /// Gives the fields that have drifted in one account's copy their values again.
      ///
      /// What changed since then, in the account or in the copy, is left for the next comparison.
      ///
      /// - Parameters:
      ///   - drifts: what this reconciler found of one account; those for a person alone are left.
      ///   - context: the account's own.
      /// - Returns: whether they were repaired; `missing` where there is no copy to repair.
      /// - Throws: `ContractError` when the context is of another account, or what a transform throws.
      public func repair(
        _ drifts: [ContractDrift],
        in context: ClusterContext
      ) async throws -> ContractOutcome {
        let drifts = drifts.filter { $0.check.repair != .never }
        guard let first = drifts.first, let seen = first.seen else { return .missing }
        guard let source = try await sources.find(context.accountID) else {
          throw ContractError.unknownAccount(context.accountID)
        }
        guard drifts.allSatisfy({ $0.account == source.account }) else {
          throw ContractError.otherAccount(first.account, in: context)
        }
        guard source.version == first.version else { return .stale(version: source.version) }
        return try await ContractWriter(context).repair(
          drifts.compactMap(\\.field),
          to: try ContractProjection(source, using: transforms),
          seen: seen,
          key: key
        )
      }
    }
    """
  }

  private var unplaced: String {
    """
    extension ContractReconciler {
      /// The accounts that must have a copy and are on no cluster.
      public func unplaced() async throws -> [ContractDrift] {
        try await sources.unplaced().compactMap { source in
          ContractCheck.ofMissingCopy(source).map { ContractDrift(missing: source, $0) }
        }
      }
    }
    """
  }
}
