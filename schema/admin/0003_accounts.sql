-- The accounts, their onboarding and settings, and the slugs and domains that lead to their stores.

create table nv_accounts (
  id                            uuid        not null default gen_random_uuid(),
  email                         citext      not null,
  slug                          text        not null,
  status                        text        not null default 'draft',
  plan_key                      text        not null default 'starter',
  backend_cluster_id            text,
  placement_epoch               bigint      not null default 0,
  contract_version              bigint      not null default 0,
  user_id                       uuid,
  is_super_admin                boolean     not null default false,
  draft_expires_at              timestamptz,
  last_saved_at                 timestamptz,
  terms_accepted_at             timestamptz,
  terms_version                 text,
  subscription_id               uuid,
  subscription_status           text,
  business_name                 text,
  country                       text,
  phone                         text,
  phone_full                    text,
  billing_email                 citext,
  dni                           text,
  dni_front_url                 text,
  dni_back_url                  text,
  identity_verified             boolean     not null default false,
  identity_verified_at          timestamptz,
  persona_type                  text,
  legal_name                    text,
  fiscal_id                     text,
  fiscal_id_type                text,
  fiscal_category               text,
  fiscal_address                text,
  subdivision_code              text,
  cuit_cuil                     text,
  mp_connected                  boolean     not null default false,
  mp_user_id                    text,
  mp_connected_at               timestamptz,
  mp_public_key                 text,
  mp_access_token_encrypted     text,
  mp_refresh_token_encrypted    text,
  mp_expires_at                 timestamptz,
  fulfillment_mode              text,
  backend_api_url               text,
  dedicated_project_ref         text,
  netlify_site_id               text,
  go_live_approved_at           timestamptz,
  store_paused                  boolean     not null default false,
  store_paused_at               timestamptz,
  store_resumed_at              timestamptz,
  store_pause_reason            text,
  custom_domain                 text,
  custom_domain_status          text,
  custom_domain_mode            text,
  custom_domain_requested_at    timestamptz,
  custom_domain_verified_at     timestamptz,
  custom_domain_last_checked_at timestamptz,
  custom_domain_error           text,
  custom_domain_concierge_until timestamptz,
  migration_status              text,
  migration_started_at          timestamptz,
  migration_completed_at        timestamptz,
  migrated_from_cluster_id      text,
  last_migration_job_id         uuid,
  created_at                    timestamptz not null default now(),
  updated_at                    timestamptz not null default now(),
  deleted_at                    timestamptz,
  constraint nv_accounts_pkey primary key (id),
  constraint nv_accounts_email_key unique (email),
  constraint nv_accounts_slug_key unique (slug),
  constraint nv_accounts_custom_domain_key unique (custom_domain),
  constraint nv_accounts_plan_key_fkey
    foreign key (plan_key) references plans (plan_key) on update cascade on delete restrict,
  constraint nv_accounts_backend_cluster_id_fkey
    foreign key (backend_cluster_id) references backend_clusters (cluster_id) on delete restrict,
  constraint nv_accounts_migrated_from_cluster_id_fkey
    foreign key (migrated_from_cluster_id)
    references backend_clusters (cluster_id) on delete set null,
  constraint nv_accounts_status_check check (
    status in (
      'draft', 'awaiting_payment', 'paid', 'provisioning', 'provisioned', 'pending_approval',
      'incomplete', 'changes_requested', 'approved', 'rejected', 'expired', 'failed', 'suspended',
      'live'
    )
  ),
  constraint nv_accounts_placement_check
    check (status not in ('provisioned', 'approved', 'live') or backend_cluster_id is not null),
  constraint chk_nv_subscription_status check (
    subscription_status in (
      'active', 'past_due', 'grace', 'expired', 'canceled', 'pending', 'grace_period',
      'suspended', 'paused', 'cancel_scheduled', 'deactivated', 'purged'
    )
  ),
  constraint nv_accounts_slug_check check (slug <> '' and slug = lower(slug)),
  constraint nv_accounts_custom_domain_check
    check (custom_domain <> '' and custom_domain = lower(custom_domain)),
  constraint nv_accounts_country_check check (country ~ '^[A-Z]{2}$'),
  constraint nv_accounts_fulfillment_mode_check
    check (fulfillment_mode in ('self_serve', 'concierge')),
  constraint nv_accounts_custom_domain_status_check
    check (custom_domain_status in ('pending_dns', 'active', 'error')),
  constraint nv_accounts_custom_domain_mode_check
    check (custom_domain_mode in ('self_service', 'concierge')),
  constraint nv_accounts_placement_epoch_check check (placement_epoch >= 0),
  constraint nv_accounts_contract_version_check check (contract_version >= 0)
);

