-- The tenant itself, and what all tenants share.

create extension if not exists btree_gist with schema public;

create table clinics (
  id          uuid primary key,
  practice_id uuid not null unique,
  name        text not null,
  rooms       smallint not null check (rooms > 0)
);
comment on table clinics is 'A practice''s clinic, which is a tenant of the cluster.';
comment on column clinics.practice_id is 'The practice, which the control plane has.';
select demarc.isolate('clinics', 'id');

create table procedures (
  code  text primary key,
  title text not null
);
comment on table procedures is 'What dentists do, the same everywhere.';
select demarc.share('procedures');
insert into procedures (code, title)
values ('D0120', 'Check-up'), ('D1110', 'Cleaning'), ('D2391', 'Filling');
