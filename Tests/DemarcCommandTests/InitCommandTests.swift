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

  @Test func `of functions of one name, each row type is named by the arguments`() async throws {
    try await SmallProject.withProject { project in
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("demarc.yml"))
      try project.folder.write(
        """
        create function found(a int) returns table (n int) language sql as 'select 1';
        create function found(b text) returns table (n int) language sql as 'select 1';
        create function found(b text, c int) returns table (n int) language sql as 'select 1';

        """,
        to: "db/control/0002_functions.sql"
      )
      // Where the user's own server is does not matter to a throw-away one.
      let environment = ["PGPORT": "6543", "PGTARGETSESSIONATTRS": "read-only"]
      let outcome = try await project.demarc(
        ["init", "--control", "db/control"],
        environment: environment
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let text = try project.folder.read("demarc.yml")
      #expect(text.contains(#"    "found(text)": PublicFoundRow"#))
      #expect(text.contains(#"    "found(text, integer)": Found2Row"#))
      #expect(try await project.demarc(["generate"], environment: environment).status == 0)
    }
  }

  @Test func `tenants that are no uuids are refused at once`() async throws {
    try await SmallProject.withProject { project in
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("demarc.yml"))
      try project.folder.write(
        """
        create table shops (id int primary key);
        create table wares (id int primary key, shop_id int references shops);

        """,
        to: "db/shops/0001_shops.sql"
      )
      let outcome = try await project.demarc("init", "--data", "db/shops")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("apart by a uuid, and 'shop_id' is integer"))
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

  @Test(arguments: [
    ("names: { acounts: Account }", "'names:' names acounts"),
    ("names: { columns: { accounts.slg: name } }", "'names: columns:' names accounts.slg"),
  ])
  func `what is named must exist`(line: String, error: String) async throws {
    try await SmallProject.withProject { project in
      try project.folder.write(SmallProject.configuration + line + "\n", to: "demarc.yml")
      let outcome = try await project.demarc("generate")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(error), "\(outcome.errors)")
    }
  }
}
