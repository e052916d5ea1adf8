import ConfigurationFile
import Foundation
import Testing

struct ConfigurationTests {
  @Test func `every key is read`() throws {
    let configuration = try Configuration(
      yaml: """
        databases:
          admin: { plane: control, migrations: schema/admin, queries: schema/queries, module: A,
                   output: generated/A, url: ${ADMIN_URL} }
          backend:
            plane: data
            migrations: schema/backend
            module: BackendData
            output: generated/BackendData
            url: ${BACKEND_URL}  # the one that is cloned
            tenant: { root: clients, key: id, account: account_id, column: client_id, type: uuid }
            global: [rates, "odd name"]
            clusters: "select id, url from clusters where key = '${NOT_ONE}: ${NOT_ONE}'"
            roles: { application: app, fleet: fleet, owner: owner, replication: copier }
        names:
          nv_accounts: Account
          tables: { orders: Purchase }
          columns: { "orders.cls": className }
        types: { "public.vector": Vector }
        secrets: [clients.token]
        contract: schema/contract.yml
        lint:
          clusters: ["cluster_[0-9]+"]
          clients: { types: [AdminClient], names: [ADMIN], factories: [createClient] }
          removed: [getPool]
          fleet: [ControlPlane]
          exclude: [Vendor]
        """,
      path: "demarc.yml"
    )

    let admin = try #require(configuration.databases["admin"])
    #expect(admin.plane == .control)
    #expect(admin.queries == "schema/queries")
    #expect(admin.urlVariable == "ADMIN_URL")
    let backend = try #require(configuration.databases["backend"])
    #expect(backend.urlVariable == "BACKEND_URL")
    #expect(backend.tenant?.root == "clients" && backend.tenant?.column == "client_id")
    #expect(backend.global == ["rates", "odd name"])
    #expect(backend.clusters == "select id, url from clusters where key = '${NOT_ONE}: ${NOT_ONE}'")
    #expect(backend.roles?.owner == "owner" && backend.roles?.replication == "copier")
    #expect(configuration.names.tables == ["nv_accounts": "Account", "orders": "Purchase"])
    #expect(configuration.names.columns == ["orders.cls": "className"])
    #expect(configuration.types == ["public.vector": "Vector"])
    #expect(configuration.secrets == ["clients.token"])
    #expect(configuration.contract?.file == "schema/contract.yml")
    #expect(configuration.contract?.module == "ContractData")
    #expect(configuration.contract?.output == "generated/ContractData")
    #expect(configuration.lint.clusters == ["cluster_[0-9]+"])
    #expect(configuration.lint.clientTypes == ["AdminClient"])
    #expect(configuration.lint.clientNames == ["ADMIN"])
    #expect(configuration.lint.clientFactories == ["createClient"])
    #expect(configuration.lint.removed == ["getPool"])
    #expect(configuration.lint.fleet == ["ControlPlane"])
    #expect(configuration.lint.exclude == ["Vendor"])
  }

  @Test func `a contract can name its module and its folder`() throws {
    let named = try Configuration(
      yaml: control() + "\ncontract: { file: c.yml, module: Copies, output: made/copies }",
      path: "demarc.yml"
    ).contract
    #expect(named?.module == "Copies" && named?.output == "made/copies")
    let module = try Configuration(
      yaml: control() + "\ncontract: { file: c.yml, module: Copies }",
      path: "demarc.yml"
    ).contract
    #expect(module?.output == "generated/Copies")
  }

  @Test func `roles that are not named have names`() throws {
    let yaml = data("roles: { application: app, fleet: fleet }")
    let configuration = try Configuration(yaml: yaml, path: "demarc.yml")
    let roles = try #require(configuration.databases["backend"]?.roles)
    #expect(roles.owner == "demarc_owner" && roles.replication == "demarc_replication")
  }

  @Test func `a broken file is named with the line and the key`() {
    for (yaml, message) in brokenFiles {
      do throws(ConfigurationError) {
        _ = try Configuration(yaml: yaml, path: "demarc.yml")
        Issue.record("read without an error:\n\(yaml)")
      } catch {
        #expect("\(error)" == message)
      }
    }
  }

