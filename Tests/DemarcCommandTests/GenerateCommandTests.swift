import Foundation
import TestPrograms
import Testing

struct GenerateCommandTests {
  @Test func `a second run changes nothing, and --check needs no server`() async throws {
    try await SmallProject.withProject { project in
      let first = try await project.demarc("generate")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output.contains("files added, 0 changed, 0 removed."))
      let written = try project.folder.contents()
      let second = try await project.demarc("generate")
      #expect(second.output == "Nothing changed.\n")
      #expect(try project.folder.contents() == written)
      let check = try await project.demarc(
        "generate",
        "--check",
        environment: ["DEMARC_POSTGRES_BIN": "/nowhere"]
      )
      #expect(check.status == 0)
      #expect(check.output == "The generated code belongs to the schemas.\n")
    }
  }

  @Test func `a new migration changes exactly what it should`() async throws {
    try await SmallProject.withProject { project in
      _ = try await project.demarc("generate")
      let before = try project.folder.contents()
      try project.folder.write(
        "alter table orders add note text;\n",
        to: "db/stores/0002_note.sql"
      )
      let stale = try await project.demarc("generate", "--check")
      #expect(stale.status == 1)
      #expect(
        stale.output == """
          db/stores/0002_note.sql: it was added since the code was generated; run 'demarc generate' \
          and commit what it writes [changed-input]

          """
      )
      let outcome = try await project.demarc("generate")
      #expect(outcome.output.contains("stores: orders.note: added"))
      let after = try project.folder.contents()
      let changed = Set(after.keys).filter { before[$0] != after[$0] }
      #expect(
        changed == [
          "db/stores/0002_note.sql", "generated/StoreData/Order/Order.swift",
          "generated/StoreData/Order/Order+Changes.swift",
          "generated/StoreData/Order/OrderRepository.swift", "schema/stores.snapshot.json",
          "schema/demarc.lock.json",
        ]
      )
    }
  }

  @Test func `what was deleted below generated comes back`() async throws {
    try await SmallProject.withProject { project in
      _ = try await project.demarc("generate")
      let before = try project.folder.contents()
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("generated"))
      _ = try await project.demarc("generate")
      #expect(try project.folder.contents() == before)
    }
  }

  @Test func `SQL that fails names file, line and the server's message, and changes nothing`()
    async throws
  {
    try await SmallProject.withProject { project in
      _ = try await project.demarc("generate")
      try project.folder.write(
        "create table a (id int);\n\nselect nope();\n",
        to: "db/stores/0002_bad.sql"
      )
      let before = try project.folder.contents()
      let outcome = try await project.demarc("generate")
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.contains(
          "error: db/stores/0002_bad.sql:3:8: function nope() does not exist (SQLSTATE 42883)"
        )
      )
      #expect(try project.folder.contents() == before)
    }
  }

  @Test func `a relation that nobody classified is an error with the line to paste`() async throws {
    try await SmallProject.withProject { project in
      try project.folder.write(
        "create table fees (id int primary key); create table taxes (id int primary key);",
        to: "db/stores/0002_fees.sql"
      )
      let outcome = try await project.demarc("generate")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("relations fees, taxes: they have no column store_id"))
      #expect(outcome.errors.contains("global: [fees, taxes]"))
      #expect(
        !FileManager.default.fileExists(
          atPath: project.folder.appendingPathComponent("generated").path
        )
      )
    }
  }

  @Test func `no Postgres, and a server that is down, are errors with the next step`() async throws
  {
    try await SmallProject.withProject { project in
      let none = try await project.demarc(
        "generate",
        environment: ["DEMARC_POSTGRES_BIN": "/nowhere"]
      )
      #expect(none.status == 1)
      #expect(none.errors.contains("There is no Postgres server on this machine"))
      #expect(none.errors.contains("DEMARC_POSTGRES_BIN"))
      let down = try await project.demarc(
        "generate",
        environment: ["CONTROL_DATABASE_URL": "postgres://u:hidden@127.0.0.1:1/x"]
      )
      #expect(down.status == 1)
      #expect(down.errors.contains("No connection to database 'x' on 127.0.0.1:1 as 'u'"))
      #expect(!down.errors.contains("hidden"))
    }
  }

  @Test func `a broken demarc.yml is named by line and key, with status 2`() async throws {
    try await SmallProject.withProject { project in
      let text = SmallProject.configuration.replacing("    plane: data", with: "    plane: dta")
      try project.folder.write(text, to: "demarc.yml")
      let outcome = try await project.demarc("generate", "--check")
      #expect(outcome.status == 2)
      #expect(
        outcome.errors.contains("demarc.yml:4: 'databases.stores.plane': there is no plane 'dta'")
      )
    }
  }

  @Test func `an unknown option has status 2, and help shows examples`() async throws {
    try await SmallProject.withProject { project in
      #expect(try await project.demarc("generate", "--frob").status == 2)
      let help = try await project.demarc("generate", "--help")
      #expect(help.status == 0)
      #expect(help.output.contains("EXAMPLES"))
    }
  }
}
