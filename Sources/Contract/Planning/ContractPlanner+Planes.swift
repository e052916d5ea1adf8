import Catalog
import ConfigurationFile
import RepositoryGeneration

extension ContractPlanner {
  /// The account itself, without what is read of it; nil with a problem noted.
  mutating func planControl() -> ControlPlan? {
    let statement = contract.control
    guard let shape = relation(statement.table, in: control) else { return nil }
    let version = column(statement.version, of: shape, types: ["bigint"])
    let cluster = column(statement.cluster, of: shape, types: ["text"])
    let deleted = statement.deleted.map { column($0, of: shape)?.column.name }
    guard let key = shape.relation.primaryKey?.columns, key.count == 1,
      shape.column(named: key[0])?.column.type.sql == "uuid"
    else {
      report(statement.table, "accounts are told apart by a primary key of one uuid; it has none.")
      return nil
    }
    guard let version, let cluster else { return nil }
    return ControlPlan(
      relation: shape.relation,
      key: key[0],
      version: version,
      cluster: cluster,
      deleted: deleted.flatMap { $0 },
      joins: [],
      inputs: [],
      lists: []
    )
  }

  /// Where the copy lives; nil with a problem noted.
  mutating func planData() -> DataPlan? {
    guard let shape = data.shape(named: tenant.root) else {
      report(contract.data.database, "it has no table '\(tenant.root)', the root of its tenants.")
      return nil
    }
    guard let version = column(contract.data.version, of: shape, types: ["bigint"]) else {
      return nil
    }
    return DataPlan(
      relation: shape.relation,
      key: tenant.key,
      account: tenant.account,
      version: version
    )
  }

  /// Where a change is announced; nil with a problem noted.
  mutating func planOutbox() -> OutboxPlan? {
    let statement = contract.outbox
    guard let shape = relation(statement.table, in: control) else { return nil }
    let key = column(statement.key, of: shape, types: ["text"])
    let account = column(statement.account, of: shape, types: ["uuid"])
    let event = column(statement.event, of: shape, types: ["text"])
    let version = column(statement.version, of: shape, types: ["bigint"])
    let payload = column(statement.payload, of: shape, types: ["jsonb"])
    let status = column(statement.status, of: shape, types: ["text"])
    guard let key, let account, let event, let version, let payload, let status else { return nil }
    let keys = shape.relation.uniqueKeys.map(\.columns) + [shape.relation.primaryKey?.columns ?? []]
    guard keys.contains([key]) else {
      report(statement.key, "no unique key holds it alone, so an event could be announced twice.")
      return nil
    }
    return OutboxPlan(
      relation: shape.relation,
      key: key,
      account: account,
      event: event,
      version: version,
      payload: payload,
      status: status,
      open: statement.open.map(\.text)
    )
  }
}
