import Foundation
import TestPrograms

/// A project with two small schemas, in a folder of its own.
struct SmallProject {
  let folder: URL
  private let demarc = BuiltProgram("demarc")

  /// Lends a project.
  static func withProject(_ body: (SmallProject) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try folder.write(configuration, to: "demarc.yml")
      try folder.write(controlSchema, to: "db/control/0001_accounts.sql")
      try folder.write(dataSchema, to: "db/stores/0001_orders.sql")
      try await body(SmallProject(folder: folder))
    }
  }

  /// Runs `demarc` in the project, without the variables of whoever runs the tests.
  func demarc(
    _ arguments: String...,
    environment: [String: String?] = [:]
  ) async throws -> BuiltProgram.Outcome {
    try await demarc(arguments, environment: environment)
  }

  /// Runs `demarc` with a list of arguments.
  func demarc(
    _ arguments: [String],
    environment: [String: String?] = [:]
  ) async throws -> BuiltProgram.Outcome {
    try await demarc.run(
      arguments,
      in: folder,
      environment: ["CONTROL_DATABASE_URL": nil as String?].merging(environment) { $1 }
    )
  }

  static let configuration = """
    databases:
      control: { plane: control, migrations: db/control, module: ControlData, output: generated/ControlData, url: ${CONTROL_DATABASE_URL} }
      stores:
        plane: data
        migrations: db/stores
        module: StoreData
        output: generated/StoreData
        tenant: { root: stores, key: id, account: account_id, column: store_id, type: uuid }
        clusters: "select name, url from clusters where :secret <> ''"
        roles: { application: app, fleet: fleet }

    """

  static let controlSchema = """
    create table accounts (id uuid primary key default gen_random_uuid(), slug text not null unique);
    create table clusters (name text primary key, url text not null);

    """

  static let dataSchema = """
    create table stores (
      id uuid primary key,
      account_id uuid not null unique
    );
    select demarc.isolate('stores', 'id');

    create table orders (
      store_id uuid not null references stores (id),
      id uuid not null default gen_random_uuid(),
      total numeric not null,
      primary key (store_id, id)
    );
    select demarc.isolate('orders', 'store_id');

    """
}
