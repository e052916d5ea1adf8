import Yams

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Configuration {
  /// Reads a `demarc.yml`.
  ///
  /// - Throws: `ConfigurationError` with the line and the key that is wrong.
  package static func load(from path: String) throws(ConfigurationError) -> Configuration {
    let text = try readText(
      path,
      shownAs: path,
      advice: "Check the path, or write one with 'demarc init'."
    )
    return try Configuration(yaml: text, path: path)
  }

  /// Reads the text of a `demarc.yml`.
  ///
  /// - Throws: `ConfigurationError` with the line and the key that is wrong.
  package init(yaml: String, path: String) throws(ConfigurationError) {
    let root = try ConfigurationMapping(
      try parse(yaml, path: path),
      path: path,
      key: "",
      known: [
        "databases", "names", "types", "secrets", "versions", "soft_delete", "contract", "lint",
      ]
    )
    self.init(path: path, databases: try readDatabases(root))
    contract = try readContract(root)
    try requireOwnOutput(of: contract, databases, root)
    names = try readNames(root)
    types = try root.textsByKey("types")
    secrets = Set(try root.texts("secrets"))
    versions = try root.texts("versions")
    softDelete = try root.textsByKey("soft_delete")
    lint = try readLint(root)
  }
}

extension ConfigurationMapping {
  /// Reads a file that `demarc.yml` names.
  ///
  /// - Parameters:
  ///   - file: where the file stands.
  ///   - path: how errors call it.
  ///   - known: the keys that are allowed.
  /// - Returns: the file's mapping.
  /// - Throws: `ConfigurationError` when the file cannot be read, or is no mapping of these keys.
  package static func load(
    from file: String,
    shownAs path: String,
    known: [String]
  ) throws(ConfigurationError) -> ConfigurationMapping {
    let text = try readText(
      file,
      shownAs: path,
      advice: "Check the path that demarc.yml names."
    )
    return try ConfigurationMapping(yaml: text, path: path, known: known)
  }

  /// Reads the text of a file that `demarc.yml` names.
  ///
  /// - Throws: `ConfigurationError` when it is no mapping of these keys.
  package init(yaml: String, path: String, known: [String]) throws(ConfigurationError) {
    try self.init(try parse(yaml, path: path), path: path, key: "", known: known)
  }
}

private func readText(
  _ file: String,
  shownAs path: String,
  advice: String
) throws(ConfigurationError) -> String {
  guard let data = FileManager.default.contents(atPath: file) else {
    throw ConfigurationError(
      path: path,
      line: nil,
      key: "",
      message: "the file cannot be read. \(advice)"
    )
  }
  guard let text = String(validating: data, as: UTF8.self) else {
    throw ConfigurationError(
      path: path,
      line: nil,
      key: "",
      message: "the file is not UTF-8 text. Save it as UTF-8."
    )
  }
  return text
}

private func parse(_ yaml: String, path: String) throws(ConfigurationError) -> Node {
  do {
    guard let node = try Yams.compose(yaml: quotingVariables(in: yaml)) else {
      throw ConfigurationError(
        path: path,
        line: nil,
        key: "",
        message: "the file is empty. Write one with 'demarc init'."
      )
    }
    return node
  } catch let error as ConfigurationError {
    throw error
  } catch let error as YamlError {
    throw ConfigurationError(path: path, yamlError: error)
  } catch {
    throw ConfigurationError(path: path, line: nil, key: "", message: "\(error)")
  }
}

extension ConfigurationError {
  fileprivate init(path: String, yamlError: YamlError) {
    switch yamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(
        path: path,
        line: mark.line,
        key: "",
        message: "this is no YAML: \(problem). Check the indentation and the quotes."
      )
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(
        path: path,
        line: context.mark.line,
        key: duplicates.sorted().joined(separator: ", "),
        message: "the key stands twice. Keep one."
      )
    default:
      self.init(path: path, line: nil, key: "", message: "this is no YAML: \(yamlError).")
    }
  }
}

/// Puts `${NAME}` between quotes where it stands alone as a value: within `{ … }` YAML would take its
/// brace for the end of the mapping.
private func quotingVariables(in yaml: String) -> String {
  yaml.replacing(#/(:[ \t]+)(\$\{\w+\})(?=[ \t]*(?:[,}#\r\n]|$))/#) { match in
    "\(match.output.1)\"\(match.output.2)\""
  }
}

