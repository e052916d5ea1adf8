import PostgresDriver
import Synchronization

/// Which repositories a cluster cannot serve, because its tables are not those that the code was generated from.
///
/// One bad table closes its own repository and no other. It is opened again when the cluster has been migrated:
/// a repository that is closed is looked at anew after a while.
final class ClusterRequirements: Sendable {
  private struct State {
    /// When the cluster was looked at last.
    var lookedAt: Moment?
    /// What is wrong, by the table.
    var faults: [String: [String]] = [:]
  }

  private let cluster: ClusterID
  private let requirements: SchemaRequirements
  private let patience: Duration
  private let now: @Sendable () -> Moment
  private let state = Mutex(State())
  /// Whether anything is wrong, for callers that ask with every statement.
  private let hasFaults = Atomic(false)

  /// Makes the requirements of a cluster.
  ///
  /// - Parameters:
  ///   - cluster: the cluster, for errors.
  ///   - requirements: what the repositories need.
  ///   - patience: how long a repository stays closed before it is looked at again.
  ///   - now: tells the time.
  init(
    of cluster: ClusterID,
    _ requirements: SchemaRequirements,
    patience: Duration,
    now: @escaping @Sendable () -> Moment
  ) {
    self.cluster = cluster
    self.requirements = requirements
    self.patience = patience
    self.now = now
  }

  /// Looks at the cluster on a new connection, unless all was well before.
  ///
  /// - Throws: `PostgresError` when the catalog cannot be read.
  func look(_ connection: PostgresConnection) async throws {
    guard state.withLock({ $0.lookedAt == nil || !$0.faults.isEmpty }) else { return }
    try note(try await connection.execute(statement))
  }

  /// Whether every repository is open, as far as is known.
  var areMet: Bool { !hasFaults.load(ordering: .relaxed) }

  /// Checks that the repository of a table is open.
  ///
  /// - Parameters:
  ///   - relation: the table, as `schema.name`.
  ///   - link: the way to the cluster.
  ///   - isDoubtful: whether a statement failed as it does on another table, so that one that was found in
  ///     order is looked at, too.
  /// - Throws: `RoutingError.Code.schemaMismatch`, or an error of the cluster when it is looked at anew.
  func require(
    _ relation: String,
    over link: ClusterLink,
    doubting isDoubtful: Bool = false
  ) async throws {
    guard isDoubtful || state.withLock({ $0.faults[relation] != nil }) else { return }
    let isDue = state.withLock { state in
      guard let last = state.lookedAt, now() >= last + patience else { return false }
      // One caller looks, and the others have the old answer until then.
      state.lookedAt = now()
      return true
    }
    if isDue { try note(try await link.execute(statement)) }
    guard let faults = state.withLock({ $0.faults[relation] }) else { return }
    throw RoutingError.schemaMismatch(relation, cluster: cluster, faults: faults)
  }

  private func note(_ result: PostgresResult) throws {
    let rows = try result.map { row in
      (relation: try row.next(String.self), fault: try row.next(String.self))
    }
    let faults = Dictionary(grouping: rows, by: \.relation).mapValues { $0.map(\.fault) }
    state.withLock { state in
      state.lookedAt = now()
      state.faults = faults
    }
    hasFaults.store(!faults.isEmpty, ordering: .relaxed)
  }

  // MARK: The question

  private var statement: Statement {
    Statement(Self.sql, Parameters(requirements.json), access: .read)
  }

  /// The tables whose columns are not there or travel in another form, each with what is wrong.
  private static let sql = """
    select distinct w.schema || '.' || w.relation, case
        when c.oid is null then 'the table does not exist'
        when a.attnum is null then format('the column %I does not exist', w.name)
        else format('the column %I is of the type %s, and not %s', w.name, f.type, w.type)
      end
    from (
      select namespace.key as schema, relation.key as relation, col.key as name, col.value as type
      from pg_catalog.json_each($1::json) namespace
      cross join lateral pg_catalog.json_each(namespace.value) relation
      cross join lateral pg_catalog.json_each_text(relation.value) col
    ) w
    left join pg_catalog.pg_namespace n on n.nspname = w.schema
    left join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.relation
      and c.relkind in ('r', 'p', 'v', 'm', 'f')
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = w.name
      and a.attnum > 0 and not a.attisdropped
    left join lateral (
      with recursive base(type) as (
        select a.atttypid
        union all
        select t.typbasetype from base join pg_catalog.pg_type t on t.oid = base.type
        where t.typtype = 'd'
      )
      select case when tn.nspname = 'pg_catalog' then '' else tn.nspname || '.' end
        || coalesce(e.typname || '[]', t.typname) as type
      from base
      join pg_catalog.pg_type t on t.oid = base.type and t.typtype <> 'd'
      left join pg_catalog.pg_type e on e.oid = t.typelem and e.typarray = t.oid
      join pg_catalog.pg_namespace tn on tn.oid = coalesce(e.typnamespace, t.typnamespace)
    ) f on true
    where f.type is distinct from w.type
      -- All of these travel as plain text.
      and not coalesce(f.type ~ '\(textTypes)' and w.type ~ '\(textTypes)', false)
    order by 1, 2
    """

  private static let textTypes = #"^(text|varchar|bpchar|name|[^.]+\.citext)$"#
}