comment on table nv_accounts is 'A customer of NovaVision, who has one store.';
comment on column nv_accounts.slug is 'The name of the store in its address.';
comment on column nv_accounts.status is
  'How far the account has come, from a draft to a live store.';
comment on column nv_accounts.backend_cluster_id is 'The cluster that the store lives on.';
comment on column nv_accounts.placement_epoch is 'How often the store was placed on a cluster.';
comment on column nv_accounts.contract_version is
  'Counts up whenever something changes that the store''s cluster has a copy of.';
comment on column nv_accounts.user_id is 'The person who signs in for the account.';
comment on column nv_accounts.draft_expires_at is
  'When an account that was not paid for is given up.';
comment on column nv_accounts.last_saved_at is 'When the draft of the store was last saved.';
comment on column nv_accounts.subscription_id is 'The subscription that the account is on now.';
comment on column nv_accounts.subscription_status is
  'The status of that subscription, or nothing where there is none.';
comment on column nv_accounts.country is 'The two-letter code of the country, in capitals.';
comment on column nv_accounts.phone_full is 'The phone number with its country code.';
comment on column nv_accounts.dni is 'The number of the owner''s identity card.';
comment on column nv_accounts.persona_type is
  'Whether the customer is a natural or a legal person.';
comment on column nv_accounts.fiscal_id is 'The number that the tax office knows the customer by.';
comment on column nv_accounts.fiscal_id_type is 'The kind of that number, such as CUIT or RFC.';
comment on column nv_accounts.fiscal_category is 'How the tax office classifies the customer.';
comment on column nv_accounts.subdivision_code is 'The state or province, as ISO 3166-2 has it.';
comment on column nv_accounts.cuit_cuil is
  'The Argentine tax number, from before there was a fiscal number for all countries.';
comment on column nv_accounts.mp_connected is 'Whether Mercado Pago is connected to the account.';
comment on column nv_accounts.mp_access_token_encrypted is
  'The access token of Mercado Pago, encrypted with AES-256-GCM.';
comment on column nv_accounts.mp_refresh_token_encrypted is
  'The refresh token of Mercado Pago, encrypted with AES-256-GCM.';
comment on column nv_accounts.mp_expires_at is 'When the access token of Mercado Pago expires.';
comment on column nv_accounts.fulfillment_mode is
  'Whether the customer builds the store, or NovaVision does.';
comment on column nv_accounts.backend_api_url is
  'The address of the API that serves the store, where it has its own.';
comment on column nv_accounts.dedicated_project_ref is
  'The Supabase project of the store, where it has its own.';
comment on column nv_accounts.store_paused is 'Whether the customer has paused the store.';
comment on column nv_accounts.custom_domain is 'The store''s own domain, in lower case.';
comment on column nv_accounts.custom_domain_mode is
  'Whether the customer sets up the domain, or NovaVision does.';
comment on column nv_accounts.custom_domain_concierge_until is
  'Until when NovaVision looks after the domain.';
comment on column nv_accounts.migration_status is
  'How far the store''s last move to another cluster has come.';
comment on column nv_accounts.migrated_from_cluster_id is
  'The cluster that the store lived on before its last move.';
comment on column nv_accounts.last_migration_job_id is
  'The last move of the store to another cluster.';
comment on column nv_accounts.deleted_at is 'When the account was deleted; its row stays.';

create index nv_accounts_plan_key_idx on nv_accounts (plan_key);
create index nv_accounts_migrated_from_cluster_id_idx on nv_accounts (migrated_from_cluster_id);
create index nv_accounts_status_created_at_idx on nv_accounts (status, created_at);
create index nv_accounts_created_at_idx on nv_accounts (created_at);
create index nv_accounts_backend_cluster_id_status_idx on nv_accounts (backend_cluster_id, status);
create index nv_accounts_subscription_id_idx on nv_accounts (subscription_id);
create index nv_accounts_user_id_idx on nv_accounts (user_id);

create trigger nv_accounts_set_updated_at
  before update on nv_accounts
  for each row execute function set_updated_at();

