import Catalog

/// The range types of a schema, and the multiranges that come with them.
struct Ranges {
  private let bounds: [QualifiedName: TypeReference]
  private let multiranges: Set<QualifiedName>

  init(_ ranges: [RangeType]) {
    bounds = Dictionary(
      ranges.flatMap { [($0.name, $0.subtype), ($0.multirange, $0.subtype)] },
      uniquingKeysWith: { first, _ in first }
    )
    multiranges = Set(ranges.map(\.multirange))
  }

  /// The type of the bounds of a range or multirange, or nil where a type is neither.
  func bound(of name: QualifiedName) -> TypeReference? { bounds[name] }

  /// The driver's type for a range or multirange.
  func kind(of name: QualifiedName) -> String {
    multiranges.contains(name) ? "PostgresMultirange" : "PostgresRange"
  }
}
