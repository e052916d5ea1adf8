import PostgresDriver

/// Why a database was not migrated.
package struct MigrationError: Error, Sendable, CustomStringConvertible {
  /// The file or database, the cause, and the next step.
  package let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A migration ended the transaction that it was applied in.
  ///
  /// Whoever writes one such file writes them all so: those that look like it are named at once.
  init(endsTransaction file: MigrationFolder.File, besides others: ArraySlice<MigrationFolder.File>)
  {
    let alike = others.filter(\.seemsToEndTransaction).map(\.name)
    let more = alike.isEmpty ? "" : " So do, it seems, \(alike.joined(separator: ", "))."
    self.init(
      """
      \(file.path): it ends the transaction that it is applied in. Take out its commit or rollback; \
      what it committed itself may have stayed.\(more)
      """
    )
  }

  /// The server refused a migration; nothing of it was kept.
  init(_ file: MigrationFolder.File, _ error: PostgresError) {
    let place = error.position.map { ":" + file.lineAndColumn(ofCharacter: $0) } ?? ""
    self.init(
      """
      \(file.path)\(place): \(error)
        Nothing of this migration was applied; those before it were. \(file.nextStep(after: error))
      """
    )
  }
}

extension MigrationFolder.File {
  fileprivate var seemsToEndTransaction: Bool {
    sql.contains(
      #/^\s*(?:commit|rollback)(?:\s+(?:work|transaction))?\s*;/#.ignoresCase()
        .anchorsMatchLineEndings()
    )
  }

  fileprivate func nextStep(after error: PostgresError) -> String {
    switch error.sqlState?.rawValue {
    case "42601" where error.position.map(character) == "\\":
      #"A line that begins with '\' is a command of psql, and no SQL. Take it out and migrate again."#
    // What `pg_dump` of a newer server writes.
    case "42704" where error.description.contains("configuration parameter"):
      """
      This server does not know the setting; a newer one may. Take the line that sets it out, or use such a \
      server, and migrate again.
      """
    // Only `create index concurrently` and its kin give it, for whom a file of their own is meant.
    case "25001":
      "Put the statement alone into a migration that begins with '-- demarc:no-transaction'."
    case "55P03":
      """
      Others held a lock on the table for too long: migrate again when it is quieter, or wait longer with \
      --lock-timeout.
      """
    default: "Correct the file and migrate again."
    }
  }

  private func character(_ position: Int) -> Unicode.Scalar? {
    sql.unicodeScalars.dropFirst(position - 1).first
  }

  /// The place of a character, counted from 1 as Postgres does, as `line:column`.
  fileprivate func lineAndColumn(ofCharacter position: Int) -> String {
    var line = 1
    var column = 1
    for scalar in sql.unicodeScalars.prefix(position - 1) {
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return "\(line):\(column)"
  }
}
