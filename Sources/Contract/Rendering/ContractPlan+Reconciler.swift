import RepositoryGeneration

extension ContractPlan {
  /// The file of the comparison and its repairs.
  func reconcilerFile() -> GeneratedFile {
    file(
      "ContractReconciler",
      imports: ["public Demarc"],
      [reconciler, comparing, judging] + (checks.contains { $0.missing != nil } ? [unplaced] : [])
    )
  }

  private var reconciler: String {
    """
    /// Compares the copies on a cluster with their accounts, and repairs them.
    public struct ContractReconciler<Transforms: ContractTransforms>: Sendable {
      private let admin: AdminContext
      private let transforms: Transforms
      private let buckets: Int32
      private let key = DigestKey()

      private var sources: ContractSources { ContractSources(admin) }

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

  private var comparing: String {
    """
    // MARK: Comparing

    extension ContractReconciler {
      /// Everything in which a cluster's copies are not what their accounts say.
      public func report(on fleet: FleetContext) async throws -> ContractReport {
        var report = ContractReport(cluster: fleet.clusterID)
        var comparison = CopyComparison(
          .contract,
          admin: admin,
          fleet: fleet,
          key: key,
          buckets: buckets
        )
        var last: AccountID?
        repeat {
          let page = try await sources.page(on: fleet.clusterID, after: last, size: 500)
          let projections = projections(of: page, &report)
          try await comparison.expect(projections.values.map { $0.expectedCopy(key) })
          report.accounts += page.count
          last = page.last?.account
        } while last != nil
        let differing = try await comparison.differingBuckets()
        report.differingBuckets = differing.count
        try await compare(comparison, in: differing, &report)
        return report
      }

      /// Looks at the copies of some buckets one by one.
      private func compare(
        _ comparison: CopyComparison,
        in differing: [Int32],
        _ report: inout ContractReport
      ) async throws {
        guard !differing.isEmpty else { return }
        // The accounts first: a copy that changed since then is of a later version, and no drift.
        let sources = try await sources.find(on: report.cluster, in: differing, of: buckets)
        var copies: [AccountID: ActualCopy] = [:]
        for copy in try await comparison.copies(in: differing) { copies[copy.account] = copy }
        let projections = projections(of: sources, &report)
        let texts = try await comparison.texts(
          of: projections.values.map { $0.expectedCopy(key) }
        )
        for source in sources {
          let copy = copies.removeValue(forKey: source.account)
          guard let expected = texts[source.account] else { continue }
          judge(source, expected, copy, &report)
        }
        report.strays = copies.keys.sorted { $0.description < $1.description }
      }

      /// The states of accounts; those of which none can be made are noted.
      private func projections(
        of sources: [ContractSource],
        _ report: inout ContractReport
      ) -> [AccountID: ContractProjection] {
        var projections: [AccountID: ContractProjection] = [:]
        for source in sources {
          do {
            projections[source.account] = try ContractProjection(source, using: transforms)
          } catch {
            report.failures[source.account] = "\\(error)"
          }
        }
        return projections
      }
    }
    """
  }

  private var judging: String {
    """
    // MARK: Judging

    extension ContractReconciler {
      /// Adds to a report in what a copy is not as it should be.
      private func judge(
        _ source: ContractSource,
        _ expected: [String?],
        _ copy: ActualCopy?,
        _ report: inout ContractReport
      ) {
        guard let copy else {
          if let check = ContractCheck.ofMissingCopy(source) {
            report.drifts.append(missing(source, check))
          }
          return
        }
        let columns = Set(ContractColumn.allCases.enumerated().lazy
          .filter { expected[$0.offset] != copy.texts[$0.offset] }
          .map(\\.element))
        guard !columns.isEmpty else { return }
        guard !isInFlight(source, copy) else {
          report.inFlight.append(source.account)
          return
        }
        let wanted = byColumn(expected)
        let found = byColumn(copy.texts)
        for field in ContractField.allCases where !columns.isDisjoint(with: field.columns) {
          report.drifts.append(
            ContractDrift(
              check: .ofDifference(in: field, of: source, expected: wanted, actual: found),
              account: source.account,
              version: source.version,
              cluster: source.cluster,
              field: field,
              differences: field.columns.filter(columns.contains).map { column in
                difference(in: column, wanted[column], found[column])
              },
              seen: copy
            )
          )
        }
      }

      /// Whether the copy is about to change, or has changed since the account was read.
      private func isInFlight(_ source: ContractSource, _ copy: ActualCopy) -> Bool {
        copy.version > source.version || (copy.version < source.version && source.hasOpenEvents)
      }

      private func missing(_ source: ContractSource, _ check: ContractCheck) -> ContractDrift {
        ContractDrift(
          check: check,
          account: source.account,
          version: source.version,
          cluster: source.cluster,
          field: nil,
          differences: [],
          seen: nil
        )
      }

      private func difference(
        in column: ContractColumn,
        _ expected: String?,
        _ actual: String?
      ) -> ContractDrift.Difference {
        guard column.field.sensitivity == .secret else {
          return ContractDrift.Difference(column: column, expected: expected, actual: actual)
        }
        return ContractDrift.Difference(
          column: column,
          expected: SecretPresence(expected).rawValue,
          actual: SecretPresence(actual).rawValue
        )
      }

      private func byColumn(_ texts: [String?]) -> [ContractColumn: String] {
        var columns: [ContractColumn: String] = [:]
        for (column, text) in zip(ContractColumn.allCases, texts) { columns[column] = text }
        return columns
      }
    }
    """
  }

  private var unplaced: String {
    """
    // MARK: Without a cluster

    extension ContractReconciler {
      /// The accounts that must have a copy and are on no cluster.
      public func unplaced() async throws -> [ContractDrift] {
        try await sources.unplaced().compactMap { source in
          ContractCheck.ofMissingCopy(source).map { missing(source, $0) }
        }
      }
    }
    """
  }
}
