/// Tells statements of SQL from prose.
///
/// Not a parser: it looks at the words with which a statement begins and at what must follow them, so that
/// "select one of the files" and "delete from the list" are none.
package enum SQLStatement {
  /// Whether code uses a function by which statements are sent.
  package static func isSent(by facts: Facts) -> Bool {
    facts.references.contains { reference in
      senders.contains(reference.name.filter { $0 != "$" })
        || reference.labels.contains(where: senders.contains)
    }
  }

  /// The names of functions, types and labels by which statements are sent.
  static let senders: Set<String> = [
    "query", "execute", "executeQuery", "executeUpdate", "prepare", "rawQuery", "simpleQuery",
    "unsafeQuery", "sql",
    "exec", "PQexec", "PQexecParams", "PQprepare", "PQsendQuery", "PQsendQueryParams",
    "PQsendPrepare", "PostgresQuery",
    "SQLQueryString", "unsafeSQL", "queryRaw", "executeRaw", "withQuery",
    "queryRawUnsafe", "executeRawUnsafe", "raw", "whereRaw", "manyOrNone", "oneOrNone",
  ]

  /// The verb with which a string is a statement; nil when it is none.
  package static func verb(of text: FoldedText) -> String? {
    var words = tokens(of: text)[...]
    if words.first == "explain" {
      words = words.dropFirst()
      while let word = words.first, ["analyze", "verbose"].contains(word) {
        words = words.dropFirst()
      }
    }
    guard let verb = words.popFirst() else { return nil }
    return follows(verb, words) ? verb : nil
  }

  private static func follows(_ verb: String, _ words: ArraySlice<String>) -> Bool {
    let second = words.first ?? ""
    let third = words.dropFirst().first ?? ""
    switch verb {
    case "select": return isSelection(words)
    case "insert", "merge": return second == "into" && isName(third) && words.count > 2
    case "update":
      let rest = second == "only" ? words.dropFirst() : words
      guard let table = rest.first, isName(table), let set = rest.firstIndex(of: "set"),
        set - rest.startIndex <= 6
      else { return false }
      return rest[set...].prefix(8).contains("=")
    case "delete": return second == "from" && isName(third) && endsName(words.dropFirst(2))
    case "with":
      let rest = second == "recursive" ? words.dropFirst() : words
      guard let open = rest.firstIndex(of: "as"), open - rest.startIndex <= 12 else { return false }
      return rest[(open + 1)...].prefix(3).contains("(")
    case "truncate": return second == "table" || (isName(second) && words.count <= 3)
    case "copy":
      return words.contains("from") || words.contains("to")
        ? (isName(second)
          && words.contains { ["stdin", "stdout", "program", "csv", "binary"].contains($0) })
        : false
    case "create", "alter", "drop":
      let skipped: Set<String> = [
        "or", "replace", "unique", "temp", "temporary", "materialized", "unlogged", "global",
      ]
      guard let kind = words.first(where: { !skipped.contains($0) }) else { return false }
      guard objects.contains(kind), let place = words.firstIndex(of: kind),
        place - words.startIndex <= 3
      else { return false }
      let name = words[(place + 1)...].first {
        !["if", "not", "exists", "only", "concurrently"].contains($0)
      }
      return name.map(isName) == true && (verb == "drop" ? words.count <= 8 : words.count >= 3)
    case "grant", "revoke":
      return words.contains("on") && (words.contains("to") || words.contains("from"))
    case "lock": return second == "table" && isName(third)
    default: return false
    }
  }

  private static let objects: Set<String> = [
    "table", "index", "view", "schema", "role", "policy", "extension", "sequence", "trigger",
    "function", "database", "user",
    "publication", "subscription", "type", "domain",
  ]

  /// What stands between `select` and `from`, and what follows.
  private static func isSelection(_ words: ArraySlice<String>) -> Bool {
    // Without a relation it asks the server for nothing that a tenant owns.
    guard let from = words.firstIndex(of: "from") else { return false }
    var depth = 0
    var plain = 0
    for word in words[..<from] {
      if word == "(" { depth += 1 } else if word == ")" { depth -= 1 }
      if word == "," {
        plain = 0
      } else if depth == 0, isWord(word),
        ![
          "distinct", "as", "all", "case", "when", "then", "else", "end", "and", "or", "not", "is",
          "null", "over", "by", "partition", "order", "filter", "on",
        ].contains(word)
      {
        plain += 1
      }
      // `o.total as sum` has two words; prose has more.
      if word == "." { plain -= 1 }
      if plain > 2 { return false }
    }
    let rest = words[(from + 1)...]
    guard let table = rest.first else { return false }
    return table == "(" || table == "?" || (isName(table) && endsName(rest))
  }

  /// Whether a name is followed by its end, an alias or a clause.
  private static func endsName(_ words: ArraySlice<String>) -> Bool {
    var rest = words.dropFirst()
    while rest.first == "." { rest = rest.dropFirst(2) }
    if rest.first == "as" { rest = rest.dropFirst() }
    if rest.first == "on" { return false }
    if let word = rest.first, isWord(word), !clauses.contains(word) { rest = rest.dropFirst() }
    guard let next = rest.first else { return true }
    return clauses.contains(next) || !isWord(next)
  }

  private static let clauses: Set<String> = [
    "where", "join", "left", "right", "inner", "outer", "full", "cross", "order", "group", "limit",
    "offset", "having",
    "union", "for", "on", "using", "returning", "fetch", "natural", "lateral", "tablesample",
    "window", "intersect", "except",
  ]

  private static func isWord(_ word: String) -> Bool {
    word.first.map { $0.isLetter || $0 == "_" } ?? false
  }

  private static func isName(_ word: String) -> Bool {
    (isWord(word) || word == "?" || word == "\"")
      && ![
        "the", "a", "an", "this", "that", "these", "those", "our", "your", "its", "my", "their",
        "all", "any", "each", "every", "one", "which",
      ].contains(word)
  }

  /// The first words and signs of a text, lowercase, comments and the insides of quotes left out; `?` for a hole.
  private static func tokens(of text: FoldedText) -> [String] {
    var result: [String] = []
    var word = ""
    func end() {
      if !word.isEmpty { result.append(word.lowercased()) }
      word = ""
    }
    let source = text.pieces.map { piece in
      if case .text(let text) = piece { text } else { "\u{1}" }
    }.joined()
    var characters = Array(source.unicodeScalars.prefix(4000))[...]
    while let scalar = characters.popFirst() {
      guard result.count < 200 else { break }
      switch scalar {
      case "\u{1}": word.isEmpty ? result.append("?") : word.unicodeScalars.append("_")
      case "-" where characters.first == "-":
        end()
        characters = characters.drop { $0 != "\n" }
      case "/" where characters.first == "*":
        end()
        while let next = characters.popFirst(), !(next == "*" && characters.first == "/") {}
        characters = characters.dropFirst()
      case "'":
        end()
        result.append("'")
        while let next = characters.popFirst(), next != "'" {}
      case _ where scalar.properties.isWhitespace: end()
      case _ where scalar.isTokenScalar && scalar != "-": word.unicodeScalars.append(scalar)
      default:
        end()
        result.append(String(scalar))
      }
    }
    end()
    return result
  }
}
