import ConfigurationFile

/// A configuration as the text of a `demarc.yml`.
struct ConfigurationFile {
  let text: String

  /// Writes the databases, and the linter's part as a beginning.
  init(_ configuration: Configuration) {
    let databases = configuration.databases.values
      .sorted { ($0.plane == .control ? 0 : 1, $0.name) < ($1.plane == .control ? 0 : 1, $1.name) }
    text = """
      databases:
      \(databases.map(Self.entry).joined(separator: "\n"))

      # Columns whose values are redacted: [accounts.access_token]
      secrets: []

      lint:
        clusters: []   # what a cluster's name looks like: ["cluster_[a-z]+_[0-9]{2}"]
        clients: { types: [], names: [], factories: [] }
        removed: []

      """
  }

  private static func entry(_ database: Configuration.Database) -> String {
    var lines = [
      "  \(quoted(database.name)):",
      "    plane: \(database.plane.rawValue)",
      "    migrations: \(quoted(database.migrations))",
      "    module: \(database.module)",
      "    output: \(quoted(database.output))",
    ]
    if let variable = database.urlVariable { lines.append("    url: ${\(variable)}") }
    if let tenant = database.tenant {
      let values = [
        "root: \(quoted(tenant.root))", "key: \(quoted(tenant.key))",
        "account: \(quoted(tenant.account))", "column: \(quoted(tenant.column))",
        "type: \(tenant.type)",
      ]
      lines.append("    tenant: { \(values.joined(separator: ", ")) }")
      lines.append("    global: [\(database.global.map(quoted).joined(separator: ", "))]")
    }
    if let roles = database.roles {
      lines.append("    roles: { application: \(roles.application), fleet: \(roles.fleet) }")
    }
    return lines.joined(separator: "\n")
  }

  /// A text as YAML, between quotes unless it is a plain word or path.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
    }
    let isWord =
      text.first?.isLetter == true
      && !["true", "false", "null", "yes", "no", "on", "off"].contains(text)
    if isPlain && isWord { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
