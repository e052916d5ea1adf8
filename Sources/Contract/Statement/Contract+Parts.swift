import ConfigurationFile

extension Contract.Control {
  init(_ root: ConfigurationMapping) throws(ConfigurationError) {
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

extension Contract.Join {
  init(
    _ name: ConfigurationText,
    _ values: ConfigurationMapping
  ) throws(ConfigurationError) {
    self.name = name
    table = try values.requiredPlacedText("table")
    on = try values.columnPairs("on")
  }
}

extension Contract.Data {
  init(_ root: ConfigurationMapping) throws(ConfigurationError) {
    let values = try root.requiredMapping("data", known: ["database", "version", "own"])
    database = try values.requiredPlacedText("database")
    version = try values.requiredPlacedText("version")
    own = try values.placedTexts("own")
  }
}

extension Contract.Outbox {
  init(_ root: ConfigurationMapping) throws(ConfigurationError) {
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

  init(
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
    if to?.isEmpty == true { throw name.error("say 'to' which columns the field is copied.") }
  }
}

extension Contract.Check {
  static let keys = [
    "drift", "severity", "missing", "fields", "control", "expected", "data", "repair",
  ]

  init(
    _ name: ConfigurationText,
    _ values: ConfigurationMapping
  ) throws(ConfigurationError) {
    self.name = name
    drift = try values.requiredText("drift")
    severity = try values.choice("severity")
    repair = try values.choice("repair")
    missing = values.keys.contains("missing") ? try values.conditions("missing") : nil
    fields = values.keys.contains("fields") ? try values.placedTexts("fields") : nil
    if fields?.isEmpty == true {
      throw values.error(
        "fields",
        "name at least one field, or take the key out: any field is meant."
      )
    }
    control = try values.conditions("control")
    expected = try values.conditions("expected")
    data = try values.conditions("data")
  }
}