private let databaseKeys = [
  "plane", "migrations", "queries", "module", "output", "testing", "url", "tenant", "global",
  "exclude",
  "clusters", "roles",
]

private func readDatabases(
  _ root: ConfigurationMapping
) throws(ConfigurationError) -> [String: Configuration.Database] {
  guard let mapping = try root.mapping("databases", known: nil) else { return [:] }
  var databases: [String: Configuration.Database] = [:]
  for name in mapping.keys {
    let database = try mapping.requiredMapping(name, known: databaseKeys)
    databases[name] = try readDatabase(database, name: name)
  }
  try requireOwnOutputs(databases, mapping)
  return databases
}

/// The generator removes from an output folder what it did not write, so the folder must be for that alone.
private func requireOwnOutputs(
  _ databases: [String: Configuration.Database],
  _ mapping: ConfigurationMapping
) throws(ConfigurationError) {
  for name in mapping.keys {
    guard let database = databases[name] else { continue }
    let values = try mapping.requiredMapping(name, known: nil)
    for (key, output) in [("output", database.output), ("testing", database.testing)] {
      guard let output else { continue }
      let parts = output.split(separator: "/", omittingEmptySubsequences: false)
      if parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
        throw values.error(
          key,
          "name a folder below that of demarc.yml, without '.' or '..' in its path."
        )
      }
      if isWithin(output, database.migrations) || isWithin(database.migrations, output) {
        throw values.error(key, "the migrations stand there too; give the generated code its own.")
      }
      if let queries = database.queries, isWithin(output, queries) || isWithin(queries, output) {
        throw values.error(key, "the queries stand there too; give the generated code its own.")
      }
      for other in databases.values where other.name != name {
        if other.outputs.contains(where: { isWithin(output, $0) }) {
          throw values.error(key, "'\(other.name)' writes there too; give each database its own.")
        }
      }
    }
    if let testing = database.testing,
      isWithin(testing, database.output) || isWithin(database.output, testing)
    {
      throw values.error(
        "testing",
        "the module's own code stands there too; give what tests use a folder of its own."
      )
    }
  }
}

/// The generated code of the contract has a folder of its own, too.
private func requireOwnOutput(
  of contract: Configuration.Contract?,
  _ databases: [String: Configuration.Database],
  _ root: ConfigurationMapping
) throws(ConfigurationError) {
  guard let contract else { return }
  let parts = contract.output.split(separator: "/", omittingEmptySubsequences: false)
  if parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
    throw root.error(
      "contract",
      "name as its output a folder below that of demarc.yml, without '.' or '..' in its path."
    )
  }
  for database in databases.values.sorted(by: { $0.name < $1.name }) {
    for folder in database.outputs + [database.migrations, database.queries].compactMap({ $0 })
    where isWithin(contract.output, folder) || isWithin(folder, contract.output) {
      throw root.error(
        "contract",
        "the files of '\(database.name)' stand in \(folder); give the contract's code its own folder."
      )
    }
  }
  if isWithin(contract.file, contract.output) {
    throw root.error("contract", "it stands among what is generated from it; move it elsewhere.")
  }
}

private func isWithin(_ folder: String, _ other: String) -> Bool {
  folder == other || folder.hasPrefix(other + "/")
}

private func readDatabase(
  _ mapping: ConfigurationMapping,
  name: String
) throws(ConfigurationError) -> Configuration.Database {
  let planeName = try mapping.requiredText("plane")
  guard let plane = Configuration.Plane(rawValue: planeName) else {
    throw mapping.error("plane", "there is no plane '\(planeName)'; write control or data.")
  }
  var database = Configuration.Database(
    name: name,
    plane: plane,
    migrations: try mapping.requiredText("migrations"),
    module: try mapping.requiredText("module"),
    output: try mapping.requiredText("output")
  )
  database.queries = try mapping.text("queries")
  database.testing = try mapping.text("testing")
  database.urlVariable = try readVariable(mapping, "url")
  database.exclude = try mapping.texts("exclude")
  switch plane {
  case .control:
    for key in ["tenant", "global", "clusters", "roles"] where mapping.keys.contains(key) {
      throw mapping.error(key, "only a database of the data plane has it; take it out.")
    }
  case .data:
    database.tenant = try readTenant(mapping)
    database.global = try mapping.texts("global")
    database.clusters = try mapping.text("clusters")
    database.roles = try readRoles(mapping)
  }
  return database
}

