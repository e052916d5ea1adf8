/// Which columns hold the tenant, derived from equalities.
///
/// A column *holds the tenant* when in every row that a statement is about it is the tenant or NULL. An equality lets
/// that pass from one column to the other, but only to a column whose rows it filters: the condition of an outer join
/// filters the side that may be missing, and a subquery's condition never the query around.
struct BindingGraph {
  private var seeds: Set<ColumnID> = []
  private var targets: [ColumnID: [ColumnID]] = [:]
  /// Columns that hold the tenant when all of others do: those of a union.
  private var combinations: [ColumnID: [ColumnID]] = [:]
  /// Columns of recursive queries, which are taken to hold the tenant until that is refuted.
  private var assumptions: [ColumnID: [ColumnID]] = [:]

  /// A column is the tenant.
  mutating func seed(_ column: ColumnID) { seeds.insert(column) }

  /// A column holds the tenant if another does.
  mutating func connect(_ source: ColumnID, to target: ColumnID) {
    targets[source, default: []].append(target)
  }

  /// A column holds the tenant if all the others do.
  mutating func combine(_ sources: [ColumnID], into target: ColumnID) {
    combinations[target] = sources
  }

  /// A column of a recursive query holds the tenant if the first rows do, and those that follow do whenever it does.
  mutating func assume(_ target: ColumnID, from sources: [ColumnID]) {
    assumptions[target] = sources
  }

  /// The columns that hold the tenant.
  func boundColumns() -> Set<ColumnID> {
    var assumed = Set(assumptions.keys)
    while true {
      let bound = boundColumns(assuming: assumed)
      let kept = assumed.filter { column in
        assumptions[column, default: []].allSatisfy(bound.contains)
      }
      if kept == assumed { return bound }
      assumed = kept
    }
  }

  private func boundColumns(assuming assumed: Set<ColumnID>) -> Set<ColumnID> {
    var bound: Set<ColumnID> = []
    var pending = Array(seeds) + assumed
    while true {
      while let column = pending.popLast() {
        if bound.insert(column).inserted { pending += targets[column, default: []] }
      }
      pending = combinations.filter { target, sources in
        !bound.contains(target) && sources.allSatisfy(bound.contains)
      }.map(\.key)
      if pending.isEmpty { return bound }
    }
  }
}
