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
    fields = try root.requiredEntries("fields", known: Field.keys) {
      (name, values) throws(ConfigurationError) in
      try Field(name, values)
    }
    events = try readEvents(root)
    checks = try root.requiredEntries("checks", known: Check.keys) {
      (name, values) throws(ConfigurationError) in
      try Check(name, values)
    }
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
