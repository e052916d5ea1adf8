import PostgresDriver

/// Writes the copy of a context's account: whole states, each behind a comparison with what is there.
///
/// For generated code.
public struct CopyWriter: Sendable {
  private let table: ComparedTable
  private let session: RepositorySession
  private let tenant: TenantID
  private let account: AccountID

  /// Writes for the tenant of a context.
  public init(_ table: ComparedTable, _ context: ClusterContext) {
    self.table = table
    session = RepositorySession(context)
    tenant = context.tenantID
    account = context.accountID
  }

  /// Makes the copy, or brings one that was made before up to a version.
  public func provision(
    _ values: Assignments,
    version: Int64
  ) async throws -> ContractOutcome {
    let statement = table.provision(values, version, tenant: tenant, account: account)
    return try await outcome(of: statement)
  }

  /// Brings the copy up to a version, unless it is of that version already or of a later one.
  public func apply(
    _ values: Assignments,
    version: Int64
  ) async throws -> ContractOutcome {
    try await outcome(of: table.apply(values, version, tenant: tenant))
  }

  /// Gives columns of the copy other values, unless anything of it changed since it was seen.
  public func repair(
    _ values: Assignments,
    seen: ActualCopy,
    key: DigestKey
  ) async throws -> ContractOutcome {
    try await outcome(of: table.repair(values, seen: seen, key, tenant: tenant))
  }

  /// The positions of the columns in which the copy is not as it should be; nil when there is none.
  ///
  /// The cluster compares, so a secret is read back without being shown.
  public func differences(
    from expected: ExpectedCopy,
    key: DigestKey
  ) async throws -> [Int]? {
    let actual: ActualCopy? = try await session.optional(table.copy(of: tenant, key))
    guard let actual else { return nil }
    let wanted: CanonicalCopy = try await session.one(table.expected([expected]))
    return wanted.texts.indices.filter { wanted.texts[$0] != actual.texts[$0] }
  }

  private func outcome(of statement: Statement) async throws -> ContractOutcome {
    guard try await session.affectedRows(statement) == 0 else { return .applied }
    let actual: CopyVersion? = try await session.optional(table.version(of: tenant))
    return actual.map { .stale(version: $0.version) } ?? .missing
  }
}

/// The version of a copy.
private struct CopyVersion: DecodableRow {
  let version: Int64

  init(row: inout RowReader) throws {
    version = try row.next()
  }
}
