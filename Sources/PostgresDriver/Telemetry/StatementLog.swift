import Synchronization

/// What a piece of code sends to servers, noted while a test looks on.
///
/// A task that runs in `StatementLog.noting(_:)`, and those below it, are noted; all others cost nothing but the
/// question. Clients that were made before `enable()` never ask it.
package final class StatementLog: Sendable {
  /// A statement that was sent.
  package struct Entry: Sendable, Hashable {
    /// The command in capitals.
    package let command: String
    /// The text, which holds no parameters.
    package let sql: String
    /// How many parameters went with it.
    package let parameterCount: Int
    /// The name of the database.
    package let database: String
    /// The number of the transaction that it was part of; nil when it had one of its own.
    package let transaction: Int?
  }

  /// What was noted.
  package struct Contents: Sendable, Hashable {
    /// The statements, in the order in which they were sent.
    package var entries: [Entry] = []
    /// How many transactions were opened.
    package var transactions: Int = 0
    /// How often the code waited for a server.
    package var roundTrips: Int = 0
  }

  /// Where a task notes what it sends.
  struct Place: Sendable {
    let log: StatementLog
    /// The transaction that the task is in.
    var transaction: Int?
  }

  @TaskLocal static var place: Place?

  private static let isWanted = Atomic(false)
  private let noted = Mutex(Contents())

  private init() {}

  /// Lets the clients that are made from now on note what tasks send that ask for it.
  package static func enable() {
    isWanted.store(true, ordering: .relaxed)
  }

  static var isEnabled: Bool { isWanted.load(ordering: .relaxed) }

  /// Runs a closure and gives what it sent.
  package static func noting(_ body: () async throws -> Void) async throws -> Contents {
    let log = StatementLog()
    try await $place.withValue(Place(log: log)) { try await body() }
    return log.noted.withLock { $0 }
  }

  /// Runs a closure of which nothing is noted, such as what makes a connection ready.
  static func ignoring<Result>(_ body: () async throws -> Result) async throws -> Result {
    guard place != nil else { return try await body() }
    return try await $place.withValue(nil) { try await body() }
  }

  fileprivate func add(_ entry: Entry, roundTrips: Int) {
    noted.withLock { contents in
      contents.entries.append(entry)
      contents.roundTrips += roundTrips
    }
  }

  /// Counts a transaction, whose begin and end are waited for.
  fileprivate func addTransaction() -> Int {
    noted.withLock { contents in
      contents.transactions += 1
      contents.roundTrips += 2
      return contents.transactions
    }
  }
}

extension StatementLog.Place {
  /// Notes a statement.
  ///
  /// - Parameters:
  ///   - command: the command in capitals.
  ///   - sql: the text.
  ///   - parameterCount: how many parameters go with it.
  ///   - place: where it runs.
  ///   - isWaitedFor: whether it has a round trip that it does not share.
  func note(
    _ command: String,
    sql: String,
    parameterCount: Int,
    at place: PostgresConfiguration,
    isWaitedFor: Bool = true
  ) {
    log.add(
      StatementLog.Entry(
        command: command,
        sql: sql,
        parameterCount: parameterCount,
        database: place.database,
        transaction: transaction
      ),
      roundTrips: isWaitedFor ? 1 : 0
    )
  }

  /// The place of what runs in a transaction that begins now.
  func inTransaction() -> StatementLog.Place {
    StatementLog.Place(log: log, transaction: log.addTransaction())
  }
}