create table nv_onboarding (
  account_id                  uuid                not null,
  state                       nv_onboarding_state not null default 'draft_builder',
  state_reason                text,
  state_updated_at            timestamptz,
  selected_template_key       text,
  selected_palette_key        text,
  selected_theme_override     jsonb,
  design_config               jsonb,
  data                        jsonb,
  progress                    jsonb,
  plan_key_selected           text,
  cycle                       text,
  checkout_preference_id      text,
  checkout_external_reference text,
  checkout_payment_id         text,
  checkout_quote_usd          numeric(12, 2),
  checkout_quote_ars          numeric(12, 2),
  checkout_blue_rate          numeric(18, 6),
  checkout_created_at         timestamptz,
  paid_at                     timestamptz,
  client_id                   uuid,
  provisioned_at              timestamptz,
  provisioning_error          text,
  mp_connection_status        text,
  mp_error                    text,
  submitted_at                timestamptz,
  reviewed_at                 timestamptz,
  reviewed_by                 uuid,
  rejection_reason            text,
  created_at                  timestamptz         not null default now(),
  updated_at                  timestamptz         not null default now(),
  constraint nv_onboarding_pkey primary key (account_id),
  constraint nv_onboarding_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint nv_onboarding_design_config_check check (jsonb_typeof(design_config) = 'object'),
  constraint nv_onboarding_cycle_check check (cycle in ('monthly', 'annual')),
  constraint nv_onboarding_mp_connection_status_check
    check (mp_connection_status in ('pending', 'connected', 'error', 'skipped'))
);

comment on table nv_onboarding is 'The way of an account from its first draft to its store.';
comment on column nv_onboarding.selected_theme_override is
  'What the customer changed of the chosen template.';
comment on column nv_onboarding.design_config is 'The design of the store as the builder has it.';
comment on column nv_onboarding.data is 'What the customer has entered so far.';
comment on column nv_onboarding.progress is 'Which steps of the builder are done.';
comment on column nv_onboarding.cycle is
  'Whether the customer wants to pay by the month or by the year.';
comment on column nv_onboarding.checkout_quote_usd is 'The price that was quoted, in US dollars.';
comment on column nv_onboarding.checkout_quote_ars is
  'The price that was quoted, in Argentine pesos.';
comment on column nv_onboarding.checkout_blue_rate is
  'The pesos to the dollar that the quote was made with.';
comment on column nv_onboarding.client_id is 'The store on its cluster, once there is one.';

create index nv_onboarding_state_created_at_idx on nv_onboarding (state, created_at);
create index nv_onboarding_created_at_idx on nv_onboarding (created_at);
create index nv_onboarding_checkout_external_reference_idx
  on nv_onboarding (checkout_external_reference);
create index nv_onboarding_client_id_idx on nv_onboarding (client_id);

create trigger nv_onboarding_set_updated_at
  before update on nv_onboarding
  for each row execute function set_updated_at();

create table nv_account_settings (
  nv_account_id uuid        not null,
  key           text        not null,
  value         jsonb       not null,
  updated_at    timestamptz not null default now(),
  updated_by    uuid,
  constraint nv_account_settings_pkey primary key (nv_account_id, key),
  constraint nv_account_settings_nv_account_id_fkey
    foreign key (nv_account_id) references nv_accounts (id) on delete cascade
);

comment on table nv_account_settings is 'A setting of an account.';

create trigger nv_account_settings_set_updated_at
  before update on nv_account_settings
  for each row execute function set_updated_at();

create table onboarding_links (
  id         uuid        not null default gen_random_uuid(),
  account_id uuid        not null,
  token_hash text        not null,
  purpose    text        not null default 'resume',
  expires_at timestamptz not null,
  used_at    timestamptz,
  created_at timestamptz not null default now(),
  constraint onboarding_links_pkey primary key (id),
  constraint onboarding_links_token_hash_key unique (token_hash),
  constraint onboarding_links_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint onboarding_links_purpose_check
    check (purpose in ('resume', 'checkout', 'connect_mercado_pago', 'review'))
);

comment on table onboarding_links is 'A link that lets a customer go on with the onboarding.';
comment on column onboarding_links.token_hash is
  'The SHA-256 of the token in the link; the token itself is not kept.';
comment on column onboarding_links.purpose is 'What the link lets the customer do.';

create index onboarding_links_account_id_idx on onboarding_links (account_id);
create index onboarding_links_expires_at_idx on onboarding_links (expires_at);

create table slug_reservations (
  slug        text        not null,
  account_id  uuid        not null,
  reserved_at timestamptz not null default now(),
  expires_at  timestamptz not null default now() + interval '30 minutes',
  constraint slug_reservations_pkey primary key (slug),
  constraint slug_reservations_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint slug_reservations_slug_check check (slug <> '' and slug = lower(slug))
);

comment on table slug_reservations is 'A slug that is held for an account while it pays.';

create index slug_reservations_account_id_idx on slug_reservations (account_id);
create index slug_reservations_expires_at_idx on slug_reservations (expires_at);

