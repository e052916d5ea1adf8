/// The statements that are prepared on one connection, the least recently used of which goes first.
struct PreparedStatements {
  /// What a prepared statement is told apart by.
  struct Key: Hashable {
    let sql: String
    let types: [UInt32]

    init(_ statement: Statement) {
      sql = statement.sql
      types = statement.parameters.cells.map(\.type)
    }
  }

  private final class Entry {
    let key: Key
    let name: String
    let nameForC: [CChar]
    var lastUse: Int

    init(key: Key, name: String, lastUse: Int) {
      self.key = key
      self.name = name
      nameForC = Array(name.utf8CString)
      self.lastUse = lastUse
    }

    func serves(_ statement: Statement) -> Bool {
      let cells = statement.parameters.cells
      return key.types.count == cells.count && key.sql == statement.sql
        && zip(key.types, cells).allSatisfy { type, cell in type == cell.type }
    }
  }

  /// How many statements are kept on the server.
  static let capacity: Int = 256

  private var entries: [Key: Entry] = [:]
  /// The entries by the address of their text.
  ///
  /// An entry keeps its text alive, so that no other text can
  /// come to stand there; and hashing an address is a fraction of hashing a text.
  private var entriesByAddress: [UnsafeRawPointer: Entry] = [:]
  private var clock = 0

  /// Hands the name of a prepared statement to a closure, as C has it; nil when it is not prepared.
  mutating func withName<Value>(
    of statement: Statement,
    _ body: (UnsafePointer<CChar>?) -> Value
  ) -> Value {
    guard let entry = entry(of: statement) else { return body(nil) }
    clock += 1
    entry.lastUse = clock
    return entry.nameForC.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  /// Whether a statement is prepared, or is being prepared in the same pipeline.
  mutating func contains(_ statement: Statement) -> Bool { entry(of: statement) != nil }

  private mutating func entry(of statement: Statement) -> Entry? {
    let address = address(of: statement.sql)
    if let address, let entry = entriesByAddress[address], entry.serves(statement) { return entry }
    guard let entry = entries[Key(statement)] else { return nil }
    if let address, address == self.address(of: entry.key.sql) { entriesByAddress[address] = entry }
    return entry
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
      remove(oldest.key)
      evicted = oldest.value.name
    }
    let name = "demarc_\(clock)"
    let entry = Entry(key: key, name: name, lastUse: clock)
    entries[key] = entry
    if let address = address(of: key.sql) { entriesByAddress[address] = entry }
    return (name, evicted)
  }

  /// Forgets a statement whose preparation failed.
  mutating func remove(_ key: Key) {
    _ = forget(key)
  }

  /// Forgets a statement, and gives the name that it has on the server.
  mutating func forget(_ key: Key) -> String? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    if let address = address(of: entry.key.sql), entriesByAddress[address] === entry {
      entriesByAddress[address] = nil
    }
    return entry.name
  }

  /// Where the bytes of a text stand, or nil for a text so short that it stands in the value itself.
  private func address(of text: String) -> UnsafeRawPointer? {
    guard text.utf8.count > 15 else { return nil }
    return text.utf8.withContiguousStorageIfAvailable { UnsafeRawPointer($0.baseAddress) } ?? nil
  }
}
