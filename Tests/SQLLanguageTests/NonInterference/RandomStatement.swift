/// Statements at random over the tables of `World`, most of whose relations are bound to the tenant in some way, and some
/// of them wrongly or not at all.
struct RandomStatement {
  private var random: SplitMix
  private var aliases = 0

  /// The statements that follow from a seed.
  init(seed: UInt64) {
    random = SplitMix(state: seed)
  }

  /// A source in `from`, all of which have the columns `client_id`, `id` and `x`; global ones no tenant.
  private struct Source {
    let alias: String
    let hasTenant: Bool
  }

  /// A statement that gives its rows as text.
  mutating func statement() -> (sql: String, isWrite: Bool) {
    aliases = 0
    switch number(10) {
    case 0: return (write("update \(target) as t set x = t.x + 1\(from(outer: "t"))"), true)
    case 1: return (write("delete from \(target) as t\(using(outer: "t"))"), true)
    case 2:
      let query = rows(depth: 2, outer: [])
      return (
        write("insert into \(target) as t (client_id, id, x) \(query) on conflict do nothing"), true
      )
    case 3:
      let query = rows(depth: 2, outer: [])
      return (
        "with w as (\(query)) select r::text from (\(rows(depth: 2, outer: [], tables: ["w"]))) r",
        false
      )
    case 4: return ("select r::text from (\(recursion())) r", false)
    default: return ("select r::text from (\(rows(depth: 3, outer: []))) r", false)
    }
  }

  // MARK: Queries

  /// A query with the columns `client_id`, `id` and `x`.
  private mutating func rows(depth: Int, outer: [Source], tables: [String] = []) -> String {
    if depth > 1, chance(0.15) {
      let operation = pick(["union", "union all", "intersect", "except"])
      return """
        (\(rows(depth: depth - 1, outer: outer, tables: tables)) \(operation) \
        \(rows(depth: depth - 1, outer: outer, tables: tables)))
        """
    }
    var sources: [Source] = []
    var text = item(depth: depth, outer: outer, tables: tables, &sources)
    for _ in 0..<number(3) {
      text = join(text, depth: depth, outer: outer, tables: tables, &sources)
    }
    let tenant = pick(sources.filter(\.hasTenant).map { "\($0.alias).client_id" } + ["$1::uuid"])
    let one = pick(sources).alias
    let condition = self.condition(sources, outer: outer, depth: depth)
    if chance(0.1) {
      return """
        select \(tenant) as client_id, count(*)::int as id, max(\(one).x) as x from \(text) \
        where \(condition) group by 1
        """
    }
    let value =
      depth > 1 && chance(0.1)
      ? "(\(scalar(depth: depth - 1, outer: sources + outer)))" : "\(one).x"
    return """
      select \(tenant) as client_id, \(pick(sources).alias).id, \(value) as x from \(text) \
      where \(condition)
      """
  }

  private mutating func scalar(depth: Int, outer: [Source]) -> String {
    "select max(q.x) from (\(rows(depth: depth, outer: outer))) q"
  }

  private mutating func recursion() -> String {
    let (first, next) = (alias(), alias())
    let bound = pick([
      "\(next).client_id = r.client_id", "\(next).client_id = $1", "\(next).id = r.id",
    ])
    let tenant = pick(["\(next).client_id", "r.client_id", "$1"])
    return """
      with recursive r (client_id, id, x) as (
        select \(first).client_id, \(first).id, 1 from \(table) \(first) where \(first).client_id = $1
        union
        select \(tenant), \(next).id, r.x + 1 from \(table) \(next) join r on \(bound) where r.x < 3)
      select o.client_id, o.id, r.x from r join \(table) o on \(pick(["o.client_id = r.client_id", "o.id = r.id"]))
      """
  }

  // MARK: From

  private mutating func item(
    depth: Int,
    outer: [Source],
    tables: [String],
    _ sources: inout [Source]
  ) -> String {
    let name = alias()
    if depth > 1, chance(0.2) {
      let isLateral = chance(0.5)
      let around = isLateral ? sources + outer : outer
      sources.append(Source(alias: name, hasTenant: true))
      return "\(isLateral ? "lateral " : "")(\(rows(depth: depth - 1, outer: around))) \(name)"
    }
    if let table = tables.randomElement(using: &random), chance(0.6) {
      sources.append(Source(alias: name, hasTenant: true))
      return "\(table) \(name)"
    }
    if chance(0.1) {
      sources.append(Source(alias: name, hasTenant: false))
      return "g \(name)"
    }
    sources.append(Source(alias: name, hasTenant: true))
    return "\(table) \(name)"
  }

