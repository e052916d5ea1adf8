import Catalog
import ConfigurationFile
import PostgresDriver
import RepositoryGeneration
import SchemaIntrospection
import TestServers
import Testing

/// Two databases of the same structure give the same bytes, however they came to it.
struct DeterminismTests {
  @Test func `neither creation order nor column order nor search path shows`() async throws {
    let first = try await outcome(of: Self.first)
    let second = try await outcome(of: Self.second)
    #expect(first.snapshot.split(separator: "\n") == second.snapshot.split(separator: "\n"))
    #expect(differences(between: first.files, and: second.files) == [])
    #expect(first.files.count > 8)
  }

  @Test(arguments: UInt64(1)...4)
  func `no order in which migrations can be applied shows`(seed: UInt64) async throws {
    var generator = SplitMix64(seed: seed)
    let sorted = try await outcome(applying: Self.statements)
    let shuffled = try await outcome(applying: Self.statements.shuffled(using: &generator))
    #expect(sorted.snapshot.split(separator: "\n") == shuffled.snapshot.split(separator: "\n"))
    #expect(differences(between: sorted.files, and: shuffled.files) == [])
    #expect(sorted.files.count > 12)
  }

  /// Applies statements, each as soon as what it needs is there, with columns that come and go between them.
  private func outcome(
    applying statements: [String]
  ) async throws -> (snapshot: String, files: [String: String]) {
    try await TestServer.withDatabase { connectionString in
      try await withClient(PostgresConfiguration(connectionString)) { client in
        try await client.withConnection { connection in
          var waiting = statements
          while !waiting.isEmpty {
            let before = waiting.count
            for statement in waiting {
              do {
                try await connection.executeScript(statement)
                waiting.removeAll { $0 == statement }
              } catch let error as PostgresError where error.code == .server {
                // What it needs is not there yet.
                continue
              }
            }
            try #require(waiting.count < before, "\(waiting)")
            if waiting.count > statements.count / 2 {
              try await connection.executeScript("create table gone (a text); drop table gone")
            }
          }
        }
        return try await outcome(of: client)
      }
    }
  }

  private func outcome(
    of script: String
  ) async throws -> (snapshot: String, files: [String: String]) {
    try await TestServer.withDatabase { connectionString in
      try await withClient(PostgresConfiguration(connectionString)) { client in
        try await client.withConnection { connection in try await connection.executeScript(script) }
      }
      // Settings of the database are for connections that begin after them.
      return try await withClient(PostgresConfiguration(connectionString), outcome)
    }
  }

  private func outcome(
    of client: PostgresClient
  ) async throws -> (snapshot: String, files: [String: String]) {
    let schema = try await DatabaseSchema(introspecting: client)
    var fixture = SchemaFixture.control()
    fixture.domains = schema.domains
    fixture.composites = schema.composites
    fixture.enums = schema.enums
    fixture.ranges = schema.ranges
    fixture.relations = schema.relations
    fixture.routines = schema.routines
    return (
      snapshot: String(decoding: try schema.snapshot(), as: UTF8.self),
      files: Dictionary(uniqueKeysWithValues: try fixture.files().map { ($0.path, $0.text) })
    )
  }

  private static let statements: [String] = [
    "create type span as range (subtype = time, multirange_type_name = spans)",
    "create type mood as enum ('sad', 'happy')",
    "create type spot as (street text, \"in\" mood)",
    "create domain amount as numeric(12, 2)",
    "alter domain amount add constraint positive check (value >= 0)",
    "create table users (id bigint generated always as identity, constraint users_pkey primary key (id))",
    "alter table users add column name text not null default 'nobody'",
    "alter table users add column mood mood",
    "alter table users add column home spot",
    "alter table users add column opening span",
    "alter table users add constraint users_name_key unique (name)",
    "comment on column users.home is 'Where.'",
    "alter table users add column gone integer",
    "alter table users drop column gone",
    "create table orders (id uuid not null, constraint orders_pkey primary key (id))",
    "alter table orders add column user_id bigint not null",
    "alter table orders add column total amount not null",
    "create index orders_user_id_idx on orders (user_id)",
    """
    alter table orders
    add constraint orders_user_id_fkey foreign key (user_id) references users (id)
    """,
    "create table rush_orders (hours integer) inherits (orders)",
    "create view rich as select u.name, sum(o.total) as total from users u join orders o on o.user_id = u.id group by 1",
    "create materialized view feelings as select mood, count(*) from users group by 1",
    "create unique index feelings_mood_idx on feelings (mood)",
    "create function total_of(of_user bigint) returns amount language sql stable as 'select sum(total) from orders'",
    "create function total_of(of_name text) returns amount language sql stable as 'select sum(total) from rich'",
    "create procedure pay(total amount) language sql as ''",
    "grant select, insert on orders to public",
    "grant update (name) on users to public",
    "grant select on rich to public",
    "alter table orders enable row level security",
    "create policy anything on orders for select using (total > 0)",
  ]

