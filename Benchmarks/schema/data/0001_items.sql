-- The benchmark's table as one of the data plane: all layers are on.
create table stores (
  id uuid not null,
  account_id uuid not null,
  constraint stores_pkey primary key (id),
  constraint stores_account_id_key unique (account_id)
);
select demarc.isolate('stores', 'id');

create table items (
  client_id uuid not null references stores (id),
  id uuid not null,
  name text not null,
  quantity bigint not null,
  active boolean not null,
  created_at timestamptz not null,
  price numeric not null,
  attributes jsonb not null,
  tags text[] not null,
  note text,
  score double precision not null,
  constraint items_pkey primary key (client_id, id)
);
select demarc.isolate('items');
