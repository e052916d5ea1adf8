import ConfigurationFile

/// A database that a command works on.
struct DatabaseTarget: Sendable {
  /// Which of the project's databases it is.
  let database: Configuration.Database
  /// The cluster that it is, in the data plane; nil where only the database itself knows.
  let cluster: String?
  /// How it is reached.
  let url: String

  /// The name for messages.
  var name: String { cluster ?? database.name }
}
