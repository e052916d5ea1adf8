import ConfigurationFile

/// What a contract file states, as it is written: names are resolved by the planner.
package struct Contract: Sendable {
  /// The file, below the project's root.
  package let path: String
  let control: Control
  let data: Data
  let outbox: Outbox
  let fields: [Field]
  let events: [Event]
  let checks: [Check]

  /// What is read of an account in the control plane.
  struct Control: Sendable {
    let database: ConfigurationText
    let table: ConfigurationText
    let version: ConfigurationText
    let cluster: ConfigurationText
    /// Set when the account is no longer one.
    let deleted: ConfigurationText?
    let beside: [Join]
    let lists: [List]
  }

  /// A row that stands beside another.
  struct Join: Sendable {
    let name: ConfigurationText
    let table: ConfigurationText
    let on: [ColumnPair]
  }

  /// A column of a joined table, and the column that it equals.
  struct ColumnPair: Sendable {
    let column: ConfigurationText
    let other: ConfigurationText
  }

  /// Rows that belong to an account.
  struct List: Sendable {
    let join: Join
    let conditions: [Condition]
    let beside: [Join]
    let columns: [ConfigurationText]
  }

  /// Where the copy lives.
  struct Data: Sendable {
    let database: ConfigurationText
    let version: ConfigurationText
    /// The columns that no field of the contract is copied to.
    let own: [ConfigurationText]
  }

  /// Where a change is announced.
  struct Outbox: Sendable {
    let table: ConfigurationText
    let key: ConfigurationText
    let account: ConfigurationText
    let event: ConfigurationText
    let version: ConfigurationText
    let payload: ConfigurationText
    let status: ConfigurationText
    /// The states of an event that will still be applied.
    let open: [ConfigurationText]
  }

  /// Something whose source of truth is the account.
  struct Field: Sendable {
    let name: ConfigurationText
    let from: [ConfigurationText]
    /// The columns of the copy; nil where they are those of the account.
    let to: [ConfigurationText]?
    let transform: ConfigurationText?
    let sensitivity: Sensitivity
    let note: String?
  }

  /// Who may see a field.
  enum Sensitivity: String, Sendable, CaseIterable {
    /// Whoever sees the account.
    case open
    /// It says something of a person: no message shows it.
    case personal
    /// Nobody: it is compared by keyed digests, and no event carries it.
    case secret
  }

  /// What is announced of an account.
  struct Event: Sendable {
    let name: ConfigurationText
    /// The fields that the event carries; nil for all.
    let fields: [ConfigurationText]?
  }

  /// A kind of drift.
  struct Check: Sendable {
    let name: ConfigurationText
    let drift: String
    let severity: Severity
    let repair: Repair
    /// The accounts for which it is drift that they have no row; nil where differences are meant.
    let missing: [Condition]?
    /// The fields that are looked at; nil for any.
    let fields: [ConfigurationText]?
    let control: [Condition]
    let expected: [Condition]
    let data: [Condition]
  }

  /// How bad a drift is.
  enum Severity: String, Sendable, CaseIterable {
    case p0 = "P0"
    case p1 = "P1"
    case p2 = "P2"
  }

  /// Whether a drift is repaired.
  enum Repair: String, Sendable, CaseIterable {
    /// Without being asked.
    case always
    /// When it is asked for.
    case asked
    /// Only a person can.
    case never
  }

  /// What a column must hold.
  struct Condition: Sendable {
    let column: ConfigurationText
    let test: Test

    enum Test: Sendable {
      /// One of these.
      case anyOf([ConfigurationText])
      /// Anything but this, NULL included.
      case not(ConfigurationText)
      /// A text that begins so.
      case prefix(ConfigurationText)
      /// NULL.
      case none
    }
  }
}
