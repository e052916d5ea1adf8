/// The structure of one database, as values.
///
/// Independent of OIDs, of the order in which objects were made and of the physical order of columns:
/// two databases with the same structure are equal. Everything is sorted by name.
public struct DatabaseSchema: Codable, Hashable, Sendable {
  /// The version of this format; a snapshot of another format is refused.
  public static let currentFormat: Int = 4

  /// The format of this value.
  public var format: Int
  /// The names of the installed extensions, without `plpgsql`.
  public var extensions: [String]
  /// The domains.
  public var domains: [DomainType]
  /// The composite types that stand for themselves; those of relations are the relations.
  public var composites: [CompositeType]
  /// The enum types.
  public var enums: [EnumType]
  /// The range types.
  public var ranges: [RangeType]
  /// Tables, views and their kin.
  public var relations: [Relation]
  /// Functions and procedures, without those of extensions and those that only triggers can call.
  public var routines: [Routine]

  /// Makes a schema and sorts its parts by name.
  public init(
    extensions: [String],
    domains: [DomainType] = [],
    composites: [CompositeType] = [],
    enums: [EnumType],
    ranges: [RangeType] = [],
    relations: [Relation],
    routines: [Routine]
  ) {
    format = Self.currentFormat
    self.extensions = extensions.sorted()
    self.domains = domains.sorted { $0.name < $1.name }
    self.composites = composites.sorted { $0.name < $1.name }
    self.enums = enums.sorted { $0.name < $1.name }
    self.ranges = ranges.sorted { $0.name < $1.name }
    self.relations = relations.sorted { $0.name < $1.name }
    self.routines = routines.sorted { ($0.name, $0.signature) < ($1.name, $1.signature) }
  }
}
