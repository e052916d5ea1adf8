/// Values that are kept for a time and in a bounded number; those that nobody used for longest go first.
///
/// Two halves take turns: when the young one is full it becomes the old one, and the old one is dropped. A value
/// that is found in the old half moves to the young one. That is as good as an exact order of use, and a look-up
/// in the young half, which is the usual one, changes nothing.
struct BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let value: Value
    let expiry: Moment
  }

  private let halfCapacity: Int
  private var young: [Key: Entry] = [:]
  private var old: [Key: Entry] = [:]

  /// Makes a cache for at most `capacity` values, of which it always keeps the half that was used last.
  init(capacity: Int) {
    halfCapacity = max(1, capacity / 2)
  }

  /// How many values are kept, fresh or not.
  var count: Int { young.count + old.count }

  /// The value of a key unless it has expired.
  mutating func value(for key: Key, at now: Moment) -> Value? {
    if let entry = young[key] { return entry.expiry > now ? entry.value : nil }
    guard let entry = old[key], entry.expiry > now else { return nil }
    insert(entry.value, for: key, until: entry.expiry)
    return entry.value
  }

  /// The value of a key, however old it is.
  func anyValue(for key: Key) -> Value? {
    (young[key] ?? old[key])?.value
  }

  /// Keeps a value until it expires, or until there is no room.
  mutating func insert(_ value: Value, for key: Key, until expiry: Moment) {
    old[key] = nil
    if young.count >= halfCapacity, young[key] == nil {
      old = young
      young = [:]
    }
    young[key] = Entry(value: value, expiry: expiry)
  }

  /// Keeps nothing any more.
  mutating func removeAll() {
    young = [:]
    old = [:]
  }
}
