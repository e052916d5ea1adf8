/// Whether code that was generated from one schema works on a database that has another.
///
/// What nobody calls does not count: further relations, columns that fill themselves, other indexes. Neither
/// does what `DatabaseSchema` does not hold: physical order and OIDs.
public struct SchemaCompatibility: Hashable, Sendable {
  /// The grade of a database, from best to worst.
  public enum Verdict: String, Codable, Hashable, Sendable {
    /// The database has exactly the schema of the code.
    case identical
    /// The database differs, and every generated method works on it.
    case compatible
    /// Some generated methods fail on it, or can.
    case breaking
  }

  /// What generated methods do with an object.
  public enum Use: String, Codable, Hashable, Sendable, CaseIterable {
    /// Read whole rows.
    case read
    /// Count rows, or look whether there are any.
    case count
    /// Add rows.
    case insert
    /// Change rows.
    case update
    /// Add rows, or change those that they meet in a key.
    case upsert
    /// Remove rows.
    case delete
    /// Call a function.
    case call
  }

  /// Something that generated methods do and the database does not take.
  public struct Break: Hashable, Sendable {
    /// How often the methods fail.
    public enum Certainty: String, Codable, Hashable, Sendable {
      /// Every call fails.
      case always
      /// A call fails with some values.
      case sometimes
    }

    /// The relation or function whose methods fail.
    public let owner: QualifiedName
    /// The object that differs, such as `orders.total`.
    public let object: String
    /// What is different, as a part of a sentence.
    public let cause: String
    /// What of the owner fails.
    public let uses: Set<Use>
    /// How often it fails.
    public let certainty: Certainty
  }

  /// What fails, sorted by object.
  public let breaks: [Break]
  /// Everything that differs, from the code's schema to the database's.
  public let difference: SchemaDifference
  /// The grade.
  public let verdict: Verdict

  /// Holds code that was generated from a schema against a database.
  ///
  /// - Parameters:
  ///   - expected: the schema that the code was generated from.
  ///   - found: the schema of the database.
  public init(of expected: DatabaseSchema, with found: DatabaseSchema) {
    var comparison = CompatibilityComparison(expected: expected, found: found)
    comparison.run()
    breaks = comparison.breaks.sorted { ($0.object, $0.cause) < ($1.object, $1.cause) }
    difference = SchemaDifference(from: expected, to: found)
    verdict = breaks.isEmpty ? (expected == found ? .identical : .compatible) : .breaking
  }
}

extension Set<SchemaCompatibility.Use> {
  /// Everything that a repository does.
  static var all: Self { [.read, .count, .insert, .update, .upsert, .delete] }
  /// What fails without a privilege, or nil where no generated method needs it.
  ///
  /// Without `select`, nothing finds its rows or returns them.
  init?(needing privilege: String) {
    switch privilege {
    case "select": self = .all
    case "insert": self = [.insert, .upsert]
    case "update": self = [.update, .upsert]
    case "delete": self = [.delete]
    default: return nil
    }
  }

  /// What gives values to columns.
  static var writing: Self { [.insert, .update, .upsert] }
  /// What names every column: rows are returned by writes, too.
  static var wholeRows: Self { [.read, .insert, .update, .upsert] }
}
