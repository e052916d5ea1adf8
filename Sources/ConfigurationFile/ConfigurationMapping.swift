import Yams

/// A mapping of `demarc.yml`, or of a file that it names, that is read key by key.
///
/// Every error names the line and the key; a key that nobody knows is one.
package struct ConfigurationMapping {
  private let path: String
  private let key: String
  private let line: Int?
  private let values: [(key: String, node: Node)]
  private let keyLines: [String: Int]

  /// Reads a node as a mapping with no key but these.
  ///
  /// - Parameters:
  ///   - node: what was parsed.
  ///   - path: the file, for errors.
  ///   - key: the keys above, for errors.
  ///   - known: the keys that are allowed, or nil when all are.
  /// - Throws: `ConfigurationError` when it is no mapping, or has another key.
  init(
    _ node: Node,
    path: String,
    key: String,
    known: [String]?
  ) throws(ConfigurationError) {
    self.path = path
    self.key = key
    line = node.mark?.line
    guard case .mapping(let mapping) = node else {
      throw ConfigurationError(
        path: path,
        line: node.mark?.line,
        key: key,
        message: "a mapping of keys is expected here, as in 'key: value'."
      )
    }
    var values: [(key: String, node: Node)] = []
    var keyLines: [String: Int] = [:]
    for (name, value) in mapping {
      guard case .scalar(let scalar) = name else {
        throw ConfigurationError(
          path: path,
          line: name.mark?.line,
          key: key,
          message: "a key must be a plain word."
        )
      }
      if let known, !known.contains(scalar.string) {
        throw ConfigurationError(
          path: path,
          line: name.mark?.line,
          key: key.isEmpty ? scalar.string : "\(key).\(scalar.string)",
          message: """
            there is no such key; \(introduction(scalar.string, known)): \
            \(known.joined(separator: ", ")).
            """
        )
      }
      values.append((scalar.string, value))
      keyLines[scalar.string] = name.mark?.line
    }
    self.values = values
    self.keyLines = keyLines
  }

  /// The keys, in the order of the file.
  package var keys: [String] { values.map(\.key) }

  /// Whether a single text stands under a key.
  package func isText(_ name: String) -> Bool {
    if case .scalar = node(name) { true } else { false }
  }

  /// The mapping under a key, or nil when the key is absent.
  package func mapping(
    _ name: String,
    known: [String]?
  ) throws(ConfigurationError) -> ConfigurationMapping? {
    guard let node = node(name) else { return nil }
    return try ConfigurationMapping(node, path: path, key: fullKey(name), known: known)
  }

  /// The mapping under a key.
  package func requiredMapping(
    _ name: String,
    known: [String]?
  ) throws(ConfigurationError) -> ConfigurationMapping {
    guard let mapping = try mapping(name, known: known) else { throw missing(name) }
    return mapping
  }

  /// The text under a key, or nil when the key is absent.
  package func text(_ name: String) throws(ConfigurationError) -> String? {
    guard let node = node(name) else { return nil }
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw error(name, "a text is expected here.")
    }
    return scalar.string
  }

  /// The text under a key.
  package func requiredText(_ name: String) throws(ConfigurationError) -> String {
    guard let text = try text(name) else { throw missing(name) }
    return text
  }

  /// The text under a key with its place, or nil when the key is absent.
  package func placedText(_ name: String) throws(ConfigurationError) -> ConfigurationText? {
    guard let text = try text(name) else { return nil }
    return ConfigurationText(
      text: text,
      path: path,
      line: node(name)?.mark?.line ?? line,
      key: fullKey(name)
    )
  }

  /// The text under a key with its place.
  package func requiredPlacedText(_ name: String) throws(ConfigurationError) -> ConfigurationText {
    guard let text = try placedText(name) else { throw missing(name) }
    return text
  }

  /// The texts under a key with their places: one text, or a list; empty when the key is absent.
  package func placedTexts(_ name: String) throws(ConfigurationError) -> [ConfigurationText] {
    guard let node = node(name) else { return [] }
    if case .scalar = node { return [try requiredPlacedText(name)] }
    let elements = node.sequence.map(Array.init) ?? []
    return zip(try texts(name), elements).map { text, element in
      ConfigurationText(
        text: text,
        path: path,
        line: element.mark?.line ?? line,
        key: fullKey(name)
      )
    }
  }

  /// A key of this mapping with its place.
  package func placedKey(_ name: String) -> ConfigurationText {
    ConfigurationText(
      text: name,
      path: path,
      line: keyLines[name] ?? line,
      key: fullKey(name)
    )
  }

  /// The list of texts under a key; empty when the key is absent.
  package func texts(_ name: String) throws(ConfigurationError) -> [String] {
    guard let node = node(name) else { return [] }
    guard case .sequence(let sequence) = node else {
      throw error(name, "a list is expected here, as in '[one, two]'.")
    }
    var texts: [String] = []
    for element in sequence {
      guard case .scalar(let scalar) = element, !scalar.string.isEmpty else {
        throw ConfigurationError(
          path: path,
          line: element.mark?.line,
          key: fullKey(name),
          message: "every element of the list must be a text."
        )
      }
      texts.append(scalar.string)
    }
    return texts
  }

  /// The texts under a key by their own keys; empty when the key is absent.
  func textsByKey(_ name: String) throws(ConfigurationError) -> [String: String] {
    guard let mapping = try mapping(name, known: nil) else { return [:] }
    return try mapping.textsByKey(except: [])
  }

  /// All texts of this mapping by their keys, but for some keys.
  func textsByKey(except excluded: [String]) throws(ConfigurationError) -> [String: String] {
    var texts: [String: String] = [:]
    for key in keys where !excluded.contains(key) { texts[key] = try requiredText(key) }
    return texts
  }

  /// An error about a key of this mapping.
  package func error(_ name: String, _ message: String) -> ConfigurationError {
    ConfigurationError(
      path: path,
      line: node(name)?.mark?.line ?? line,
      key: fullKey(name),
      message: message
    )
  }

  /// An error about an element of a list under a key of this mapping.
  package func error(_ name: String, at position: Int, _ message: String) -> ConfigurationError {
    let element = node(name)?.sequence.flatMap {
      $0.indices.contains(position) ? $0[position] : nil
    }
    return ConfigurationError(
      path: path,
      line: element?.mark?.line ?? line,
      key: fullKey(name),
      message: message
    )
  }

  private func missing(_ name: String) -> ConfigurationError {
    ConfigurationError(
      path: path,
      line: line,
      key: fullKey(name),
      message: "the key is missing; add it."
    )
  }

  private func node(_ name: String) -> Node? {
    values.first { $0.key == name }?.node
  }

  private func fullKey(_ name: String) -> String { key.isEmpty ? name : "\(key).\(name)" }
}

private func introduction(_ key: String, _ known: [String]) -> String {
  nearestWord(to: key, among: known).map { "did you mean '\($0)'? Known here" } ?? "known here"
}
