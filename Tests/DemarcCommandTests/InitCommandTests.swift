import Foundation
import TestPrograms
import Testing

struct InitCommandTests {
  @Test func `init finds the tenant, and generate goes on from there`() async throws {
    try await SmallProject.withProject { project in
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("demarc.yml"))
      let outcome = try await project.demarc(
        "init",
        "--control",
        "db/control",
        "--data",
        "db/stores"
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        try project.folder.read("demarc.yml").contains(
          "tenant: { root: stores, key: id, account: account_id, column: store_id, type: uuid }"
        )
      )
      // What only the product knows is shown where it belongs.
      #expect(try project.folder.read("demarc.yml").contains("    # clusters: what lists them"))
      #expect(try await project.demarc("generate").status == 0)
    }
  }

  @Test func `a demarc.yml that is there stays as it is`() async throws {
    try await SmallProject.withProject { project in
      let outcome = try await project.demarc(
        "init",
        "--control",
        "db/control",
        "--data",
        "db/stores"
      )
      #expect(outcome.status == 2)
      #expect(try project.folder.read("demarc.yml") == SmallProject.configuration)
    }
  }

  @Test func `init settles what demarc.yml can settle, and says why`() async throws {
    try await SmallProject.withProject { project in
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("demarc.yml"))
      try project.folder.write(
        """
        create schema sales;
        create table sales.accounts (id bigint primary key, paid money, place point);
        create function any_of("values" anyarray) returns bigint language sql as 'select 1::bigint';
        create type spot as (place point);
        create table spots (spot spot, a_b text, "a b" text);
        create view named as select slug from accounts;

        """,
        to: "db/control/0002_odd.sql"
      )
      let outcome = try await project.demarc("init", "--control", "db/control")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Settled in demarc.yml, each with its cause: 6 problems."))
      let text = try project.folder.read("demarc.yml")
      for line in [
        "      # function any_of(anyarray), values: the type anyarray has no mapping to a Swift type",
        "      - \"any_of(anyarray)\"",
        "      - spot",
        "  pg_catalog.money: String",
        "  public.spot: String",
        "    sales.accounts: SalesAccount",
        "    spots.a_b: aB2",
      ] {
        #expect(text.contains(line + "\n"), "\(line)")
      }
      #expect(!text.contains("plane: data"))
      #expect(try await project.demarc("generate").status == 0)
    }
  }

  @Test func `init without migrations names the options`() async throws {
    try await SmallProject.withProject { project in
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("demarc.yml"))
      let outcome = try await project.demarc("init")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("Name the folders of migrations with --control and --data."))
      let missing = try await project.demarc("init", "--data", "db/none")
      #expect(missing.status == 2 && missing.errors.contains("There is no folder db/none."))
    }
  }

  @Test func `what is excluded must exist`() async throws {
    try await SmallProject.withProject { project in
      let text = SmallProject.configuration.replacing(
        "plane: control,",
        with: "plane: control, exclude: [acounts],"
      )
      try project.folder.write(text, to: "demarc.yml")
      let outcome = try await project.demarc("generate")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("'exclude:' of control names acounts"))
    }
  }
}
