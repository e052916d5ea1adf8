import Catalog

extension DatabaseSchema {
  /// The schema without the objects that `exclude:` in `demarc.yml` names.
  ///
  /// - Parameter names: relations, types and functions, each with its schema unless that is `public`; of functions of
  ///   one name, `name(argument types)` tells them apart.
  /// - Returns: what code is generated for.
  func without(_ names: [String]) -> DatabaseSchema {
    let names = Set(names)
    guard !names.isEmpty else { return self }
    func isKept(_ name: QualifiedName) -> Bool {
      names.isDisjoint(with: name.spellings)
    }
    return DatabaseSchema(
      extensions: extensions,
      domains: domains.filter { isKept($0.name) },
      composites: composites.filter { isKept($0.name) },
      enums: enums.filter { isKept($0.name) },
      ranges: ranges.filter { isKept($0.name) },
      relations: relations.filter { isKept($0.name) },
      routines: routines.filter { isKept($0.name) && !names.contains($0.signedName) }
    )
  }

  /// Every name that `exclude:` may hold.
  package var excludableNames: [String] { namedObjects + routines.flatMap(\.name.spellings) }

  /// Every name that `names: tables:` may hold.
  package var namedObjects: [String] {
    let names =
      relations.map(\.name) + domains.map(\.name) + composites.map(\.name) + enums.map(\.name)
      + ranges.map(\.name)
    return names.flatMap(\.spellings) + routines.map(\.signedName)
  }
}

extension QualifiedName {
  /// How `demarc.yml` may write the name: a schema can be left out where it is `public`.
  package var spellings: [String] { ["\(self)", "\(schema).\(name)"] }
}

extension Routine {
  /// The name with the types of arguments, which tells the routine from others of its name.
  var signedName: String { "\(name)(\(signature))" }
}
