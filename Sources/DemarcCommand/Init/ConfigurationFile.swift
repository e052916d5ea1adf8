import ConfigurationFile
import RepositoryGeneration

/// A configuration as the text of a `demarc.yml`.
struct ConfigurationFile {
  let text: String

  /// Writes the databases with what was settled for them and why, and the linter's part as a beginning.
  init(_ configuration: Configuration, causes: [Settlement: String] = [:]) {
    let databases = configuration.databases.values
      .sorted { ($0.plane == .control ? 0 : 1, $0.name) < ($1.plane == .control ? 0 : 1, $1.name) }
    text = """
      databases:
      \(databases.map { Self.entry($0, causes) }.joined(separator: "\n"))
      \(Self.overrides(configuration, causes))
      # Columns whose values are redacted: [accounts.access_token]
      secrets: []
      # Columns that every change counts up, so that an update can say which version it saw: [pages.version]
      versions: []
      # Columns that are set instead of removing the row: { pages: deleted_at }
      soft_delete: {}

      lint:
        clusters: []   # what a cluster's name looks like: ["cluster_[a-z]+_[0-9]{2}"]
        clients: { types: [], names: [], factories: [] }
        removed: []

      """
  }

  private static func entry(
    _ database: Configuration.Database,
    _ causes: [Settlement: String]
  ) -> String {
    var lines = [
      "  \(quoted(database.name)):",
      "    plane: \(database.plane.rawValue)",
      "    migrations: \(quoted(database.migrations))",
      "    # queries: the folder of typed queries, such as schema/queries/\(database.name)",
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
      // Only the product knows where its control plane keeps them.
      lines += [
        "    # clusters: what lists them, for migrate and verify: \"select name, url from clusters\""
      ]
    }
    if !database.exclude.isEmpty {
      lines.append("    # No code is generated for these.")
      lines.append("    exclude:")
      for object in database.exclude.sorted() {
        lines += comment(causes[.exclude(object)], indent: 6)
        lines.append("      - \(quoted(object))")
      }
    }
    if let roles = database.roles {
      lines.append("    roles: { application: \(roles.application), fleet: \(roles.fleet) }")
    }
    return lines.joined(separator: "\n")
  }

  private static func overrides(
    _ configuration: Configuration,
    _ causes: [Settlement: String]
  ) -> String {
    var lines: [String] = []
    func append(
      _ values: [String: String],
      indent: Int,
      _ settlement: (String, String) -> Settlement
    ) {
      for (key, value) in values.sorted(by: { $0.key < $1.key }) {
        lines += comment(causes[settlement(key, value)], indent: indent)
        lines.append("\(String(repeating: " ", count: indent))\(quoted(key)): \(quoted(value))")
      }
    }
    if !configuration.types.isEmpty {
      lines += ["", "# Swift types of database types; String carries a type's text.", "types:"]
      append(configuration.types, indent: 2, Settlement.type)
    }
    let names = configuration.names
    if !names.tables.isEmpty || !names.columns.isEmpty { lines += ["", "names:"] }
    if !names.tables.isEmpty {
      lines.append("  tables:")
      append(names.tables, indent: 4, Settlement.table)
    }
    if !names.columns.isEmpty {
      lines.append("  columns:")
      append(names.columns, indent: 4, Settlement.column)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A cause as a comment of one line.
  private static func comment(_ text: String?, indent: Int) -> [String] {
    guard let text else { return [] }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return ["\(String(repeating: " ", count: indent))# \(words)"]
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
