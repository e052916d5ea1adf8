import Catalog
import ConfigurationFile
import Testing

/// Every mistake in a contract is named with the file, the line, the key and the next step.
struct ContractProblemTests {
  @Test(arguments: Mistake.all)
  func `a mistake is named`(mistake: Mistake) throws {
    let refusal = try ContractFixture().replacing(mistake.old, with: mistake.new).refusal()
    let text = refusal.replacing(#/^schema/contract\.yml:\d+: /#, with: "")
    #expect(text == mistake.message)
  }

  @Test func `the line is that of the mistake`() throws {
    let fixture = try ContractFixture().replacing("    from: slug\n", with: "    from: slgu\n")
    let lines = fixture.yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("slgu") }) + 1
    #expect(try fixture.refusal().hasPrefix("schema/contract.yml:\(line): 'fields.slug.from': "))
  }

  @Test func `all mistakes are named at once`() throws {
    let refusal = try ContractFixture()
      .replacing("    transform: entitlements\n", with: "")
      .replacing("own: [connection_type, ", with: "own: [")
      .replacing("fields: [slug]", with: "fields: [slog]")
      .refusal()
    #expect(refusal.split(separator: "\n").count == 3, "\(refusal)")
  }

  @Test func `a column that somebody adds to the copy must be a field, or the cluster's own`()
    throws
  {
    var fixture = try ContractFixture()
    var backend = try #require(fixture.schemas["backend"])
    let position = try #require(backend.relations.firstIndex { $0.name.name == "clients" })
    var column = try #require(backend.relations[position].column(named: "phone"))
    column.name = "fax"
    backend.relations[position].columns.append(column)
    fixture.schemas["backend"] = backend
    let refusal = try fixture.refusal()
    #expect(refusal.contains("neither a field's nor the cluster's own: fax."))
  }

  @Test func `a type of the project's own is neither read nor compared yet`() throws {
    var fixture = try ContractFixture()
    fixture.configuration.types["public.citext"] = "Email"
    let refusal = try fixture.refusal()
    #expect(refusal.contains("values of the type citext cannot be read for a contract yet."))
    #expect(refusal.contains("values of the type citext cannot be compared across databases yet"))
  }

  @Test func `a column that would hide what code means must be called otherwise`() throws {
    var fixture = try ContractFixture()
    fixture.configuration.names.columns["clients.slug"] = "field"
    #expect(
      try fixture.refusal().contains("generated code means something else by field.")
    )
  }

  @Test func `a field is secret exactly when demarc.yml has its columns among the secrets`() throws
  {
    var fixture = try ContractFixture()
    fixture.configuration.secrets.remove("clients.mp_access_token")
    #expect(
      try fixture.refusal().contains(
        "'secrets:' of demarc.yml does not have clients.mp_access_token. Add it."
      )
    )
    fixture = try ContractFixture()
    fixture.configuration.secrets.insert("clients.slug")
    #expect(
      try fixture.refusal().contains(
        "'secrets:' of demarc.yml has clients.slug. Write 'sensitivity: secret'."
      )
    )
  }
}

