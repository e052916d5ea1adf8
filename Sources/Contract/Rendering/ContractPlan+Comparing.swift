import RepositoryGeneration

extension ContractPlan {
  /// The file of the comparison.
  func comparingFile() -> GeneratedFile {
    file("ContractReconciler+Comparing", imports: ["public Demarc"], [comparing, judging])
  }

  private var comparing: String {
    """
    extension ContractReconciler {
      /// Everything in which a cluster's copies are not what their accounts say.
      ///
      /// Equal copies are not read: the cluster answers with a digest for each bucket of them.
      ///
      /// - Throws: the error of a database that cannot be asked; an account of which no copy can be
      ///   made is a part of the report.
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
          try await judge(source, byColumn(expected), copy, &report)
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
        _ expected: [ContractColumn: String],
        _ copy: ActualCopy?,
        _ report: inout ContractReport
      ) async throws {
        guard let copy else {
          if let check = ContractCheck.ofMissingCopy(source) {
            report.drifts.append(ContractDrift(missing: source, check))
          }
          return
        }
        let actual = byColumn(copy.texts)
        let differing = ContractColumn.allCases.filter { expected[$0] != actual[$0] }
        guard !differing.isEmpty, try await hasSettled(source, copy, &report) else { return }
        for field in ContractField.allCases {
          let columns = differing.filter { $0.field == field }
          guard !columns.isEmpty else { continue }
          report.drifts.append(
            ContractDrift(
              check: .ofDifference(in: field, of: source, expected: expected, actual: actual),
              account: source.account,
              version: source.version,
              cluster: source.cluster,
              field: field,
              differences: columns.map { difference(in: $0, expected[$0], actual[$0]) },
              seen: copy
            )
          )
        }
      }

      /// Whether a copy that differs is neither about to change nor has just changed.
      private func hasSettled(
        _ source: ContractSource,
        _ copy: ActualCopy,
        _ report: inout ContractReport
      ) async throws -> Bool {
        if copy.version > source.version {
          // Either the copy has changed since the account was read, or the account was set back.
          let now = try await sources.find(source.account)?.version ?? source.version
          report.note(source.account, isAhead: now < copy.version)
          return false
        }
        if copy.version < source.version && source.hasOpenEvents {
          report.note(source.account, isAhead: false)
          return false
        }
        return true
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
}
