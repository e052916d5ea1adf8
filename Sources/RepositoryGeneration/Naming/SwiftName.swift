/// Swift names made of database names.
enum SwiftName {
  /// A type's name: `order_items` → `OrderItem` when `singularize`, else `OrderItems`.
  ///
  /// - Returns: nil when the name holds no letter or digit at all.
  static func type(_ databaseName: String, singularize: Bool) -> String? {
    var parts = words(of: databaseName)
    guard let last = parts.popLast() else { return nil }
    parts.append(singularize ? singular(of: last) : last)
    let name = parts.map(capitalized).joined()
    return startsWithDigit(name) ? "_" + name : name
  }

  /// A property's, a method's or a case's name: `user_id` → `userID`.
  ///
  /// - Returns: nil when the name holds no letter or digit at all.
  static func member(_ databaseName: String) -> String? {
    let parts = words(of: databaseName)
    guard let first = parts.first else { return nil }
    let name = first + parts.dropFirst().map(capitalized).joined()
    return startsWithDigit(name) ? "_" + name : name
  }

  /// A name as source: between back-ticks where it is a keyword.
  static func escaped(_ name: String) -> String {
    keywords.contains(name) ? "`\(name)`" : name
  }

  private static func capitalized(_ word: String) -> String {
    if let acronym = acronyms[word] { return acronym }
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  private static func startsWithDigit(_ name: String) -> Bool {
    name.first?.isNumber == true
  }

  /// Words that Swift writes in capitals (API Design Guidelines, "Follow case conventions").
  private static let acronyms: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "API", "CORS", "CPU", "CSS", "CSV", "DB", "DNS", "FAQ", "FK", "GPS", "HTML", "HTTP", "HTTPS",
      "ID", "IP", "JSON", "JWT", "MFA", "OS", "PDF", "PIN", "SDK", "SKU", "SMS", "SQL", "SSH", "SSL",
      "TLS", "TTL", "UI", "URI", "URL", "UTC", "UUID", "VAT", "XML",
    ].map { ($0.lowercased(), $0) }
      + [("ids", "IDs"), ("urls", "URLs"), ("uris", "URIs"), ("oauth", "OAuth"), ("ios", "IOS")]
  )

  /// The words that Swift's grammar reserves in an expression or a declaration.
  private static let keywords: Set<String> = [
    "Any", "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func",
    "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
    "precedencegroup", "private", "Protocol", "protocol", "public", "repeat", "rethrows", "return",
    "Self", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true",
    "try", "Type", "typealias", "var", "where", "while",
  ]
}