  private mutating func join(
    _ left: String,
    depth: Int,
    outer: [Source],
    tables: [String],
    _ sources: inout [Source]
  ) -> String {
    let right = item(depth: depth, outer: outer, tables: tables, &sources)
    let kind = pick(["join", "join", "left join", "left join", "right join", "full join"])
    switch number(8) {
    case 0: return "\(left), \(right)"
    case 1: return "\(left) cross join \(right)"
    case 2: return "\(left) \(kind) \(right) using (\(pick(["client_id", "client_id, id", "id"])))"
    default:
      var conditions = (0..<number(2)).map { _ in atom(sources, outer: outer, depth: 0) }
      for _ in 0...number(2) {
        let one = pick(sources)
        if one.hasTenant { conditions.append(binding(of: one, among: sources)) }
      }
      if conditions.isEmpty { conditions = ["true"] }
      return "\(left) \(kind) \(right) on \(conditions.joined(separator: " and "))"
    }
  }

  // MARK: Conditions

  private mutating func condition(_ sources: [Source], outer: [Source], depth: Int) -> String {
    var conditions = ["true"]
    for source in sources where source.hasTenant && chance(0.6) {
      conditions.append(binding(of: source, among: sources + outer))
    }
    for _ in 0..<number(2) { conditions.append(atom(sources, outer: outer, depth: depth)) }
    return conditions.shuffled(using: &random).joined(separator: " and ")
  }

  private mutating func binding(of source: Source, among others: [Source]) -> String {
    let column = "\(source.alias).client_id"
    switch number(8) {
    case 0: return "\(column) in ($1)"
    case 1: return "(\(column), \(source.alias).id) = ($1, \(number(3)))"
    case 2, 3: return "\(column) = \(pick(others.filter(\.hasTenant)).alias).client_id"
    case 4: return "(\(column) = $1 or \(source.alias).x = 1)"
    default: return "\(column) = $1"
    }
  }

  private mutating func atom(_ sources: [Source], outer: [Source], depth: Int) -> String {
    let all = sources + outer
    let (one, other) = (pick(all), pick(all))
    switch number(9) {
    case 0, 1: return "\(one.alias).id = \(other.alias).id"
    case 2 where one.hasTenant && other.hasTenant:
      return "\(one.alias).client_id = \(other.alias).client_id"
    case 3 where one.hasTenant: return "\(one.alias).client_id = $1"
    case 4: return "(\(one.alias).x = \(number(3)) or \(other.alias).id = \(number(3)))"
    case 5: return "\(one.alias).x is \(pick(["", "not "]))null"
    case 6 where depth > 1:
      return "\(pick(["", "not "]))exists (\(rows(depth: depth - 1, outer: all)))"
    case 7 where depth > 1:
      return """
        \(one.alias).id \(pick(["", "not "]))in (
          select q.id from (\(rows(depth: depth - 1, outer: all))) q where q.id is not null)
        """
    default: return "\(one.alias).x \(pick(["=", "<", ">="])) \(number(3))"
    }
  }

  // MARK: Writes

  private var target: String { mutating get { pick(["a", "b", "g", "a", "b"]) } }
  private var table: String { mutating get { pick(["a", "b", "c"]) } }

  private mutating func write(_ command: String) -> String {
    "with w as (\(command) returning t.id, t.x) select w::text from w"
  }

  private mutating func from(outer: String) -> String {
    let target = Source(alias: outer, hasTenant: true)
    if chance(0.5) { return " where \(condition([target], outer: [], depth: 2))" }
    var sources: [Source] = []
    let text = item(depth: 2, outer: [], tables: [], &sources)
    return " from \(text) where \(condition([target] + sources, outer: [], depth: 2))"
  }

  private mutating func using(outer: String) -> String {
    from(outer: outer).replacing(" from ", with: " using ", maxReplacements: 1)
  }

  // MARK: Choices

  private mutating func alias() -> String {
    aliases += 1
    return "s\(aliases)"
  }

  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[number(values.count)]
  }
}

/// Random numbers that follow from a seed (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
