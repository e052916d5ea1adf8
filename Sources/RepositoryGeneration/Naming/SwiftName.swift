/// Swift names made of database names.
package enum SwiftName {
  /// A type's name: `order_items` → `OrderItem` when `singularize`, else `OrderItems`.
  ///
  /// - Returns: nil when the name holds no letter or digit at all.
  package static func type(_ databaseName: String, singularize: Bool) -> String? {
    var parts = words(of: databaseName)
    guard let last = parts.popLast() else { return nil }
    parts.append(singularize ? singular(of: last) : last)
    return startingWithLetter(parts.map(capitalized).joined())
  }

  /// A property's, a method's or a case's name: `user_id` → `userID`.
  ///
  /// - Returns: nil when the name holds no letter or digit at all.
  package static func member(_ databaseName: String) -> String? {
    let parts = words(of: databaseName)
    guard let first = parts.first else { return nil }
    let name = startingWithLetter(first + parts.dropFirst().map(capitalized).joined())
    return name == "self" ? selfName : name
  }

  /// A name as source: between back-ticks where it is a keyword.
  package static func escaped(_ name: String) -> String {
    keywords.contains(name) ? "`\(name)`" : name
  }

  /// A name as the label of an argument, where Swift takes nearly every keyword as it is.
  package static func label(_ name: String) -> String {
    ["inout", "let", "var"].contains(name) ? "`\(name)`" : name
  }

  /// Whether a text, once escaped, is one name of Swift; what `demarc.yml` gives may be anything.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !["_", "self"].contains(text) else {
      return false
    }
    return (first.properties.isIDStart || first == "_")
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isIDContinue && !scalar.properties.isDefaultIgnorableCodePoint
      }
  }

  /// A member's name as the end of a longer one: `userID` → `UserID`, `urlPath` → `URLPath`.
  package static func suffix(_ member: String) -> String {
    let name = member == selfName ? "self" : member
    let firstWord = name.prefix { !$0.isUppercase }
    return capitalized(String(firstWord)) + name.dropFirst(firstWord.count)
  }

  /// A name that none of the others is: the name itself, or with underscores behind it.
  static func unused(_ name: String, among others: [String]) -> String {
    others.contains(name) ? unused(name + "_", among: others) : name
  }

  /// What stands for `self`, which as a parameter would hide what Swift means by it, though escaped.
  private static let selfName = "self_"

  private static func capitalized(_ word: String) -> String {
    if let acronym = acronyms[word] { return acronym }
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  /// A name behind an underscore where its first character may only follow others.
  private static func startingWithLetter(_ name: String) -> String {
    guard let first = name.unicodeScalars.first else { return name }
    return first.properties.isIDStart ? name : "_" + name
  }

  /// Words that Swift writes in capitals (API Design Guidelines, "Follow case conventions").
  private static let acronyms: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "API", "CORS", "CPU", "CSS", "CSV", "DB", "DNS", "FAQ", "FK", "GPS", "HTML", "HTTP", "HTTPS",
      "ID", "IP", "JSON", "JWT", "MFA", "OS", "PDF", "PIN", "SDK", "SKU", "SMS", "SQL", "SSH",
      "SSL",
      "TLS", "TTL", "UI", "URI", "URL", "UTC", "UUID", "VAT", "XML",
    ].map { ($0.lowercased(), $0) }
      + [("ids", "IDs"), ("urls", "URLs"), ("uris", "URIs"), ("oauth", "OAuth"), ("ios", "IOS")]
  )

  /// The words that Swift's grammar reserves, everywhere or where an expression begins.
  private static let keywords: Set<String> = [
    "Any", "any", "as", "associatedtype", "await", "borrow", "break", "case", "catch", "class",
    "consume", "continue", "copy", "default", "defer", "deinit", "discard", "do", "each", "else",
    "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
    "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
    "precedencegroup", "private", "Protocol", "protocol", "public", "repeat", "rethrows", "return",
    "Self", "self", "some", "static", "struct", "subscript", "super", "switch", "then", "throw",
    "throws", "true", "try", "Type", "typealias", "unsafe", "var", "where", "while", "yield",
  ]
}
