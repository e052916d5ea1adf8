-- The benchmark's table as one of the control plane: the same statement with the tenant's predicate, and
-- without row security and fence.
create table items (
  client_id uuid not null,
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
