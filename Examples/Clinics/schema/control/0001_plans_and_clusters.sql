-- What practices are sold, and the databases that they live on.

create domain price as numeric(10, 2) check (value >= 0);

create table plans (
  name  text  primary key check (name <> ''),
  fee   price not null,
  seats integer not null check (seats > 0)
);
comment on table plans is 'What a practice can be sold.';
comment on column plans.fee is 'What a month costs.';
comment on column plans.seats is 'How many people may work with it.';

create type cluster_state as enum ('ready', 'draining', 'maintenance', 'error');

create table clusters (
  name   text          primary key check (name <> ''),
  url    text          not null,
  weight integer       not null default 100 check (weight > 0),
  state  cluster_state not null default 'ready'
);
comment on table clusters is 'A database that practices live on.';
comment on column clusters.url is
  'The connection string for the application''s role. One with a password is better kept encrypted.';
comment on column clusters.weight is 'The share of new practices, relative to the other clusters.';
