package import ConfigurationFile

extension Contract {
  /// Reads the contract that `demarc.yml` names.
  ///
  /// - Parameters:
  ///   - configuration: what `demarc.yml` says of the contract.
  ///   - file: where the contract's file stands.
  /// - Throws: `ConfigurationError` with the line and the key that is wrong.
  package init(
    _ configuration: Configuration.Contract,
    file: String
  ) throws(ConfigurationError) {
    try self.init(
      ConfigurationMapping.load(from: file, shownAs: configuration.file, known: Self.keys),
      path: configuration.file
    )
  }

  /// Reads the text of a contract.
  ///
  /// - Throws: `ConfigurationError` with the line and the key that is wrong.
  package init(yaml: String, path: String) throws(ConfigurationError) {
    try self.init(ConfigurationMapping(yaml: yaml, path: path, known: Self.keys), path: path)
  }

  private static let keys = ["control", "data", "outbox", "fields", "events", "checks"]

  private init(_ root: ConfigurationMapping, path: String) throws(ConfigurationError) {
    self.path = path
    control = try Control(root)
    data = try Data(root)
    outbox = try Outbox(root)
    fields = try root.requiredEntries("fields", known: Field.keys) { (name, values) throws(ConfigurationError) in
      try Field(name, values)
    }
    events = try readEvents(root)
    checks = try root.requiredEntries("checks", known: Check.keys) { (name, values) throws(ConfigurationError) in
      try Check(name, values)
    }
  }
}

extension ConfigurationMapping {
  /// The mappings under a key, each with its name, in the order of the file.
  fileprivate func entries<Entry>(
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
  fileprivate func requiredEntries<Entry>(
    _ key: String,
    known: [String],
    _ read: (ConfigurationText, ConfigurationMapping) throws(ConfigurationError) -> Entry
  ) throws(ConfigurationError) -> [Entry] {
    let entries = try entries(key, known: known, read)
    guard !entries.isEmpty else { throw error(key, "state at least one here.") }
    return entries
  }

  /// One of the words of an enum, or a default where the key is absent.
  fileprivate func choice<Choice: RawRepresentable & CaseIterable>(
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
  fileprivate func conditions(_ key: String) throws(ConfigurationError) -> [Contract.Condition] {
    guard let mapping = try mapping(key, known: nil) else { return [] }
    var conditions: [Contract.Condition] = []
    for column in mapping.keys {
      let texts = try mapping.placedTexts(column)
      let isList = !mapping.isText(column)
      conditions.append(
        Contract.Condition(column: mapping.placedKey(column), test: .init(texts, isList: isList))
      )
    }
    return conditions
  }

  fileprivate func columnPairs(_ key: String) throws(ConfigurationError) -> [Contract.ColumnPair] {
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

extension Contract.Control {
  fileprivate init(_ root: ConfigurationMapping) throws(ConfigurationError) {
    let values = try root.requiredMapping(
      "control",
      known: ["database", "table", "version", "cluster", "deleted", "beside", "lists"]
    )
    database = try values.requiredPlacedText("database")
    table = try values.requiredPlacedText("table")
    version = try values.requiredPlacedText("version")
    cluster = try values.requiredPlacedText("cluster")
    deleted = try values.placedText("deleted")
    beside = try values.joins("beside")
    let keys = ["table", "on", "where", "beside", "columns"]
    lists = try values.entries("lists", known: keys) { (name, values) throws(ConfigurationError) in
      Contract.List(
        join: try Contract.Join(name, values),
        conditions: try values.conditions("where"),
        beside: try values.joins("beside"),
        columns: try values.placedTexts("columns")
      )
    }
  }
}

extension ConfigurationMapping {
  fileprivate func joins(_ key: String) throws(ConfigurationError) -> [Contract.Join] {
    try entries(key, known: ["table", "on"]) { (name, values) throws(ConfigurationError) in
      try Contract.Join(name, values)
    }
  }
}

extension Contract.Join {
  fileprivate init(
    _ name: ConfigurationText,
    _ values: ConfigurationMapping
  ) throws(ConfigurationError) {
    self.name = name
    table = try values.requiredPlacedText("table")
    on = try values.columnPairs("on")
  }
}

extension Contract.Data {
  fileprivate init(_ root: ConfigurationMapping) throws(ConfigurationError) {
    let values = try root.requiredMapping("data", known: ["database", "version", "own"])
    database = try values.requiredPlacedText("database")
    version = try values.requiredPlacedText("version")
    own = try values.placedTexts("own")
  }
}

extension Contract.Outbox {
  fileprivate init(_ root: ConfigurationMapping) throws(ConfigurationError) {
    let values = try root.requiredMapping(
      "outbox",
      known: ["table", "key", "account", "event", "version", "payload", "status", "open"]
    )
    table = try values.requiredPlacedText("table")
    key = try values.requiredPlacedText("key")
    account = try values.requiredPlacedText("account")
    event = try values.requiredPlacedText("event")
    version = try values.requiredPlacedText("version")
    payload = try values.requiredPlacedText("payload")
    status = try values.requiredPlacedText("status")
    open = try values.placedTexts("open")
    guard !open.isEmpty else {
      throw values.error("open", "name the states of an event that will still be applied.")
    }
  }
}

extension Contract.Field {
  static let keys = ["from", "to", "transform", "sensitivity", "note"]

  fileprivate init(
    _ name: ConfigurationText,
    _ values: ConfigurationMapping
  ) throws(ConfigurationError) {
    self.name = name
    from = try values.placedTexts("from")
    to = values.keys.contains("to") ? try values.placedTexts("to") : nil
    transform = try values.placedText("transform")
    sensitivity = try values.choice("sensitivity", otherwise: .open)
    note = try values.text("note")
    guard !from.isEmpty else { throw name.error("say 'from' which columns the field comes.") }
  }
}

private func readEvents(
  _ root: ConfigurationMapping
) throws(ConfigurationError) -> [Contract.Event] {
  let mapping = try root.requiredMapping("events", known: nil)
  var events: [Contract.Event] = []
  for name in mapping.keys {
    let texts = try mapping.placedTexts(name)
    let isAll = mapping.isText(name) && texts.first?.text == "all"
    events.append(
      Contract.Event(name: mapping.placedKey(name), fields: isAll ? nil : texts)
    )
  }
  guard !events.isEmpty else { throw root.error("events", "state at least one here.") }
  return events
}

extension Contract.Check {
  static let keys = [
    "drift", "severity", "missing", "fields", "control", "expected", "data", "repair",
  ]

  fileprivate init(
    _ name: ConfigurationText,
    _ values: ConfigurationMapping
  ) throws(ConfigurationError) {
    self.name = name
    drift = try values.requiredText("drift")
    severity = try values.choice("severity")
    repair = try values.choice("repair")
    missing = values.keys.contains("missing") ? try values.conditions("missing") : nil
    fields = values.keys.contains("fields") ? try values.placedTexts("fields") : nil
    control = try values.conditions("control")
    expected = try values.conditions("expected")
    data = try values.conditions("data")
  }
}
