import ConfigurationFile

extension ConfigurationMapping {
  /// The mappings under a key, each with its name, in the order of the file.
  func entries<Entry>(
    _ key: String,
    known: [String],
    _ read: (ConfigurationText, ConfigurationMapping) throws(ConfigurationError) -> Entry
  ) throws(ConfigurationError) -> [Entry] {
    guard let mapping = try mapping(key, known: nil) else { return [] }
    var entries: [Entry] = []
    for name in mapping.keys {
      entries.append(
        try read(mapping.placedKey(name), mapping.requiredMapping(name, known: known))
      )
    }
    return entries
  }

  /// The mappings under a key, of which there is at least one.
  func requiredEntries<Entry>(
    _ key: String,
    known: [String],
    _ read: (ConfigurationText, ConfigurationMapping) throws(ConfigurationError) -> Entry
  ) throws(ConfigurationError) -> [Entry] {
    let entries = try entries(key, known: known, read)
    guard !entries.isEmpty else { throw error(key, "state at least one here.") }
    return entries
  }

  /// One of the words of an enum, or a default where the key is absent.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String,
    otherwise: Choice? = nil
  ) throws(ConfigurationError) -> Choice where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    guard let text = try placedText(key) else {
      if let otherwise { return otherwise }
      throw error(key, "the key is missing; write \(words.joined(separator: ", or ")).")
    }
    guard let choice = Choice(rawValue: text.text) else {
      throw text.error(
        "'\(text)' means nothing here; write \(words.joined(separator: ", or "))."
      )
    }
    return choice
  }

  /// What columns must hold; none where the key is absent.
  func conditions(_ key: String) throws(ConfigurationError) -> [Contract.Condition] {
    guard let mapping = try mapping(key, known: nil) else { return [] }
    var conditions: [Contract.Condition] = []
    for column in mapping.keys {
      let texts = try mapping.placedTexts(column)
      guard !texts.isEmpty else {
        throw mapping.error(column, "name what the column holds: a text, or several.")
      }
      let isList = !mapping.isText(column)
      conditions.append(
        Contract.Condition(column: mapping.placedKey(column), test: .init(texts, isList: isList))
      )
    }
    return conditions
  }

  /// The pairs of columns under a key.
  func columnPairs(_ key: String) throws(ConfigurationError) -> [Contract.ColumnPair] {
    let mapping = try requiredMapping(key, known: nil)
    var pairs: [Contract.ColumnPair] = []
    for column in mapping.keys {
      pairs.append(
        Contract.ColumnPair(
          column: mapping.placedKey(column),
          other: try mapping.requiredPlacedText(column)
        )
      )
    }
    guard !pairs.isEmpty else { throw error(key, "name a column and the one that it equals.") }
    return pairs
  }

  /// The rows under a key that stand beside another.
  func joins(_ key: String) throws(ConfigurationError) -> [Contract.Join] {
    try entries(key, known: ["table", "on"]) { (name, values) throws(ConfigurationError) in
      try Contract.Join(name, values)
    }
  }
}

extension Contract.Condition.Test {
  /// Reads `live`, `[approved, live]`, `not live`, `subscription_*` or `none`.
  fileprivate init(_ texts: [ConfigurationText], isList: Bool) {
    guard !isList, let text = texts.first else {
      self = .anyOf(texts)
      return
    }
    if text.text == "none" {
      self = .none
    } else if text.text.hasPrefix("not ") {
      self = .not(text.part(text.text.dropFirst("not ".count)))
    } else if text.text.hasSuffix("*") {
      self = .prefix(text.part(text.text.dropLast()))
    } else {
      self = .anyOf(texts)
    }
  }
}
