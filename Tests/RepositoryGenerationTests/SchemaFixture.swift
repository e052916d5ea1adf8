import Catalog
import ConfigurationFile
import RepositoryGeneration

/// A small schema and how it is configured, made without a database.
struct SchemaFixture {
  var database: Configuration.Database
  var configuration: Configuration
  var domains: [DomainType] = []
  var composites: [CompositeType] = []
  var ranges: [RangeType] = []
  var enums: [EnumType] = []
  var relations: [Relation] = []
  var routines: [Routine] = []
  var queries: [QueryFile] = []
  /// What Postgres says of a statement.
  var describe: (String) -> Result<StatementDescription, StatementRefusal> = { _ in
    .success(StatementDescription())
  }

  /// A control plane with nothing in it.
  static func control() -> SchemaFixture {
    SchemaFixture(
      Configuration.Database(
        name: "admin",
        plane: .control,
        migrations: "schema/admin",
        module: "AdminData",
        output: "generated/AdminData"
      )
    )
  }

  /// A data plane with nothing but its root, which keeps every rule.
  static func data() -> SchemaFixture {
    var database = Configuration.Database(
      name: "backend",
      plane: .data,
      migrations: "schema/backend",
      module: "BackendData",
      output: "generated/BackendData"
    )
    database.tenant = Configuration.Tenant(
      root: "clients",
      key: "id",
      account: "account_id",
      column: "client_id"
    )
    database.roles = Configuration.Roles(application: "app", fleet: "fleet")
    var fixture = SchemaFixture(database)
    fixture.relations = [
      table(
        "clients",
        [.uuid("account_id"), .uuid("id")],
        key: ["id"],
        rowSecurity: .forced,
        policies: policies(on: "id")
      )
    ]
    return fixture
  }

  private init(_ database: Configuration.Database) {
    self.database = database
    configuration = Configuration(path: "demarc.yml", databases: [database.name: database])
  }

  var schema: DatabaseSchema {
    DatabaseSchema(
      extensions: [],
      domains: domains,
      composites: composites,
      enums: enums,
      ranges: ranges,
      relations: relations,
      routines: routines
    )
  }

  func files() throws(GenerationError) -> [GeneratedFile] {
    let generator = RepositoryGenerator(database: database, configuration: configuration)
    let statements = Set(generator.statements(of: queries, in: schema).map(\.sql))
    return try generator.files(
      for: schema,
      queries: queries,
      descriptions: Dictionary(uniqueKeysWithValues: statements.map { ($0, describe($0)) })
    )
  }

  /// The samples of drafts, by path.
  func samples() throws -> [String: String] {
    let generator = RepositoryGenerator(database: database, configuration: configuration)
    return Dictionary(
      uniqueKeysWithValues: try generator.sampleFiles(for: schema).map { ($0.path, $0.text) }
    )
  }

  /// What cannot be generated, in the words in which it is reported.
  func problems() -> [String] {
    do throws(GenerationError) {
      _ = try files()
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  // MARK: Parts of a schema

  /// A table in `public`.
  static func table(
    _ name: String,
    _ columns: [Column],
    key: [String]? = nil,
    uniqueKeys: [Key] = [],
    foreignKeys: [ForeignKey] = [],
    indexes: [Index] = [],
    rowSecurity: RowSecurity = .disabled,
    policies: [Policy] = []
  ) -> Relation {
    Relation(
      name: QualifiedName(schema: "public", name: name),
      kind: .table,
      columns: columns,
      primaryKey: key.map { Key(name: "\(name)_pkey", columns: $0) },
      uniqueKeys: uniqueKeys,
      foreignKeys: foreignKeys,
      indexes: indexes,
      rowSecurity: rowSecurity,
      policies: policies
    )
  }

  /// A tenant's table that keeps every rule.
  static func tenantTable(_ name: String, _ columns: [Column] = []) -> Relation {
    table(
      name,
      [.uuid("client_id"), .uuid("id")] + columns,
      key: ["client_id", "id"],
      rowSecurity: .forced,
      policies: policies(on: "client_id")
    )
  }

  /// The policies that every tenant table must have.
  static func policies(on column: String) -> [Policy] {
    let condition = "(\(column) = (current_setting('demarc.tenant'::text))::uuid)"
    return [true, false].map { isPermissive in
      Policy(
        name: isPermissive ? "tenant" : "tenant_only",
        isPermissive: isPermissive,
        command: "all",
        roles: ["app"],
        using: condition,
        withCheck: condition
      )
    }
  }
}

extension Column {
  static func uuid(_ name: String) -> Column { Column(name: name, type: .uuid, isNullable: false) }

  static func text(_ name: String) -> Column { Column(name: name, type: .text, isNullable: false) }
}

extension TypeReference {
  static let uuid: TypeReference = .builtin("uuid")
  static let text: TypeReference = .builtin("text")

  static func builtin(_ name: String) -> TypeReference {
    TypeReference(
      name: QualifiedName(schema: "pg_catalog", name: name),
      isArray: false,
      sql: name
    )
  }
}
