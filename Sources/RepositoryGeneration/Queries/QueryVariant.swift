/// A query as it is sent when certain filters are given.
struct QueryVariant: Sendable {
  /// The statement, with `$1`, `$2`, … for the parameters.
  let sql: String
  /// The parameters in the order of their numbers; the first is the tenant where the query names it.
  let parameters: [String]
  /// The parts of the statement with their places in the file.
  private let runs: [(position: Int, offset: Int)]

  /// Writes a query out.
  ///
  /// - Parameters:
  ///   - text: the query.
  ///   - given: the parameters of filters that are given.
  init(_ text: QueryText, given: Set<String>) {
    let parts = text.parts.filter { part in
      !part.isFilter || given.isSuperset(of: text.ownNames(of: part))
    }
    let used = Set(parts.flatMap(text.ownNames))
    let parameters =
      (text.usesTenant ? [QueryText.tenant] : []) + text.requiredOrder
      + text.filterNames.filter(used.contains)
    var sql = ""
    var runs: [(position: Int, offset: Int)] = []
    for part in parts {
      for piece in part.pieces {
        runs.append((sql.utf8.count, piece.offset))
        switch piece {
        case .sql(let text, _, _): sql += text
        case .parameter(let name, _, _):
          sql += "$\((parameters.firstIndex(of: name) ?? 0) + 1)"
        }
      }
      if part.isFilter { sql += "\n" }
    }
    self.sql = sql
    self.parameters = parameters
    self.runs = runs
  }

  /// The number of the tenant's parameter.
  var tenantParameter: Int? { parameters.first == QueryText.tenant ? 1 : nil }

  /// Where in the file a byte of the statement comes from.
  func offset(ofByte position: Int) -> Int {
    guard let run = runs.last(where: { $0.position <= position }) else { return 0 }
    return run.offset + position - run.position
  }

  /// Where in the file a character of the statement comes from, counted from 1 as Postgres does.
  func offset(ofCharacter position: Int) -> Int {
    let before = sql.unicodeScalars.prefix(max(0, position - 1))
    return offset(ofByte: before.reduce(0) { $0 + UTF8.width($1) })
  }
}

extension QueryText {
  /// The parameters that are always given in the order of their numbers: those that may be NULL last, for a list of
  /// parameters begins with those that are not.
  var requiredOrder: [String] {
    requiredNames.filter { !isNullable($0) } + requiredNames.filter { isNullable($0) }
  }

  /// Every way in which the query can be sent: with all its filters first, then with fewer.
  var variants: [QueryVariant] {
    let names = filterNames
    var seen: Set<String> = []
    return (0..<(1 << names.count)).compactMap { bits in
      let given = names.enumerated().filter { bits & (1 << $0.offset) == 0 }.map(\.element)
      let variant = QueryVariant(self, given: Set(given))
      return seen.insert(variant.sql).inserted ? variant : nil
    }
  }
}
