import PostgresDriver

extension ComparedTable {
  /// Makes a copy, or overwrites one of an earlier version.
  ///
  /// The account decides which row is met, never a name that may change.
  func provision(
    _ values: Assignments,
    _ version: Int64,
    tenant id: TenantID,
    account owner: AccountID
  ) -> Statement {
    var values = values
    values.set(self.version, to: version)
    var statement = StatementBuilder("insert into \(relation) as target", Parameters(id, owner))
    statement.values(values, after: [tenant, account])
    statement.onConflict([account], update: values, keeping: [tenant])
    statement.append(
      "where target.\(tenant) = $1 and target.\(self.version) < excluded.\(self.version)"
    )
    return statement.write()
  }

  /// Overwrites a copy of an earlier version.
  func apply(_ values: Assignments, _ version: Int64, tenant id: TenantID) -> Statement {
    var values = values
    values.set(self.version, to: version)
    var statement = StatementBuilder("update \(relation)", Parameters(id, version))
    statement.set(values)
    statement.append("where \(tenant) = $1 and \(self.version) < $2")
    return statement.write()
  }

  /// Overwrites columns of a copy that is still the one that was seen.
  func repair(
    _ values: Assignments,
    seen: ActualCopy,
    _ key: DigestKey,
    tenant id: TenantID
  ) -> Statement {
    var parameters = key.parameters
    parameters.append(seen.version)
    parameters.append(seen.digest)
    parameters.append(id)
    var statement = StatementBuilder("update \(relation)", parameters)
    statement.set(values)
    statement.append("where \(tenant) = $5 and \(version) = $3 and \(digest) = $4")
    return statement.write()
  }

  /// Reads a copy.
  func copy(of id: TenantID, _ key: DigestKey) -> Statement {
    var parameters = key.parameters
    parameters.append(id)
    return Statement(
      """
      select \(tenant), \(account), \(version), \(digest), array[\(actualTexts)]::text[]
      from \(relation)
      where \(tenant) = $3
      """,
      parameters,
      access: .read
    )
  }

  /// Reads the version of a copy.
  func version(of id: TenantID) -> Statement {
    Statement(
      "select \(version) from \(relation) where \(tenant) = $1",
      Parameters(id),
      access: .read
    )
  }
}