  @Test func `a file that cannot be read is named`() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-\(UUID().uuidString).yml").path
    #expect(
      loadingError(path)
        == "\(path): the file cannot be read. Check the path, or write one with 'demarc init'."
    )
    try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(loadingError(path) == "\(path): the file is not UTF-8 text. Save it as UTF-8.")
  }

  private func loadingError(_ path: String) -> String? {
    do throws(ConfigurationError) {
      _ = try Configuration.load(from: path)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `only what influences generation changes the fingerprint`() throws {
    let plain = try Configuration(yaml: control(), path: "demarc.yml")
    let more = "\nlint: { removed: [old] }"
    let linted = try Configuration(yaml: control() + more, path: "other.yml")
    #expect(plain.generationFingerprint == linted.generationFingerprint)
    for change in ["secrets: [a.b]", "names: { a: B }", "types: { \"public.a\": B }"]
      + ["versions: [a.b]", "soft_delete: { a: b }"]
      + ["contract: c.yml", "contract: { file: c.yml, module: C }"]
    {
      let changed = try Configuration(yaml: control() + "\n" + change, path: "demarc.yml")
      #expect(plain.generationFingerprint != changed.generationFingerprint, "\(change)")
    }
  }
}

private func control(_ more: String = "") -> String {
  """
  databases:
    admin:
      plane: control
      migrations: schema/admin
      module: AdminData
      output: generated/AdminData
      \(more)
  """
}

private func data(_ more: String) -> String {
  """
  databases:
    backend:
      plane: data
      migrations: schema/backend
      module: BackendData
      output: generated/BackendData
      tenant: { root: clients, key: id, account: account_id, column: client_id }
      \(more)
  """
}

/// Files with one mistake each, and the words in which it is reported.
private let brokenFiles: [(yaml: String, message: String)] = [
  ("", "demarc.yml: the file is empty. Write one with 'demarc init'."),
  (
    "databases: {}\nnames: { a: b: c }\nsecrets: []",
    """
    demarc.yml:2: this is no YAML: did not find expected ',' or '}'. Check the indentation \
    and the quotes.
    """
  ),
  (
    "databases: {}\nnames:\n\ttables: {}",
    """
    demarc.yml:3: this is no YAML: found character that cannot start any token. Check the \
    indentation and the quotes.
    """
  ),
  ("- one", "demarc.yml:1: a mapping of keys is expected here, as in 'key: value'."),
  (
    "databases: {}\ndatabase: {}",
    """
    demarc.yml:2: 'database': there is no such key; did you mean 'databases'? Known here: databases, names, types, \
    secrets, versions, soft_delete, contract, lint.
    """
  ),
  (
    "databases:\n  admin: true",
    "demarc.yml:2: 'databases.admin': a mapping of keys is expected here, as in 'key: value'."
  ),
  (
    control("plain: control"),
    """
    demarc.yml:7: 'databases.admin.plain': there is no such key; known here: plane, \
    migrations, queries, module, output, testing, url, tenant, global, exclude, \
    clusters, roles.
    """
  ),
  (
    control("url: postgres://me:secret@host/db"),
    "demarc.yml:7: 'databases.admin.url': name an environment variable, as in ${DATABASE_URL}."
  ),
  (
    control("url: ${NO SUCH}"),
    "demarc.yml:7: 'databases.admin.url': name an environment variable, as in ${DATABASE_URL}."
  ),
  (control("module: Other"), "demarc.yml:5: 'module': the key stands twice. Keep one."),
  (
    control("tenant: { root: clients }"),
    """
    demarc.yml:7: 'databases.admin.tenant': only a database of the data plane has it; take \
    it out.
    """
  ),
  (
    control("migrations: other") + "\n",
    "demarc.yml:4: 'migrations': the key stands twice. Keep one."
  ),
  (
    "databases:\n  admin:\n    plane: middle",
    "demarc.yml:3: 'databases.admin.plane': there is no plane 'middle'; write control or data."
  ),
  (
    "databases:\n  admin:\n    plane: control\n    migrations: schema/admin",
    "demarc.yml:3: 'databases.admin.module': the key is missing; add it."
  ),
  (
    control().replacing("output: generated/AdminData", with: "output: ."),
    """
    demarc.yml:6: 'databases.admin.output': name a folder below that of demarc.yml, without \
    '.' or '..' in its path.
    """
  ),
  (
    control().replacing("output: generated/AdminData", with: "output: ../Sources"),
    """
    demarc.yml:6: 'databases.admin.output': name a folder below that of demarc.yml, without \
    '.' or '..' in its path.
    """
  ),
  (
    control().replacing("output: generated/AdminData", with: "output: schema"),
    """
    demarc.yml:6: 'databases.admin.output': the migrations stand there too; give the \
    generated code its own.
    """
  ),
  (
    control().replacing(
      "output: generated/AdminData",
      with: "output: generated/AdminData\n    queries: generated/AdminData/queries"
    ),
    """
    demarc.yml:6: 'databases.admin.output': the queries stand there too; give the \
    generated code its own.
    """
  ),
  (
    control()
      + "\n  other:\n    plane: control\n    migrations: m\n    module: M\n    output: generated",
    "demarc.yml:6: 'databases.admin.output': 'other' writes there too; give each database its own."
  ),
  (data(""), "demarc.yml:3: 'databases.backend.roles': the key is missing; add it."),
  (
    data("roles: { application: app }"),
    "demarc.yml:8: 'databases.backend.roles.fleet': the key is missing; add it."
  ),
  (
    data("global: rates\n    roles: { application: app, fleet: fleet }"),
    "demarc.yml:8: 'databases.backend.global': a list is expected here, as in '[one, two]'."
  ),
  (
    data("global:\n      - [nested]\n    roles: { application: app, fleet: fleet }"),
    "demarc.yml:9: 'databases.backend.global': every element of the list must be a text."
  ),
  (
    data("roles: { application: app, fleet: fleet }")
      .replacing("column: client_id", with: "column: client_id, type: bigint"),
    """
    demarc.yml:7: 'databases.backend.tenant.type': tenants are told apart by a uuid; bigint \
    is not supported.
    """
  ),
  ("secrets: one", "demarc.yml:1: 'secrets': a list is expected here, as in '[one, two]'."),
  ("names: { orders: [a] }", "demarc.yml:1: 'names.orders': a text is expected here."),
  (
    "names: { tables: { orders: } }",
    "demarc.yml:1: 'names.tables.orders': a text is expected here."
  ),
  (
    "lint:\n  clusters:\n    - fine\n    - '('",
    "demarc.yml:4: 'lint.clusters': '(' is no regular expression: expected ')'."
  ),
  (
    "lint:\n  client: {}",
    """
    demarc.yml:2: 'lint.client': there is no such key; did you mean 'clients'? Known here: clusters, clients, \
    removed, fleet, sql, files, exclude.
    """
  ),
  (
    "lint:\n  clients:\n    type: []",
    """
    demarc.yml:3: 'lint.clients.type': there is no such key; did you mean 'types'? Known here: types, \
    names, factories.
    """
  ),
  (
    "contract: [one]",
    "demarc.yml:1: 'contract': a mapping of keys is expected here, as in 'key: value'."
  ),
  (
    control() + "\ncontract: { file: c.yml, output: ../made }",
    """
    demarc.yml:8: 'contract': name as its output a folder below that of demarc.yml, without '.' or \
    '..' in its path.
    """
  ),
  (
    control() + "\ncontract: { file: c.yml, output: generated/AdminData/Contract }",
    """
    demarc.yml:8: 'contract': the files of 'admin' stand in generated/AdminData; give the contract's \
    code its own folder.
    """
  ),
  (
    control() + "\ncontract: generated/ContractData/contract.yml",
    """
    demarc.yml:8: 'contract': it stands among what is generated from it; move it elsewhere.
    """
  ),
  ("? [a, b]\n: c", "demarc.yml:1: a key must be a plain word."),
  (
    "secrets: []\nnames: {}\nsecrets: []",
    "demarc.yml:1: 'secrets': the key stands twice. Keep one."
  ),
]
