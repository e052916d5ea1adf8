-- The mail of a store, the sites that may call it, what it uses, and what other services report to
-- it.

create table email_jobs (
  client_id           uuid        not null,
  id                  uuid        not null default gen_random_uuid(),
  order_id            uuid,
  user_id             uuid,
  type                text        not null,
  to_email            citext      not null,
  template            text,
  payload             jsonb       not null default '{}',
  status              text        not null default 'pending',
  attempts            integer     not null default 0,
  max_attempts        integer     not null default 3,
  run_at              timestamptz not null default now(),
  sent_at             timestamptz,
  last_error          text,
  dedupe_key          text,
  provider_message_id text,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  constraint email_jobs_pkey primary key (client_id, id),
  constraint email_jobs_client_id_dedupe_key_key unique (client_id, dedupe_key),
  constraint email_jobs_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint email_jobs_order_id_fkey
    foreign key (client_id, order_id) references orders (client_id, id) on delete cascade,
  constraint email_jobs_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete cascade,
  constraint email_jobs_status_check
    check (status in ('pending', 'sending', 'sent', 'failed', 'cancelled')),
  constraint email_jobs_attempts_check check (attempts >= 0),
  constraint email_jobs_max_attempts_check check (max_attempts > 0),
  constraint email_jobs_payload_check check (jsonb_typeof(payload) = 'object')
);

comment on table email_jobs is 'A message that is to be sent for the store.';
comment on column email_jobs.order_id is 'The order that the message is about.';
comment on column email_jobs.user_id is 'The person that the message is to.';
comment on column email_jobs.run_at is 'Before when the message is not sent.';
comment on column email_jobs.dedupe_key is 'The name of the message: it is sent once.';

create index email_jobs_client_id_order_id_idx on email_jobs (client_id, order_id);
create index email_jobs_client_id_user_id_idx on email_jobs (client_id, user_id);
create index email_jobs_client_id_status_run_at_idx on email_jobs (client_id, status, run_at);
create index email_jobs_client_id_created_at_idx on email_jobs (client_id, created_at);

create trigger email_jobs_set_updated_at
  before update on email_jobs
  for each row execute function set_updated_at();

select demarc.isolate('email_jobs');

create table cors_origins (
  client_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  origin     text        not null,
  is_active  boolean     not null default true,
  created_at timestamptz not null default now(),
  constraint cors_origins_pkey primary key (client_id, id),
  constraint cors_origins_client_id_origin_key unique (client_id, origin),
  constraint cors_origins_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint cors_origins_origin_check check (origin ~ '^https?://[^/]+$')
);

comment on table cors_origins is 'A site that may call the store from a browser.';
comment on column cors_origins.origin is 'The scheme, the host and the port of the site.';

create index cors_origins_client_id_created_at_idx on cors_origins (client_id, created_at);

select demarc.isolate('cors_origins');

create table client_usage (
  client_id       uuid        not null,
  day             date        not null,
  requests        bigint      not null default 0,
  bandwidth_bytes bigint      not null default 0,
  storage_bytes   bigint      not null default 0,
  orders          integer     not null default 0,
  updated_at      timestamptz not null default now(),
  constraint client_usage_pkey primary key (client_id, day),
  constraint client_usage_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_usage_requests_check check (requests >= 0),
  constraint client_usage_bandwidth_bytes_check check (bandwidth_bytes >= 0),
  constraint client_usage_storage_bytes_check check (storage_bytes >= 0),
  constraint client_usage_orders_check check (orders >= 0)
);

comment on table client_usage is 'What the store used within a day.';
comment on column client_usage.storage_bytes is
  'How much the files of the store take up at the end of the day.';

create trigger client_usage_set_updated_at
  before update on client_usage
  for each row execute function set_updated_at();

select demarc.isolate('client_usage');

create table oauth_state_nonces (
  client_id     uuid        not null,
  nonce         text        not null,
  provider      text        not null,
  user_id       uuid,
  code_verifier text,
  redirect_uri  text,
  expires_at    timestamptz not null,
  consumed_at   timestamptz,
  created_at    timestamptz not null default now(),
  constraint oauth_state_nonces_pkey primary key (client_id, nonce),
  constraint oauth_state_nonces_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint oauth_state_nonces_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete cascade
);

comment on table oauth_state_nonces is 'A sign-in to another service that is under way.';
comment on column oauth_state_nonces.nonce is 'The random value that the service sends back.';
comment on column oauth_state_nonces.user_id is 'The person who began the sign-in.';
comment on column oauth_state_nonces.code_verifier is
  'The secret that proves who began the sign-in.';

create index oauth_state_nonces_client_id_user_id_idx on oauth_state_nonces (client_id, user_id);
create index oauth_state_nonces_client_id_expires_at_idx
  on oauth_state_nonces (client_id, expires_at);

select demarc.isolate('oauth_state_nonces');

create table webhook_events (
  id                 uuid        not null default gen_random_uuid(),
  source             text        not null,
  event_id           text        not null,
  event_type         text        not null,
  external_reference text,
  payload            jsonb       not null,
  status             text        not null default 'received',
  attempts           integer     not null default 0,
  received_at        timestamptz not null default now(),
  processed_at       timestamptz,
  error              text,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  constraint webhook_events_pkey primary key (id),
  constraint webhook_events_source_event_id_key unique (source, event_id),
  constraint webhook_events_status_check
    check (status in ('received', 'processing', 'processed', 'failed')),
  constraint webhook_events_attempts_check check (attempts >= 0)
);

comment on table webhook_events is
  'A call that another service made to the cluster, for any store.';
comment on column webhook_events.event_id is 'The name of the event at the service that sent it.';

create index webhook_events_source_received_at_idx on webhook_events (source, received_at);
create index webhook_events_status_received_at_idx on webhook_events (status, received_at);
create index webhook_events_received_at_idx on webhook_events (received_at);

create trigger webhook_events_set_updated_at
  before update on webhook_events
  for each row execute function set_updated_at();

select demarc.share('webhook_events');
