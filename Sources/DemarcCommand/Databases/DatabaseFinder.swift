import ConfigurationFile
import Foundation
import PostgresDriver
import Terminal

/// Finds the databases of a project as `demarc.yml` says.
struct DatabaseFinder: Sendable {
  let project: Project
  /// Connects as this role, whatever the URLs say.
  let role: String?

  /// The databases of one entry: itself, or every cluster.
  func all(of database: Configuration.Database) async throws -> [DatabaseTarget] {
    switch database.plane {
    case .control: [DatabaseTarget(database: database, cluster: nil, url: try url(of: database))]
    case .data: try await clusters(of: database)
    }
  }

  private func url(of database: Configuration.Database) throws -> String {
    guard let variable = database.urlVariable else {
      throw UsageError(
        "\(project.configuration.path): '\(database.name)' has no 'url:'. Add one, or give --url."
      )
    }
    guard let url = ProcessInfo.processInfo.environment[variable], !url.isEmpty else {
      throw UsageError(
        "The environment variable \(variable) is not set. Set it to the URL of '\(database.name)'."
      )
    }
    return url
  }

  private func clusters(of database: Configuration.Database) async throws -> [DatabaseTarget] {
    guard let query = database.clusters,
      let control = project.databases.first(where: { $0.plane == .control })
    else {
      throw UsageError(
        """
        \(project.configuration.path): '\(database.name)' has no 'clusters:', the query that lists the \
        clusters. Add it, or give --url and --cluster.
        """
      )
    }
    let statement = try clusterStatement(query)
    let rows = try await withClient(try url(of: control), role: role) { client in
      try await client.execute(statement).map { row in
        (cluster: try row.next(String.self), url: try row.next(String.self))
      }
    }
    return rows.sorted { $0.cluster < $1.cluster }
      .map { DatabaseTarget(database: database, cluster: $0.cluster, url: $0.url) }
  }

  /// The query with each `:name` in the place of a parameter, whose value the environment holds: no key may
  /// stand in a file.
  private func clusterStatement(_ query: String) throws -> Statement {
    var parameters = Parameters()
    var sql = ""
    var rest = query[...]
    while let match = rest.firstMatch(of: #/(?:^|[^:\w]):([a-z_]\w*)/#.asciiOnlyWordCharacters()) {
      let variable = "DEMARC_CLUSTERS_\(match.output.1.uppercased())"
      guard let value = ProcessInfo.processInfo.environment[variable] else {
        throw UsageError(
          "The environment variable \(variable) is not set; the query 'clusters:' needs it."
        )
      }
      parameters.append(value)
      sql += rest[..<match.output.1.startIndex].dropLast() + "$\(parameters.count)"
      rest = rest[match.range.upperBound...]
    }
    return Statement(sql + rest, parameters, access: .read)
  }
}
