/// What Demarc does in one case, and what it is held against in the same language.
enum Workload: String, CaseIterable {
  /// One caller reads rows by key; the statement has the tenant's predicate, and no other layer is on.
  case onePredicate = "one-predicate"
  /// One caller; all layers are on.
  case oneLayers = "one-layers"
  /// 64 callers; the predicate alone.
  case manyPredicate = "many-predicate"
  /// 64 callers; all layers are on.
  case manyLayers = "many-layers"
  /// One caller reads 1,000 rows into structs.
  case range
  /// 1,000 rows that are here already become structs.
  case decode
  /// 100,000 rows are added to a table of the control plane, and to one of a tenant.
  case insertControl = "insert-control"
  case insertTenant = "insert-tenant"
  /// The server reads the same rows from a file into the same tables.
  case fileControl = "file-control"
  case fileTenant = "file-tenant"
  /// A router is asked for the context of one of so many slugs, all of which it knows.
  case resolveAmong1000 = "resolve-1000"
  case resolveAmong50000 = "resolve-50000"
  /// A dictionary is asked for the same.
  case dictionaryOf1000 = "dictionary-1000"
  case dictionaryOf50000 = "dictionary-50000"
  /// The memory that 64 callers keep, all layers on.
  case memory

  /// Works for a time.
  func run(seconds: Double) async throws -> Figures {
    switch self {
    case .onePredicate: try await PointReads.predicate(callers: 1, seconds)
    case .oneLayers: try await PointReads.layers(callers: 1, seconds)
    case .manyPredicate: try await PointReads.predicate(callers: 64, seconds)
    case .manyLayers: try await PointReads.layers(callers: 64, seconds)
    case .range: try await RangeReads.run(seconds)
    case .decode: try await Decoding.run(seconds)
    case .insertControl: try await Insertions.control(seconds)
    case .insertTenant: try await Insertions.tenant(seconds)
    case .fileControl: try await Insertions.file(into: "insertions_control", seconds)
    case .fileTenant: try await Insertions.file(into: "insertions_data", seconds)
    case .resolveAmong1000: try await KnownSlugs(count: 1000).resolve(seconds)
    case .resolveAmong50000: try await KnownSlugs(count: 50_000).resolve(seconds)
    case .dictionaryOf1000: try await KnownSlugs(count: 1000).lookUp(seconds)
    case .dictionaryOf50000: try await KnownSlugs(count: 50_000).lookUp(seconds)
    case .memory: try await ResidentSet.watch(seconds)
    }
  }
}
