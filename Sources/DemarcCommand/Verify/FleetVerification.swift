import Catalog
import ConfigurationFile
import PostgresDriver
import RepositoryGeneration
import SchemaIntrospection
import SchemaMigration
import Terminal

/// Holds the snapshots against the control plane and every cluster, all at the same time.
///
/// Each database has its own time and its own error: one that is down says nothing about the others.
struct FleetVerification {
  let project: Project
  let role: String?
  /// The databases to look at; those that are found as demarc.yml says where there are none.
  let urls: [String]
  /// How long each database has.
  let patience: Duration

  /// What is found of these databases.
  ///
  /// - Throws: `UsageError` when a database is to be found by what is not there.
  func report(on databases: [Configuration.Database]) async throws -> VerificationReport {
    let found = await concurrently(databases) { database in
      do throws(UsageError) {
        return Found(entries: try await entries(of: database))
      } catch {
        return Found(usage: error)
      }
    }
    if let usage = found.compactMap(\.usage).first { throw usage }
    return VerificationReport(code: "snapshot", databases: found.flatMap(\.entries))
  }

  private struct Found: Sendable {
    var entries: [VerificationReport.Entry] = []
    var usage: UsageError?
  }

  /// What is found of one database, or of all clusters that have its schema.
  private func entries(
    of database: Configuration.Database
  ) async throws(UsageError) -> [VerificationReport.Entry] {
    let targets: [DatabaseTarget]
    let code: GeneratedCode
    do {
      code = try GeneratedCode(of: database, in: project)
      targets = try await self.targets(of: database)
    } catch let error as UsageError {
      throw error
    } catch {
      return [VerificationReport.Entry(database: database.name, error: "\(error)")]
    }
    return await concurrently(targets) { target in
      var entry = VerificationReport.Entry(database: database.name, cluster: target.cluster)
      do {
        entry = try await withTimeout(patience, "it did not answer within \(patience)") {
          try await self.entry(of: target, code: code)
        }
      } catch {
        entry.error = "\(error)"
      }
      return entry
    }
  }

  private func targets(of database: Configuration.Database) async throws -> [DatabaseTarget] {
    guard urls.isEmpty else {
      return urls.map { DatabaseTarget(database: database, cluster: nil, url: $0) }
    }
    let finder = DatabaseFinder(project: project, role: role)
    return try await withTimeout(patience, "the control plane did not name the clusters in time") {
      try await finder.all(of: database)
    }
  }

  private func entry(
    of target: DatabaseTarget,
    code: GeneratedCode
  ) async throws -> VerificationReport.Entry {
    try await withClient(target.url, role: role, patience: patience) { client in
      var entry = VerificationReport.Entry(database: target.database.name, cluster: target.cluster)
      let schema = try await DatabaseSchema(introspecting: client)
      entry.insert(SchemaCompatibility(of: code.schema, with: schema), callers: code.callers)
      for broken in try await code.brokenQueries(on: client) {
        entry.insert(broken.place, broken.cause)
      }
      for problem in code.isolationProblems(in: schema) {
        entry.insert(problem.object, "\(problem.cause); a router refuses the whole cluster")
      }
      let state = try await MigrationState(of: client)
      entry.pending = state.pending(of: code.migrations)
      if target.database.plane == .data {
        entry.cluster = target.cluster ?? state.cluster
        if state.cluster == nil || state.cluster != entry.cluster {
          entry.insert(
            "cluster \(entry.cluster ?? target.database.name)",
            state.cluster.map { "the database says that it is '\($0)'" }
              ?? "the database does not know which cluster it is"
          )
        }
      }
      return entry
    }
  }
}
