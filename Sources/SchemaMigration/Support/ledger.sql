-- What `demarc migrate` has applied to this database.
create schema if not exists demarc;

create table if not exists demarc.migration (
  name text primary key,
  digest text not null,
  applied_at timestamptz not null default now()
);
comment on table demarc.migration is 'The migrations that this database has, by the names of their files.';