/// A contract with one mistake, and the words in which it is reported.
struct Mistake: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  let message: String

  var testDescription: String { new }

  init(_ old: String, _ new: String, _ message: String) {
    self.old = old
    self.new = new
    self.message = message
  }

  static let all: [Mistake] = ofPlanes + ofEmptiness + ofFields + ofNames + ofEvents + ofChecks

  private static let ofPlanes: [Mistake] = [
    Mistake(
      "outbox:\n",
      "out_box:\n",
      """
      'out_box': there is no such key; did you mean 'outbox'? Known here: control, data, outbox, fields, events, checks.
      """
    ),
    Mistake(
      "control:\n  database: admin",
      "control:\n  database: admni",
      "'control.database': demarc.yml has no database 'admni'. Did you mean 'admin'?"
    ),
    Mistake(
      "control:\n  database: admin",
      "control:\n  database: backend",
      "'control.database': 'backend' is of the plane 'data'; name another one."
    ),
    Mistake(
      "table: nv_accounts",
      "table: nv_acounts",
      "'control.table': 'admin' has no table 'nv_acounts'. Did you mean 'nv_accounts'?"
    ),
    Mistake(
      "version: contract_version",
      "version: slug",
      "'control.version': it is of type text, and must be of bigint."
    ),
    Mistake(
      "where: { status: active }",
      "where: { quantity: 1 }",
      """
      'control.lists.addons.where.quantity': here a column of text equals a text, or one of several.
      """
    ),
    Mistake(
      "key: event_key",
      "key: event_type",
      """
      'outbox.key': no unique key holds it alone, so an event could be announced twice.
      """
    ),
    Mistake(
      "own: [connection_type, ",
      "own: [connection_type, slug, ",
      "'data.own': 'slug' is the target of a field too; it is the one or the other."
    ),
    Mistake(
      "own: [connection_type, ",
      "own: [connection_type, id, ",
      "'data.own': 'id' is the key or the version of the copy; take it out."
    ),
  ]

  private static let ofEmptiness: [Mistake] = [
    Mistake(
      "to: [plan, plan_key]",
      "to: []",
      "'fields.plan': say 'to' which columns the field is copied."
    ),
    Mistake(
      "    from: slug\n",
      "    from: []\n",
      "'fields.slug': say 'from' which columns the field comes."
    ),
    Mistake(
      "fields: [slug]",
      "fields: []",
      "'checks.D3.fields': name at least one field, or take the key out: any field is meant."
    ),
    Mistake(
      "control: { status: suspended }",
      "control: { status: [] }",
      "'checks.D2.control.status': name what the column holds: a text, or several."
    ),
    Mistake(
      "open: [pending, processing, failed]",
      "open: []",
      "'outbox.open': name the states of an event that will still be applied."
    ),
  ]

  private static let ofFields: [Mistake] = [
    Mistake(
      "    transform: entitlements\n",
      "",
      """
      'fields.entitlements': 2 columns cannot be copied to 1. Name a 'transform' that makes these of \
      those.
      """
    ),
    Mistake(
      "    transform: billing_period\n",
      "",
      """
      'fields.billing_period': subscriptions.billing_cycle is String? in Swift, and billing_period is \
      String. Name a 'transform' that makes the one of the other.
      """
    ),
    Mistake(
      "sensitivity: secret",
      "sensitivity: hidden",
      """
      'fields.mp_access_token.sensitivity': 'hidden' means nothing here; write open, or personal, or \
      secret.
      """
    ),
  ]

  private static let ofNames: [Mistake] = [
    Mistake(
      "  lists:\n",
      "    cluster: { table: backend_clusters, on: { cluster_id: backend_cluster_id } }\n  lists:\n",
      "'control.beside.cluster': nothing is read of it. Take it out, or name it in a field."
    ),
    Mistake(
      "  settings.synced:",
      "  account_updated: [slug]\n  settings.synced:",
      """
      'events.account_updated': it meets 'account.updated' in the Swift name accountUpdated. Call one \
      of them otherwise.
      """
    ),
    Mistake(
      "  settings.synced:",
      "  payload: [slug]\n  settings.synced:",
      "'events.payload': generated code means something else by payload. Call it otherwise."
    ),
    Mistake(
      "  D7:\n",
      "  severity:\n",
      "'checks.severity': generated code means something else by severity. Call it otherwise."
    ),
  ]

  private static let ofEvents: [Mistake] = [
    Mistake(
      "entitlements.synced: [entitlements]",
      "entitlements.synced: [entitlement]",
      """
      'events.entitlements.synced': there is no field 'entitlement'. Did you mean 'entitlements'?
      """
    ),
    Mistake(
      "[mp_access_token, mp_public_key]",
      "[mp_access_token]",
      """
      'fields.mp_public_key': no event announces that it changed; name it under 'events'.
      """
    ),
  ]

  private static let ofChecks: [Mistake] = [
    Mistake(
      "publication_status: not published",
      "publication_status: not publisched",
      """
      'checks.D1.data.publication_status': 'publication_status' is never 'publisched'. Did you mean \
      'published'?
      """
    ),
    Mistake(
      "data: { mp_access_token: none }",
      "data: { mp_access_token: abc }",
      "'checks.D5.data.mp_access_token': of a secret a check may only say 'none'."
    ),
    Mistake(
      "control: { mp_connected: true }",
      "control: { mp_connected: maybe }",
      "'checks.D5.control.mp_connected': it is a boolean; write true or false."
    ),
    Mistake(
      "severity: P0\n    missing",
      "severity: P9\n    missing",
      "'checks.D6.severity': 'P9' means nothing here; write P0, or P1, or P2."
    ),
    Mistake(
      "live] }\n    repair: never",
      "live] }\n    repair: always",
      "'checks.D6': a row that is missing is provisioned, not repaired; write 'never'."
    ),
    Mistake(
      "    fields: [slug]\n",
      "",
      "'checks.D3': it takes every difference, so no check after it finds any."
    ),
    Mistake(
      """
        D8:
          drift: Another field of the contract differs.
          severity: P1
          repair: asked

      """,
      "",
      """
      'checks.D7': some difference might belong to no check. Let the last one name no fields and no \
      conditions.
      """
    ),
  ]
}