/// The name of an environment variable.
///
/// A URL may hold a password, so none stands in the file itself.
private func readVariable(
  _ mapping: ConfigurationMapping,
  _ key: String
) throws(ConfigurationError) -> String? {
  guard let text = try mapping.text(key) else { return nil }
  guard let match = text.wholeMatch(of: #/\$\{([A-Za-z_]\w*)\}/#) else {
    throw mapping.error(key, "name an environment variable, as in ${DATABASE_URL}.")
  }
  return String(match.output.1)
}

private func readTenant(
  _ mapping: ConfigurationMapping
) throws(ConfigurationError) -> Configuration.Tenant {
  let values = try mapping.requiredMapping(
    "tenant",
    known: ["root", "key", "account", "column", "type"]
  )
  var tenant = Configuration.Tenant(
    root: try values.requiredText("root"),
    key: try values.requiredText("key"),
    account: try values.requiredText("account"),
    column: try values.requiredText("column")
  )
  tenant.type = try values.text("type") ?? tenant.type
  guard tenant.type == "uuid" else {
    throw values.error("type", "tenants are told apart by a uuid; \(tenant.type) is not supported.")
  }
  return tenant
}

private func readRoles(
  _ mapping: ConfigurationMapping
) throws(ConfigurationError) -> Configuration.Roles {
  let values = try mapping.requiredMapping(
    "roles",
    known: ["application", "fleet", "owner", "replication"]
  )
  var roles = Configuration.Roles(
    application: try values.requiredText("application"),
    fleet: try values.requiredText("fleet")
  )
  roles.owner = try values.text("owner") ?? roles.owner
  roles.replication = try values.text("replication") ?? roles.replication
  return roles
}

private func readNames(
  _ root: ConfigurationMapping
) throws(ConfigurationError) -> Configuration.Names {
  var names = Configuration.Names()
  guard let mapping = try root.mapping("names", known: nil) else { return names }
  names.tables = try mapping.textsByKey(except: ["tables", "columns"])
    .merging(try mapping.textsByKey("tables")) { _, table in table }
  names.columns = try mapping.textsByKey("columns")
  return names
}

/// `contract: schema/contract.yml`, or a mapping that names module and output too.
private func readContract(
  _ root: ConfigurationMapping
) throws(ConfigurationError) -> Configuration.Contract? {
  guard root.keys.contains("contract") else { return nil }
  if root.isText("contract") {
    return Configuration.Contract(file: try root.requiredText("contract"))
  }
  let values = try root.requiredMapping("contract", known: ["file", "module", "output"])
  var contract = Configuration.Contract(file: try values.requiredText("file"))
  contract.module = try values.text("module") ?? contract.module
  contract.output = try values.text("output") ?? "generated/\(contract.module)"
  return contract
}

private func readLint(_ root: ConfigurationMapping) throws(ConfigurationError) -> Configuration.Lint
{
  var lint = Configuration.Lint()
  guard
    let mapping = try root.mapping(
      "lint",
      known: ["clusters", "clients", "removed", "fleet", "sql", "files", "exclude"]
    )
  else { return lint }
  lint.clusters = try mapping.texts("clusters")
  for (position, pattern) in lint.clusters.enumerated() {
    do {
      _ = try Regex(pattern)
    } catch {
      throw mapping.error(
        "clusters",
        at: position,
        "'\(pattern)' is no regular expression: \(error)."
      )
    }
  }
  if let clients = try mapping.mapping("clients", known: ["types", "names", "factories"]) {
    lint.clientTypes = try clients.texts("types")
    lint.clientNames = try clients.texts("names")
    lint.clientFactories = try clients.texts("factories")
  }
  lint.removed = try mapping.texts("removed")
  lint.fleet = try mapping.texts("fleet")
  lint.sql = try mapping.texts("sql")
  lint.files = try mapping.texts("files")
  lint.exclude = try mapping.texts("exclude")
  return lint
}
