/// What `demarc.yml` says about a project.
package struct Configuration: Hashable, Sendable {
  /// Where the file was read from.
  package var path: String
  /// The databases, by name.
  package var databases: [String: Database]
  /// Overrides of generated names.
  package var names: Names = Names()
  /// Swift types of database types, by qualified name: `public.vector` → `Vector`.
  package var types: [String: String] = [:]
  /// The columns whose values are redacted: `nv_accounts.mp_access_token_encrypted`.
  package var secrets: Set<String> = []
  /// The columns that count the changes of their rows, as `pages.version`.
  package var versions: [String] = []
  /// The columns that tell when a row was deleted, by table: `pages` → `deleted_at`.
  package var softDelete: [String: String] = [:]
  /// The contract between the planes.
  package var contract: Contract?
  /// What the linter looks for and where.
  package var lint: Lint = Lint()

  /// Makes a configuration.
  package init(path: String, databases: [String: Database]) {
    self.path = path
    self.databases = databases
  }

  /// One database of a product.
  package struct Database: Hashable, Sendable {
    /// The name, which snapshots and messages use.
    package var name: String
    /// What the database is for.
    package var plane: Plane
    /// The folder of the ordered migrations.
    package var migrations: String
    /// The folder of named queries.
    package var queries: String?
    /// The generated Swift module.
    package var module: String
    /// The folder of the generated Swift.
    package var output: String
    /// The folder of the generated Swift that only tests use; nil generates none.
    package var testing: String?
    /// The environment variable that holds the database's URL.
    package var urlVariable: String?
    /// How tenants are told apart; the data plane has it.
    package var tenant: Tenant?
    /// The relations of the data plane that all tenants share.
    package var global: [String] = []
    /// The relations, types and functions for which no code is generated.
    package var exclude: [String] = []
    /// The query, asked of the control plane, that lists the clusters and their URLs.
    package var clusters: String?
    /// The roles of the data plane.
    package var roles: Roles?

    /// Makes a database.
    package init(
      name: String,
      plane: Plane,
      migrations: String,
      module: String,
      output: String
    ) {
      self.name = name
      self.plane = plane
      self.migrations = migrations
      self.module = module
      self.output = output
    }

    /// The folders that hold generated Swift and nothing else.
    package var outputs: [String] { [output] + [testing].compactMap { $0 } }
  }

  /// What a database is for.
  package enum Plane: String, Hashable, Sendable, CaseIterable {
    /// It knows accounts, placements and clusters.
    case control
    /// It holds the rows of tenants; there are many of equal structure.
    case data
  }

  /// How tenants are told apart in the data plane.
  package struct Tenant: Hashable, Sendable {
    /// The table whose rows are the tenants.
    package var root: String
    /// The root's key: the tenant's id.
    package var key: String
    /// The root's column that names the account in the control plane.
    package var account: String
    /// The column of every other tenant table that holds the tenant's id.
    package var column: String
    /// The type of that column.
    package var type: String = "uuid"

    /// Makes the rule.
    package init(root: String, key: String, account: String, column: String) {
      self.root = root
      self.key = key
      self.account = account
      self.column = column
    }
  }

  /// The roles of the data plane, in the database server.
  package struct Roles: Hashable, Sendable {
    /// Serves tenants, held by row security.
    package var application: String
    /// Reads the rows of all tenants.
    package var fleet: String
    /// Owns every object and cannot log in.
    package var owner: String = "demarc_owner"
    /// Moves tenants between clusters; never serves.
    package var replication: String = "demarc_replication"

    /// Makes the roles.
    package init(application: String, fleet: String) {
      self.application = application
      self.fleet = fleet
    }
  }

  /// The contract between the planes, and where what is generated from it goes.
  package struct Contract: Hashable, Sendable {
    /// The file that states it.
    package var file: String
    /// The generated Swift module.
    package var module: String = "ContractData"
    /// The folder of the generated files.
    package var output: String = "generated/ContractData"

    /// Makes a contract that is generated into `generated/ContractData`.
    package init(file: String) {
      self.file = file
    }
  }

  /// Overrides of generated names.
  package struct Names: Hashable, Sendable {
    /// Type names by relation or enum: `nv_accounts` → `Account`.
    package var tables: [String: String] = [:]
    /// Property names by column, case names by enum label: `orders.cls` → `className`.
    package var columns: [String: String] = [:]

    /// No overrides.
    package init() {}
  }

  /// What the linter looks for and where.
  package struct Lint: Hashable, Sendable {
    /// Patterns of cluster names, as regular expressions that match a whole token.
    package var clusters: [String] = []
    /// Types that are clients of a database, beside the well-known drivers.
    package var clientTypes: [String] = []
    /// Names under which clients are injected.
    package var clientNames: [String] = []
    /// Functions that make clients.
    package var clientFactories: [String] = []
    /// Functions that must not be called any more.
    package var removed: [String] = []
    /// The modules in which work on a whole fleet is allowed.
    package var fleet: [String] = []
    /// The modules in which SQL is written by hand, because SQL is what they are about.
    package var sql: [String] = []
    /// Patterns of other files in which cluster names are looked for: YAML, JSON, TOML, `.env`.
    package var files: [String] = []
    /// Folders and files that are not looked at, below the folder of `demarc.yml`.
    package var exclude: [String] = []

    /// Looks for nothing beyond what is built in.
    package init() {}
  }
}

extension Configuration {
  /// The columns of `softDelete`, sorted, as `pages.deleted_at`.
  package var softDeleteColumns: [String] { softDelete.map { "\($0.key).\($0.value)" }.sorted() }

  /// Everything that influences the generated code, as text that is equal exactly when that is.
  package var generationFingerprint: String {
    let databases = databases.values.sorted { $0.name < $1.name }.map { database in
      [
        database.name, database.plane.rawValue, database.migrations, database.queries ?? "",
        database.module, database.output, database.global.sorted().joined(separator: ","),
        database.exclude.sorted().joined(separator: ","),
        database.tenant.map { "\($0.root).\($0.key).\($0.account).\($0.column).\($0.type)" } ?? "",
        database.roles.map { "\($0.application).\($0.fleet).\($0.owner).\($0.replication)" } ?? "",
        database.testing ?? "",
      ].joined(separator: "|")
    }
    let overrides = [names.tables, names.columns, types].map { names in
      names.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
    let contract = contract.map { ["contract|\($0.file)|\($0.module)|\($0.output)"] } ?? []
    let columns = [secrets.sorted(), versions.sorted(), softDeleteColumns].map { columns in
      columns.joined(separator: ",")
    }
    return (databases + overrides + columns + contract)
      .joined(separator: "\n")
  }
}
