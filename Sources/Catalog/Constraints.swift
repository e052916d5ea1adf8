/// A primary key or a unique constraint.
public struct Key: Codable, Hashable, Sendable {
  /// The constraint's name.
  public var name: String
  /// The columns, in the order of the key.
  public var columns: [String]
  /// The last column of a primary key `without overlaps` (Postgres 18), whose ranges overlap in no two rows that are
  /// equal in the others; no insert can turn into an update on such a key.
  public var period: String?

  /// Makes a key.
  public init(name: String, columns: [String], period: String? = nil) {
    self.name = name
    self.columns = columns
    self.period = period
  }
}

/// A foreign key.
public struct ForeignKey: Codable, Hashable, Sendable {
  /// What happens to a referencing row when its target changes, in Postgres' words.
  public enum Action: String, Codable, Hashable, Sendable {
    case noAction = "no action"
    case restrict
    case cascade
    case setNull = "set null"
    case setDefault = "set default"
  }

  /// The constraint's name.
  public var name: String
  /// The referencing columns.
  public var columns: [String]
  /// The relation that is referenced.
  public var target: QualifiedName
  /// The referenced columns, pairwise with `columns`.
  public var targetColumns: [String]
  /// What happens when the target is deleted.
  public var onDelete: Action
  /// What happens when the target's key changes.
  public var onUpdate: Action

  /// Makes a foreign key.
  public init(
    name: String,
    columns: [String],
    target: QualifiedName,
    targetColumns: [String],
    onDelete: Action = .noAction,
    onUpdate: Action = .noAction
  ) {
    self.name = name
    self.columns = columns
    self.target = target
    self.targetColumns = targetColumns
    self.onDelete = onDelete
    self.onUpdate = onUpdate
  }
}

/// A check or exclusion constraint; a unique one `without overlaps` is such, and a foreign key over a `period`, which can
/// name several rows.
public struct Check: Codable, Hashable, Sendable {
  /// The constraint's name.
  public var name: String
  /// The constraint as Postgres prints it: `CHECK ((total >= 0))`.
  public var definition: String

  /// Makes a check constraint.
  public init(name: String, definition: String) {
    self.name = name
    self.definition = definition
  }
}
