-- What `demarc migrate` has applied to this database.
create schema if not exists demarc;

create table if not exists demarc.migration (
  name text primary key,
  digest text not null,
  applied_at timestamptz not null default now()
);
comment on table demarc.migration is 'The migrations that this database has, by the names of their files.';

create table if not exists demarc.migration_attempt (
  name text primary key,
  digest text not null,
  invalid_indexes text[] not null,
  started_at timestamptz not null default now()
);
comment on table demarc.migration_attempt is
  'The migrations outside of a transaction that were begun and not ended.';
