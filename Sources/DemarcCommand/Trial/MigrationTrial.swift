import Catalog
import ConfigurationFile
import PostgresDriver
import RepositoryGeneration
import SchemaIntrospection
import SchemaMigration

/// Migrations that are tried on a throw-away server, before they run where tenants are served.
struct MigrationTrial {
  let database: Configuration.Database
  let configuration: Configuration

  /// What one migration came to.
  struct Step: Sendable {
    let file: MigrationFolder.File
    /// What somebody should have decided on.
    let findings: [MigrationFinding]
    /// The schema before and after.
    let before: DatabaseSchema
    let after: DatabaseSchema
  }

  /// Applies migrations to an empty database, one by one.
  ///
  /// - Parameters:
  ///   - migrations: all migrations.
  ///   - skipped: how many of them are applied without a look.
  ///   - served: how many of them the databases that serve have: nothing is found about these.
  ///   - code: what is generated and runs, where that is known.
  ///   - url: an empty database on a throw-away server, as its superuser.
  /// - Returns: what each of those came to that were looked at.
  /// - Throws: `MigrationError` for a migration that fails.
  func steps(
    of migrations: MigrationFolder,
    after skipped: Int,
    serving served: Int,
    code: GeneratedCode?,
    on url: String
  ) async throws -> [Step] {
    try await withClient(url) { client in
      let migrator = Migrator(client: client, database: database)
      _ = try await migrator.apply(migrations.prefix(skipped))
      guard skipped < migrations.files.count else { return [] }
      var before = try await DatabaseSchema(introspecting: client)
      var watch: MigrationWatch?
      var broken: Set<String> = []
      var steps: [Step] = []
      for position in skipped..<migrations.files.count {
        // A database without any migration serves nobody: there is nothing to lose.
        if position == served && served > 0 {
          watch = try await MigrationWatch(client)
          broken = Set(try await code?.brokenQueries(on: client).map(\.place) ?? [])
        }
        let file = migrations.files[position]
        _ = try await migrator.apply(migrations.prefix(position + 1))
        let after = try await DatabaseSchema(introspecting: client)
        let findings =
          if let watch {
            try await watch.findings(of: file) + isolationFindings(file, before, after)
              + (code.map { callerFindings(file, before, after, $0) } ?? [])
              + queryFindings(file, code, on: client, known: &broken)
          } else {
            [MigrationFinding]()
          }
        steps.append(Step(file: file, findings: findings, before: before, after: after))
        before = after
      }
      return steps
    }
  }

  /// What generated code meets after the migration and did not before.
  private func callerFindings(
    _ file: MigrationFolder.File,
    _ before: DatabaseSchema,
    _ after: DatabaseSchema,
    _ code: GeneratedCode
  ) -> [MigrationFinding] {
    let known = Set(SchemaCompatibility(of: code.schema, with: before).breaks)
    return SchemaCompatibility(of: code.schema, with: after).breaks.filter { !known.contains($0) }
      .map { failure in
        let methods = code.callers.methods(of: failure)
        let names = methods.isEmpty ? ["generated code"] : methods.byType
        return MigrationFinding(
          .breaksCallers,
          in: file,
          object: failure.object,
          cause: """
            \(failure.cause), and \(failure.certainty == .always ? "breaks" : "with some values breaks") \
            \(names.joined(separator: "; "))
            """,
          advice: "Release code that does without it first, and migrate then."
        )
      }
  }

  /// The queries that fail after the migration, and did not before.
  private func queryFindings(
    _ file: MigrationFolder.File,
    _ code: GeneratedCode?,
    on client: PostgresClient,
    known: inout Set<String>
  ) async throws -> [MigrationFinding] {
    let broken = try await code?.brokenQueries(on: client) ?? []
    defer { known = Set(broken.map(\.place)) }
    return broken.filter { !known.contains($0.place) }.map { query in
      MigrationFinding(
        .breaksCallers,
        in: file,
        object: query.place,
        cause: "the query breaks: \(query.cause)",
        advice: "Release code that does without it first, and migrate then."
      )
    }
  }

  /// The tables of tenants that do not keep them apart after the migration, where they did before.
  private func isolationFindings(
    _ file: MigrationFolder.File,
    _ before: DatabaseSchema,
    _ after: DatabaseSchema
  ) -> [MigrationFinding] {
    let generator = RepositoryGenerator(database: database, configuration: configuration)
    let known = Set(generator.isolationProblems(in: before))
    return generator.isolationProblems(in: after).filter { !known.contains($0) }.map { problem in
      MigrationFinding(
        .unisolatedTable,
        in: file,
        object: problem.object,
        cause: problem.cause,
        advice: "\(problem.remedy) A tenant table calls demarc.isolate after its 'create table'."
      )
    }
  }
}