  private static let first = """
    create type mood as enum ('sad', 'happy');
    create type size as enum ('small', 'large');
    create domain amount as numeric(12, 2) check (value >= 0) check (value < 1000000);
    create table users (
      id bigint generated always as identity,
      name text not null default 'nobody',
      mood mood not null default 'sad',
      constraint users_pkey primary key (id),
      constraint users_name_check check (name <> ''),
      constraint users_name_key unique (name)
    );
    comment on table users is 'A person.';
    comment on column users.mood is 'How the person feels.';
    create table orders (
      id uuid not null default gen_random_uuid(),
      user_id bigint not null,
      size size,
      total amount not null,
      constraint orders_pkey primary key (id),
      constraint orders_user_id_fkey foreign key (user_id) references users (id) on delete cascade
    );
    create index orders_user_id_idx on orders (user_id);
    create index orders_total_idx on orders (total desc, id);
    create function total_of(of_user bigint, of_size size default 'small') returns numeric
      language sql stable as 'select sum(total) from orders where user_id = of_user';
    create function all_moods() returns setof mood
      language sql stable as 'select unnest(enum_range(null::mood))';
    create function touch() returns trigger language plpgsql as 'begin return new; end';
    create trigger users_touch before update on users for each row execute function touch();
    alter table orders enable row level security;
    create policy everything on orders to postgres using (size = 'small');
    create policy anything on orders for select using (true);
    """

  private static let second = """
    create table unrelated ();
    create function touch() returns trigger language plpgsql as 'begin return new; end';
    create type size as enum ('large');
    alter type size add value 'small' before 'large';
    create domain amount as numeric(12, 2);
    alter domain amount add constraint amount_check1 check (value < 1000000);
    alter domain amount add constraint amount_check check (value >= 0);
    create table orders (
      gone integer,
      total amount not null,
      user_id bigint not null,
      size size,
      id uuid
    );
    create type mood as enum ('sad', 'happy');
    alter table orders drop column gone;
    alter table orders alter id set default gen_random_uuid();
    alter table orders enable row level security;
    create policy anything on orders for select using (true);
    create index orders_total_idx on orders (total desc, id);
    create table users (
      mood mood not null default 'sad',
      id bigint generated always as identity,
      name text not null default 'nobody',
      constraint users_name_key unique (name),
      constraint users_pkey primary key (id)
    );
    alter table users add constraint users_name_check check (name <> '');
    create function all_moods() returns setof mood
      language sql stable as 'select unnest(enum_range(null::mood))';
    create trigger users_touch before update on users for each row execute function touch();
    comment on column users.mood is 'How the person feels.';
    comment on table users is 'A person.';
    create index orders_user_id_idx on orders (user_id);
    alter table orders
      add constraint orders_user_id_fkey foreign key (user_id) references users (id) on delete cascade,
      add constraint orders_pkey primary key (id);
    drop table unrelated;
    -- A label can be used once the transaction that adds it is over.
    commit;
    begin;
    create policy everything on orders to postgres using (size = 'small');
    create function total_of(of_user bigint, of_size size default 'small') returns numeric
      language sql stable as 'select sum(total) from orders where user_id = of_user';
    do $$ begin
      execute format('alter database %I set search_path = pg_catalog', current_database());
    end $$;
    commit;
    """
}
