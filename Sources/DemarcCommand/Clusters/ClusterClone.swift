import Catalog
import ConfigurationFile
import PostgresDriver
import SchemaIntrospection
import SchemaMigration
import Terminal

/// Gives an empty database the schema and the identity of a new cluster.
struct ClusterClone {
  let project: Project
  let database: Configuration.Database
  /// The name of the new cluster.
  let name: String
  let url: String
  let role: String?

  /// What was done.
  struct Report: Encodable {
    let cluster: String
    let clonedFrom: String?
    /// The migrations that the cluster has now.
    let migrations: [String]
  }

  /// Why a database does not become a cluster.
  private struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// Prepares the database.
  ///
  /// - Parameter source: the cluster whose migrations decide; nil for all that there are.
  /// - Returns: what was done.
  /// - Throws: when the database is not empty, a migration fails, or the two clusters differ.
  func run(from source: String?) async throws -> Report {
    let all = try MigrationFolder(path: database.migrations, below: project.root)
    guard let source else { return try await prepare(all, from: nil, like: nil) }
    let target = try await registered(source)
    let (applied, schema) = try await withClient(target.url, role: role) { client in
      let state = try await MigrationState(of: client)
      guard state.cluster == source else {
        throw Refusal(
          description: """
            The database of '\(source)' says that it is \(state.cluster.map { "'\($0)'" } ?? "no cluster"). \
            Correct the registry, or migrate it with that identity.
            """
        )
      }
      let pending = try await Migrator(client: client, database: database).pending(all)
      return (
        all.files.count - pending.count, try await DatabaseSchema(introspecting: client)
      )
    }
    return try await prepare(all.prefix(applied), from: source, like: schema)
  }

  private func registered(_ source: String) async throws -> DatabaseTarget {
    let targets = try await DatabaseFinder(project: project, role: role).all(of: database)
    guard source != name, let target = targets.first(where: { $0.cluster == source }) else {
      let names = targets.map(\.name).filter { $0 != name }.joined(separator: ", ")
      throw UsageError(
        "There is no cluster '\(source)' to clone from; the registry has \(names.isEmpty ? "none" : names)."
      )
    }
    return target
  }

  private func prepare(
    _ migrations: MigrationFolder,
    from source: String?,
    like schema: DatabaseSchema?
  ) async throws -> Report {
    try await withClient(url, role: role) { client in
      try await requireEmpty(client)
      let migrator = Migrator(client: client, database: database, cluster: name)
      _ = try await migrator.apply(migrations) { file in
        Terminal.progress("\(name): applying \(file)")
      }
      if let source, let schema {
        try requireAlike(source, schema, try await DatabaseSchema(introspecting: client))
      }
    }
    return Report(cluster: name, clonedFrom: source, migrations: migrations.files.map(\.name))
  }

  // MARK: Before and after

  /// Requires that a database holds nothing of its own, or only what a run of the same clone, which was broken
  /// off, has made.
  private func requireEmpty(_ client: PostgresClient) async throws {
    let state = try await MigrationState(of: client)
    if let other = state.cluster, other != name {
      throw Refusal(
        description: """
          \(client.configuration) is the cluster '\(other)' already; nothing was changed. Name an empty \
          database: a cluster keeps its identity.
          """
      )
    }
    guard state.cluster == nil else {
      let tenants = try await client.execute(
        Statement("select count(*) from demarc.tenant_fence", access: .read)
      ).one { row in try row.next(Int64.self) }
      guard tenants == 0 else {
        throw Refusal(
          description: """
            \(client.configuration) is the cluster '\(name)' already, and serves \
            \(counted(Int(tenants), "tenant")); nothing was changed. Bring it up to date with 'demarc migrate'.
            """
        )
      }
      return
    }
    let objects = try await client.execute(Self.objects).map { row in try row.next(String.self) }
    guard objects.isEmpty else {
      throw Refusal(
        description: """
          \(client.configuration) is not empty: it has \(objects.prefix(5).joined(separator: ", "))\
          \(objects.count > 5 ? " and \(objects.count - 5) more" : ""); nothing was changed. Name an empty \
          database.
          """
      )
    }
  }

  /// Requires that code for the one cluster works on the other.
  private func requireAlike(
    _ source: String,
    _ schema: DatabaseSchema,
    _ made: DatabaseSchema
  ) throws {
    let compatibility = SchemaCompatibility(of: schema, with: made)
    for change in compatibility.difference.changes where compatibility.breaks.isEmpty {
      Terminal.warning("\(source) has what its migrations do not make: \(change.object)")
    }
    guard compatibility.breaks.isEmpty else {
      let list = compatibility.breaks.map { "\($0.object): \($0.cause)" }.joined(separator: "\n  ")
      throw Refusal(
        description: """
          '\(source)' is not what its migrations make, so '\(name)' is not like it:
            \(list)
          Bring '\(source)' into line with a migration, or clone without --from.
          """
      )
    }
  }

  /// What somebody has made in the schema in which migrations make theirs, without what extensions brought.
  private static let objects = Statement(
    """
    select object from (
      select 'relation ' || c.oid::regclass::text as object, c.oid, 'pg_class'::regclass as catalog
      from pg_catalog.pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select 'function ' || p.oid::regprocedure::text, p.oid, 'pg_proc'::regclass
      from pg_catalog.pg_proc p where p.pronamespace = 'public'::regnamespace
      union all
      select 'type ' || t.oid::regtype::text, t.oid, 'pg_type'::regclass
      from pg_catalog.pg_type t
      where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r')
      union all
      select 'relation ' || to_regclass('demarc.migration')::text, 0, 'pg_class'::regclass
      where to_regclass('demarc.migration') is not null
    ) made
    where not exists (
      select from pg_catalog.pg_depend d
      where d.classid = made.catalog and d.objid = made.oid and d.deptype = 'e'
    )
    order by object
    """,
    access: .read
  )
}
