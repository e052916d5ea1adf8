-- Tenants whose own columns have hostile names.
create type mood as enum ('sad', 'so so', 'happy');

create table "tenant ""roots""" (
  "the id" uuid primary key,
  "the account" uuid not null unique,
  "slug" text not null unique,
  mood mood not null default 'so so'
);
select demarc.isolate('"tenant ""roots"""', 'the id');

create table "class" (
  "client id" uuid not null references "tenant ""roots""",
  "self" uuid not null default gen_random_uuid(),
  "tenant" text not null,
  "session" text not null,
  "where" integer not null default 0,
  "parent" uuid,
  moods mood[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key ("client id", "self"),
  unique ("client id", "tenant"),
  unique ("client id", "session", "tenant"),
  foreign key ("client id", "parent") references "class" ("client id", "self")
);
create index on "class" ("client id", "where");
create index on "class" ("client id", created_at);
create index on "class" ("client id", "parent");
select demarc.isolate('"class"', 'client id');

-- A key of several columns within a tenant.
create table "class members" (
  "client id" uuid not null,
  "class" uuid not null,
  "2nd" integer not null,
  "default" text,
  primary key ("client id", "class", "2nd"),
  foreign key ("client id", "class") references "class" ("client id", "self") on delete cascade
);
select demarc.isolate('"class members"', 'client id');

-- One row for each tenant.
create table settings (
  "client id" uuid primary key references "tenant ""roots""",
  "init" jsonb not null default '{}',
  "🎨 colour" text
);
select demarc.isolate('settings', 'client id');

-- Rows that count their changes, and are marked as deleted before they are gone.
create table "books" (
  "client id" uuid not null references "tenant ""roots""",
  id uuid not null default gen_random_uuid(),
  isbn text not null,
  "the title" text not null,
  "shelf" varchar(20),
  mood mood not null default 'happy',
  tags text[] not null default '{}',
  "edition #" integer not null default 1,
  "gone at" timestamptz,
  primary key ("client id", id),
  unique ("client id", isbn)
);
create unique index on "books" ("client id", "the title") where "gone at" is null;
create index on "books" ("client id", "the title" text_pattern_ops);
create index on "books" ("client id", "shelf" collate "C");
create index on "books" ("client id", "mood");
create index on "books" using gin ("tags");
select demarc.isolate('"books"', 'client id');

-- Marked, and nothing else: the tenant's one row.
create table "card" (
  "client id" uuid primary key references "tenant ""roots""",
  "number" integer not null,
  "version" smallint not null default 1,
  "deleted_at" timestamp
);
select demarc.isolate('card', 'client id');

create table "Public 🌍" (
  id bigint generated always as identity primary key,
  rate numeric not null
);
select demarc.share('"Public 🌍"');
insert into "Public 🌍" (rate) values (0.1), (0.2);

create function count_classes(minimum integer) returns bigint
language sql stable as $$ select count(*) from "class" where "where" >= minimum $$;

-- A view that each tenant reads with its own rights.
create view "class view" with (security_invoker = true) as
select "client id", "self", "tenant", "where" from "class" where "where" > 0;
select demarc.share('"class view"');
