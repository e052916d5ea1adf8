-- What happened to accounts and systems, the mail that is to be sent, and how complete each store
-- is.

create table lifecycle_events (
  id             uuid        not null default gen_random_uuid(),
  account_id     uuid        not null,
  event_type     text        not null,
  old_value      jsonb,
  new_value      jsonb,
  source         text        not null,
  correlation_id text,
  metadata       jsonb,
  created_at     timestamptz not null default now(),
  created_by     uuid,
  constraint lifecycle_events_pkey primary key (id),
  constraint lifecycle_events_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade
);

comment on table lifecycle_events is 'Something that happened to an account, with what it changed.';
comment on column lifecycle_events.source is 'The program that made the change.';
comment on column lifecycle_events.correlation_id is
  'What the events of one piece of work have in common.';

create index lifecycle_events_account_id_created_at_idx
  on lifecycle_events (account_id, created_at);
create index lifecycle_events_event_type_created_at_idx
  on lifecycle_events (event_type, created_at);
create index lifecycle_events_created_at_idx on lifecycle_events (created_at);
create index lifecycle_events_correlation_id_idx on lifecycle_events (correlation_id);

create table system_events (
  id         uuid        not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  level      text        not null,
  event_type text        not null,
  account_id uuid,
  client_id  uuid,
  user_id    uuid,
  request_id text,
  ref_id     text,
  message    text        not null,
  details    jsonb,
  constraint system_events_pkey primary key (id),
  constraint system_events_level_check check (level in ('info', 'warn', 'error'))
);

comment on table system_events is 'Something that a system reported.';
comment on column system_events.account_id is
  'The account that the event is about; its row may be gone.';
comment on column system_events.client_id is 'The store that the event is about.';
comment on column system_events.ref_id is 'Whatever else the event is about.';

create index system_events_account_id_created_at_idx on system_events (account_id, created_at);
create index system_events_level_created_at_idx on system_events (level, created_at);
create index system_events_event_type_created_at_idx on system_events (event_type, created_at);
create index system_events_created_at_idx on system_events (created_at);

create table webhook_events (
  id                 uuid        not null default gen_random_uuid(),
  source             text        not null,
  event_type         text        not null,
  payment_id         text        not null,
  external_reference text,
  payload            jsonb       not null,
  status             text        not null default 'received',
  processed_at       timestamptz,
  error              text,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  constraint webhook_events_pkey primary key (id),
  constraint webhook_events_status_check
    check (status in ('received', 'processing', 'processed', 'failed'))
);

comment on table webhook_events is 'A call that another service made to NovaVision.';

create index webhook_events_status_created_at_idx on webhook_events (status, created_at);
create index webhook_events_source_payment_id_idx on webhook_events (source, payment_id);
create index webhook_events_created_at_idx on webhook_events (created_at);

create trigger webhook_events_set_updated_at
  before update on webhook_events
  for each row execute function set_updated_at();

create table email_jobs (
  id                  uuid        not null default gen_random_uuid(),
  client_id           uuid        not null,
  order_id            uuid,
  type                text        not null,
  to_email            text,
  template            text,
  payload             jsonb,
  status              text        not null default 'pending',
  attempts            integer     not null default 0,
  max_attempts        integer     not null default 3,
  run_at              timestamptz,
  next_retry_at       timestamptz,
  sent_at             timestamptz,
  error               text,
  dedupe_key          text,
  provider_message_id text,
  provider_response   jsonb,
  trigger_event       text,
  request_id          text,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  constraint email_jobs_pkey primary key (id),
  constraint email_jobs_dedupe_key_key unique (dedupe_key),
  constraint email_jobs_status_check
    check (status in ('pending', 'sending', 'sent', 'failed', 'cancelled')),
  constraint email_jobs_attempts_check check (attempts >= 0),
  constraint email_jobs_max_attempts_check check (max_attempts > 0)
);

comment on table email_jobs is 'A message that is to be sent for a store.';
comment on column email_jobs.client_id is 'The store on its cluster.';
comment on column email_jobs.order_id is
  'The order on the store''s cluster that the message is about.';
comment on column email_jobs.run_at is 'Before when the message is not sent.';
comment on column email_jobs.next_retry_at is 'Until when a message that failed waits.';
comment on column email_jobs.dedupe_key is 'The name of the message: it is sent once.';
comment on column email_jobs.trigger_event is 'What made the message necessary.';

create index email_jobs_client_id_created_at_idx on email_jobs (client_id, created_at);
create index email_jobs_status_run_at_idx on email_jobs (status, run_at);
create index email_jobs_created_at_idx on email_jobs (created_at);

create trigger email_jobs_set_updated_at
  before update on email_jobs
  for each row execute function set_updated_at();

create table client_completion_checklist (
  id                    uuid        not null default gen_random_uuid(),
  account_id            uuid        not null,
  logo_uploaded         boolean     not null default false,
  banner_uploaded       boolean     not null default false,
  products_count        integer     not null default 0,
  categories_count      integer     not null default 0,
  faqs_added            boolean     not null default false,
  faqs_count            integer     not null default 0,
  contact_info_added    boolean     not null default false,
  social_links_added    boolean     not null default false,
  completion_percentage integer     not null default 0,
  last_updated_at       timestamptz not null default now(),
  completed_at          timestamptz,
  notified_admin_at     timestamptz,
  review_status         text,
  review_items          text[],
  review_message        text,
  review_requested_at   timestamptz,
  review_updated_at     timestamptz,
  review_request_count  integer     not null default 0,
  reviewer_id           uuid,
  reviewer_label        text,
  resubmitted_at        timestamptz,
  created_at            timestamptz not null default now(),
  updated_at            timestamptz not null default now(),
  constraint client_completion_checklist_pkey primary key (id),
  constraint client_completion_checklist_account_id_key unique (account_id),
  constraint client_completion_checklist_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint client_completion_checklist_completion_percentage_check
    check (completion_percentage between 0 and 100),
  constraint client_completion_checklist_products_count_check check (products_count >= 0),
  constraint client_completion_checklist_categories_count_check check (categories_count >= 0),
  constraint client_completion_checklist_faqs_count_check check (faqs_count >= 0),
  constraint client_completion_checklist_review_request_count_check
    check (review_request_count >= 0)
);

comment on table client_completion_checklist is
  'How complete the store of an account is, and how its review went.';
comment on column client_completion_checklist.last_updated_at is
  'When the store was last looked at.';
comment on column client_completion_checklist.review_items is 'What the reviewer wants changed.';
comment on column client_completion_checklist.reviewer_label is
  'The reviewer''s name, as the customer sees it.';

create index client_completion_checklist_review_status_created_at_idx
  on client_completion_checklist (review_status, created_at);
create index client_completion_checklist_created_at_idx on client_completion_checklist (created_at);

create trigger client_completion_checklist_set_updated_at
  before update on client_completion_checklist
  for each row execute function set_updated_at();

create table client_completion_events (
  id          uuid        not null default gen_random_uuid(),
  account_id  uuid        not null,
  type        text        not null,
  payload     jsonb,
  actor_id    uuid,
  actor_label text,
  created_at  timestamptz not null default now(),
  constraint client_completion_events_pkey primary key (id),
  constraint client_completion_events_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade
);

comment on table client_completion_events is 'A step of an account towards a complete store.';
comment on column client_completion_events.actor_id is 'The person who took the step.';
comment on column client_completion_events.actor_label is 'That person''s name, as others see it.';

create index client_completion_events_account_id_created_at_idx
  on client_completion_events (account_id, created_at);
create index client_completion_events_created_at_idx on client_completion_events (created_at);
