import Foundation
import SwiftCompiler
import TestPrograms
import Testing

/// The contract of a product that is not NovaVision.
struct GenerateContractTests {
  private func withContract(_ body: (SmallProject) async throws -> Void) async throws {
    try await SmallProject.withProject { project in
      let configuration = SmallProject.configuration + "contract: db/contract.yml\n"
      try project.folder.write(configuration, to: "demarc.yml")
      try project.folder.write(Self.controlColumns, to: "db/control/0002_contract.sql")
      try project.folder.write(Self.dataColumns, to: "db/stores/0002_contract.sql")
      try project.folder.write(Self.contract, to: "db/contract.yml")
      try await body(project)
    }
  }

  @Test func `it is generated, locked and checked like the rest`() async throws {
    try await withContract { project in
      let first = try await project.demarc("generate")
      #expect(first.status == 0, "\(first.errors)")
      let projection = try project.folder.read("generated/ContractData/ContractProjection.swift")
      #expect(
        projection.contains(
          "public init(account: AccountID, version: Int64, slug: String, title: String?) {"
        )
      )
      #expect(try await project.demarc("generate").output == "Nothing changed.\n")
      #expect(try await project.demarc("generate", "--check").status == 0)

      try project.folder.write(Self.contract + "# changed\n", to: "db/contract.yml")
      let stale = try await project.demarc("generate", "--check")
      #expect(stale.status == 1)
      #expect(
        stale.output == """
          db/contract.yml: it changed since the code was generated; run 'demarc generate' and commit \
          what it writes [changed-input]

          """
      )
    }
  }

  @Test func `what is generated compiles`() async throws {
    try await withContract { project in
      _ = try await project.demarc("generate")
      let folder = project.folder.appendingPathComponent("generated/ContractData")
      let files = try folder.contents().keys.filter { $0.hasSuffix(".swift") }.sorted()
      let compiler = SwiftCompiler(settings: SwiftCompiler.packageSettings)
      let paths = files.map { folder.appendingPathComponent($0).path }
      #expect(try await compiler.typeCheck(paths) == [])
    }
  }

  @Test func `a contract that does not fit is refused, and nothing is written`() async throws {
    try await withContract { project in
      let broken = Self.contract.replacing("title: { from: title }", with: "")
      try project.folder.write(broken, to: "db/contract.yml")
      let before = try project.folder.contents()
      let refused = try await project.demarc("generate")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("The contract has 2 problems; nothing was written:"))
      #expect(refused.errors.contains("neither a field's nor the cluster's own: title."))
      #expect(refused.errors.contains("there is no field 'title'."))
      #expect(try project.folder.contents() == before)
    }
  }

  @Test func `a contract that cannot be read is an error of the configuration`() async throws {
    try await withContract { project in
      try project.folder.write("fields: {}\n", to: "db/contract.yml")
      let refused = try await project.demarc("generate")
      #expect(refused.status == 2)
      #expect(refused.errors.contains("db/contract.yml:1: 'control': the key is missing; add it."))
    }
  }

  private static let controlColumns = """
    alter table accounts
      add version bigint not null default 0, add cluster text references clusters (name),
      add title text;
    create table outbox (
      key text primary key, account_id uuid not null, event text not null,
      version bigint not null, payload jsonb not null, status text not null default 'open'
    );

    """

  private static let dataColumns = """
    alter table stores
      add version bigint not null default 0, add slug text not null, add title text;

    """

  private static let contract = """
    control: { database: control, table: accounts, version: version, cluster: cluster }
    data: { database: stores, version: version }
    outbox:
      table: outbox
      key: key
      account: account_id
      event: event
      version: version
      payload: payload
      status: status
      open: [open]
    fields:
      slug: { from: slug }
      title: { from: title }
    events: { changed: [slug, title] }
    checks: { any: { drift: A field differs., severity: P1, repair: always } }

    """
}
