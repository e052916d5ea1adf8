/// The statements that are prepared on one connection, the least recently used of which goes first.
struct PreparedStatements {
  /// What a prepared statement is told apart by.
  struct Key: Hashable {
    let sql: String
    let types: [UInt32]

    init(_ statement: Statement) {
      sql = statement.sql
      types = statement.parameters.values.map(\.type)
    }
  }

  private struct Entry {
    let name: String
    var lastUse: Int
  }

  /// How many statements are kept on the server.
  static let capacity: Int = 256

  private var entries: [Key: Entry] = [:]
  private var clock = 0

  /// The name of a statement that is prepared, or is being prepared in the same pipeline.
  mutating func name(of key: Key) -> String? {
    clock += 1
    entries[key]?.lastUse = clock
    return entries[key]?.name
  }

  /// Gives a statement a name, and takes one away from another when there are too many.
  ///
  /// - Returns: the new name, and the name that must be deallocated.
  mutating func insert(_ key: Key) -> (name: String, evicted: String?) {
    clock += 1
    var evicted: String?
    if entries.count >= Self.capacity,
      let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      entries[oldest.key] = nil
      evicted = oldest.value.name
    }
    let name = "demarc_\(clock)"
    entries[key] = Entry(name: name, lastUse: clock)
    return (name, evicted)
  }

  /// Forgets a statement whose preparation failed.
  mutating func remove(_ key: Key) {
    entries[key] = nil
  }
}
