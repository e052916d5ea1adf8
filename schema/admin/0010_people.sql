-- The people of NovaVision, and how somebody is handed over to a store.

create table super_admins (
  id         uuid        not null default gen_random_uuid(),
  email      text        not null,
  created_at timestamptz not null default now(),
  constraint super_admins_pkey primary key (id),
  constraint super_admins_email_key unique (email)
);

comment on table super_admins is 'A person who may do everything.';

create table dev_portal_whitelist (
  email      citext      not null,
  enabled    boolean     not null default true,
  note       text,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint dev_portal_whitelist_pkey primary key (email)
);

comment on table dev_portal_whitelist is 'A person who may use the developers'' portal.';

create trigger dev_portal_whitelist_set_updated_at
  before update on dev_portal_whitelist
  for each row execute function set_updated_at();

create table auth_handoff (
  id                 uuid        not null default gen_random_uuid(),
  token_hash         text        not null,
  client_id          uuid        not null,
  user_id            uuid,
  payload_ciphertext text,
  payload_iv         text,
  payload_tag        text,
  expires_at         timestamptz not null,
  consumed_at        timestamptz,
  created_at         timestamptz not null default now(),
  constraint auth_handoff_pkey primary key (id),
  constraint auth_handoff_token_hash_key unique (token_hash)
);

comment on table auth_handoff is
  'A session that is handed over to a store, once and for a short time.';
comment on column auth_handoff.token_hash is
  'The SHA-256 of the token that the store shows; the token itself is not kept.';
comment on column auth_handoff.client_id is 'The store on its cluster.';
comment on column auth_handoff.payload_ciphertext is 'The session, encrypted with AES-256-GCM.';
comment on column auth_handoff.payload_iv is 'The nonce that the session was encrypted with.';
comment on column auth_handoff.payload_tag is
  'What proves that the encrypted session was not changed.';

create index auth_handoff_client_id_created_at_idx on auth_handoff (client_id, created_at);
create index auth_handoff_expires_at_idx on auth_handoff (expires_at);
