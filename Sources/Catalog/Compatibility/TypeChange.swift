/// How a type differs from another, for code that reads and writes values of the other.
enum TypeChange: Hashable {
  /// It holds every value of the other, and travels in the same form.
  case wider
  /// It travels in the same form and refuses, or cuts off, some values of the other.
  case narrower
  /// Values travel in another form.
  case other

  /// Compares two types below their domains; nil when they are the same.
  init?(from old: TypeReference, to new: TypeReference) {
    guard old != new else { return nil }
    guard old.name == new.name && old.isArray == new.isArray else {
      guard !old.isArray, !new.isArray, old.isText, new.isText else {
        self = .other
        return
      }
      self = new.isUnlimitedText ? .wider : .narrower
      return
    }
    let (before, after) = (old.modifiers, new.modifiers)
    guard !after.isEmpty else {
      self = .wider
      return
    }
    guard before.count == after.count else {
      self = .narrower
      return
    }
    self = new.holds(after, allOf: before) ? .wider : .narrower
  }
}

extension TypeReference {
  /// Whether values travel as plain text.
  var isText: Bool {
    name.schema == "pg_catalog"
      ? ["text", "varchar", "bpchar", "name"].contains(name.name) : name.name == "citext"
  }

  /// Whether any text fits.
  fileprivate var isUnlimitedText: Bool {
    ["text", "citext"].contains(name.name) || name.name == "varchar" && modifiers.isEmpty
  }

  /// The numbers behind the name: 12 and 2 of `numeric(12,2)`.
  fileprivate var modifiers: [Int] {
    guard let open = sql.firstIndex(of: "("), let close = sql[open...].firstIndex(of: ")") else {
      return []
    }
    return sql[sql.index(after: open)..<close].split(separator: ",").compactMap { Int($0) }
  }

  /// Whether numbers behind this type's name allow all that others do.
  fileprivate func holds(_ new: [Int], allOf old: [Int]) -> Bool {
    if name.name == "numeric", new.count == 2, old.count == 2 {
      return new[1] >= old[1] && new[0] - new[1] >= old[0] - old[1]
    }
    // What is filled up to its length, or must have it exactly, is another value in another length.
    if ["bpchar", "bit"].contains(name.name) { return new == old }
    return zip(new, old).allSatisfy { $0 >= $1 }
  }
}
