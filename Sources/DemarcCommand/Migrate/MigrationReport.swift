import ArgumentParser
import SchemaMigration
import Terminal

/// What a run of migrations came to.
struct MigrationReport: Encodable {
  /// What became of one database.
  struct Entry: Encodable {
    /// The name in demarc.yml.
    let database: String
    /// The cluster, in the data plane.
    let cluster: String?
    /// The migrations that were applied.
    var applied: [String] = []
    /// The migrations that the database still lacks; nil where that is unknown.
    var pending: [String]?
    /// Why the database lags behind, where something went wrong.
    var error: String?

    /// The name for messages.
    var name: String { cluster ?? database }
    /// Whether the database may lack migrations.
    var isLagging: Bool { pending?.isEmpty != true }
  }

  /// Whether nothing was changed.
  let isDryRun: Bool
  /// The databases, in the order of the run.
  var databases: [Entry] = []
  /// What the safety report found.
  var findings: [MigrationFinding] = []
  /// Whether findings stand that nobody accepted.
  var isRefused = false
  /// Whether the run ended before its end.
  var isStopped = false

  /// The databases that lag behind.
  var lagging: [Entry] { databases.filter(\.isLagging) }

  /// The exit status; nil when every database has every migration, or may have it.
  var exitStatus: ExitCode? {
    let isHindered = isRefused || isStopped || databases.contains { $0.error != nil }
    return isHindered || !isDryRun && !lagging.isEmpty ? .refused : nil
  }

  /// Prints what is left to do.
  func print() {
    if isDryRun {
      for entry in databases {
        guard let pending = entry.pending else { continue }
        Swift.print(
          pending.isEmpty
            ? "\(entry.name): up to date"
            : "\(entry.name): pending \(pending.joined(separator: ", "))"
        )
      }
    } else if !lagging.isEmpty {
      Terminal.progress(
        """
        \(lagging.count) of \(databases.count) databases lag behind \
        (\(lagging.map(\.name).joined(separator: ", "))); migrate again.
        """
      )
    }
  }
}