create table managed_domains (
  id                          uuid                         not null default gen_random_uuid(),
  account_id                  uuid                         not null,
  domain                      citext                       not null,
  provider                    text,
  expires_at                  timestamptz,
  auto_renew                  boolean                      not null default true,
  renewal_state               managed_domain_renewal_state not null default 'none',
  renewal_window_days         integer,
  renewal_years               integer,
  renewal_price_ars           numeric(12, 2),
  management_fee_ars          numeric(12, 2),
  management_fee_usd_override numeric(12, 2),
  renewal_expected_price      numeric(12, 2),
  renewal_checkout_id         text,
  renewal_payment_id          text,
  renewal_requested_at        timestamptz,
  last_renewed_at             timestamptz,
  last_notified_at            timestamptz,
  notification_stage          text,
  active_renewal_id           uuid,
  created_at                  timestamptz                  not null default now(),
  updated_at                  timestamptz                  not null default now(),
  constraint managed_domains_pkey primary key (id),
  constraint managed_domains_domain_key unique (domain),
  constraint managed_domains_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade
);

comment on table managed_domains is 'A domain that NovaVision keeps for an account.';
comment on column managed_domains.renewal_window_days is
  'How many days before it expires the domain is renewed.';
comment on column managed_domains.management_fee_usd_override is
  'What this account pays for the service instead of the usual fee.';
comment on column managed_domains.renewal_expected_price is
  'What the provider is expected to charge, in US dollars.';
comment on column managed_domains.notification_stage is 'The last reminder that was sent.';
comment on column managed_domains.active_renewal_id is 'The renewal that is under way.';

create index managed_domains_account_id_idx on managed_domains (account_id);
create index managed_domains_renewal_state_expires_at_idx
  on managed_domains (renewal_state, expires_at);
create index managed_domains_active_renewal_id_idx on managed_domains (active_renewal_id);

create trigger managed_domains_set_updated_at
  before update on managed_domains
  for each row execute function set_updated_at();

create table managed_domain_renewals (
  id                     uuid        not null default gen_random_uuid(),
  managed_domain_id      uuid        not null,
  status                 text        not null default 'quoted',
  renewal_cost_usd       numeric(12, 2),
  management_fee_usd     numeric(12, 2),
  total_usd              numeric(12, 2),
  fx_rate_snapshot       numeric(18, 6),
  total_ars_charged      numeric(12, 2),
  quote_source           text,
  quote_valid_until      timestamptz,
  mp_preference_id       text,
  payment_id             text,
  payment_status         text,
  manual_required_reason text,
  manual_required_detail text,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now(),
  constraint managed_domain_renewals_pkey primary key (id),
  constraint managed_domain_renewals_managed_domain_id_fkey
    foreign key (managed_domain_id) references managed_domains (id) on delete cascade,
  constraint managed_domain_renewals_status_check check (
    status in (
      'quoted', 'invoice_created', 'paid', 'renewed', 'failed', 'expired', 'cancelled'
    )
  ),
  constraint managed_domain_renewals_manual_required_reason_check
    check (manual_required_reason in ('infra', 'premium', 'price_missing', 'high_cost', 'other'))
);

comment on table managed_domain_renewals is 'A renewal of a managed domain.';
comment on column managed_domain_renewals.fx_rate_snapshot is
  'The pesos to the dollar that the quote was made with.';
comment on column managed_domain_renewals.manual_required_reason is
  'Why a person has to renew the domain.';

create index managed_domain_renewals_managed_domain_id_idx
  on managed_domain_renewals (managed_domain_id);
create index managed_domain_renewals_status_created_at_idx
  on managed_domain_renewals (status, created_at);
create index managed_domain_renewals_payment_id_idx on managed_domain_renewals (payment_id);

create trigger managed_domain_renewals_set_updated_at
  before update on managed_domain_renewals
  for each row execute function set_updated_at();

alter table managed_domains
  add constraint managed_domains_active_renewal_id_fkey
    foreign key (active_renewal_id) references managed_domain_renewals (id) on delete set null;

create table pro_projects (
  id                uuid        not null default gen_random_uuid(),
  account_id        uuid        not null,
  status            text        not null default 'kickoff_pending',
  brief_data        jsonb,
  notes             text,
  assigned_to       uuid,
  estimated_go_live date,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint pro_projects_pkey primary key (id),
  constraint pro_projects_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade
);

comment on table pro_projects is 'A store that NovaVision builds for an account.';
comment on column pro_projects.brief_data is 'What the customer wants of the store.';
comment on column pro_projects.assigned_to is 'The person who builds the store.';

create index pro_projects_account_id_idx on pro_projects (account_id);
create index pro_projects_status_created_at_idx on pro_projects (status, created_at);

create trigger pro_projects_set_updated_at
  before update on pro_projects
  for each row execute function set_updated_at();
