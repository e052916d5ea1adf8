-- What accounts pay: subscriptions, charges, invoices and coupons.

create table subscriptions (
  id                    uuid                not null default gen_random_uuid(),
  account_id            uuid                not null,
  provider_id           text                not null,
  status                subscription_status not null default 'active',
  plan_key              text                not null,
  billing_cycle         text,
  current_period_start  timestamptz,
  current_period_end    timestamptz,
  auto_renew            boolean             not null default true,
  cancel_at_period_end  boolean             not null default false,
  cancel_requested_at   timestamptz,
  cancelled_at          timestamptz,
  past_due_since        timestamptz,
  grace_until           timestamptz,
  grace_ends_at         timestamptz,
  suspended_at          timestamptz,
  deactivate_at         timestamptz,
  deactivated_at        timestamptz,
  purge_at              timestamptz,
  purged_at             timestamptz,
  external_reference    text,
  initial_price_ars     numeric(12, 2),
  original_price_ars    numeric(12, 2),
  plan_price_usd        numeric(12, 2),
  last_charged_ars      numeric(12, 2),
  next_estimated_ars    numeric(12, 2),
  next_payment_date     timestamptz,
  last_payment_date     timestamptz,
  consecutive_failures  integer             not null default 0,
  last_mp_synced_at     timestamptz,
  last_reconcile_source text,
  metadata              jsonb,
  created_at            timestamptz         not null default now(),
  updated_at            timestamptz         not null default now(),
  constraint subscriptions_pkey primary key (id),
  constraint subscriptions_provider_id_key unique (provider_id),
  constraint subscriptions_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint subscriptions_plan_key_fkey
    foreign key (plan_key) references plans (plan_key) on update cascade on delete restrict,
  constraint subscriptions_plan_key_check
    check (plan_key in ('starter', 'growth', 'pro', 'enterprise')),
  constraint subscriptions_billing_cycle_check check (billing_cycle in ('monthly', 'annual')),
  constraint subscriptions_consecutive_failures_check check (consecutive_failures >= 0)
);

comment on table subscriptions is 'A subscription of an account to a plan.';
comment on column subscriptions.provider_id is 'The subscription''s name at the payment provider.';
comment on column subscriptions.billing_cycle is
  'Whether the account pays by the month or by the year.';
comment on column subscriptions.grace_until is 'Until when the store stays open without a payment.';
comment on column subscriptions.grace_ends_at is 'When the reminders of a missing payment end.';
comment on column subscriptions.deactivate_at is 'When the store is to be closed.';
comment on column subscriptions.purge_at is 'When the data of the store are to be erased.';
comment on column subscriptions.original_price_ars is 'The price before any coupon.';
comment on column subscriptions.next_estimated_ars is
  'What the next payment will be at the present rate.';
comment on column subscriptions.consecutive_failures is 'How many payments in a row have failed.';
comment on column subscriptions.last_mp_synced_at is
  'When the subscription was last compared with Mercado Pago.';
comment on column subscriptions.last_reconcile_source is 'What made that comparison.';

create index subscriptions_plan_key_idx on subscriptions (plan_key);
create index subscriptions_account_id_created_at_idx on subscriptions (account_id, created_at);
create index subscriptions_status_created_at_idx on subscriptions (status, created_at);
create index subscriptions_next_payment_date_idx on subscriptions (next_payment_date);
create index subscriptions_external_reference_idx on subscriptions (external_reference);

create trigger subscriptions_set_updated_at
  before update on subscriptions
  for each row execute function set_updated_at();

alter table nv_accounts
  add constraint nv_accounts_subscription_id_fkey
    foreign key (subscription_id) references subscriptions (id) on delete set null;

create table subscription_events (
  id              uuid        not null default gen_random_uuid(),
  event_id        text        not null,
  subscription_id uuid        not null,
  event_type      text        not null,
  payload         jsonb       not null,
  processed_at    timestamptz,
  created_at      timestamptz not null default now(),
  constraint subscription_events_pkey primary key (id),
  constraint subscription_events_event_id_key unique (event_id),
  constraint subscription_events_subscription_id_fkey
    foreign key (subscription_id) references subscriptions (id) on delete cascade
);

comment on table subscription_events is
  'Something that the payment provider reported of a subscription.';
comment on column subscription_events.event_id is 'The event''s name at the payment provider.';

create index subscription_events_subscription_id_created_at_idx
  on subscription_events (subscription_id, created_at);
create index subscription_events_created_at_idx on subscription_events (created_at);

create table subscription_locks (
  account_id uuid        not null,
  locked_at  timestamptz not null default now(),
  locked_by  text,
  constraint subscription_locks_pkey primary key (account_id),
  constraint subscription_locks_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade
);

comment on table subscription_locks is
  'The right to change the subscription of an account, which one worker has at a time.';

create index subscription_locks_locked_at_idx on subscription_locks (locked_at);

create table subscription_notification_outbox (
  id              uuid        not null default gen_random_uuid(),
  account_id      uuid        not null,
  subscription_id uuid,
  notif_type      text        not null,
  channel         text        not null,
  scheduled_for   timestamptz not null,
  payload         jsonb,
  status          text        not null default 'pending',
  sent_at         timestamptz,
  last_error      text,
  created_at      timestamptz not null default now(),
  constraint subscription_notification_outbox_pkey primary key (id),
  constraint subscription_notification_outbox_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint subscription_notification_outbox_subscription_id_fkey
    foreign key (subscription_id) references subscriptions (id) on delete cascade,
  constraint subscription_notification_outbox_status_check
    check (status in ('pending', 'sent', 'failed', 'cancelled'))
);

comment on table subscription_notification_outbox is
  'A message about a subscription that is to be sent.';

create index subscription_notification_outbox_account_id_idx
  on subscription_notification_outbox (account_id);
create index subscription_notification_outbox_subscription_id_idx
  on subscription_notification_outbox (subscription_id);
create index subscription_notification_outbox_status_scheduled_for_idx
  on subscription_notification_outbox (status, scheduled_for);

create table nv_billing_events (
  id                     uuid                 not null default gen_random_uuid(),
  account_id             uuid                 not null,
  event_type             billing_event_type   not null,
  status                 billing_event_status not null default 'pending',
  amount                 numeric(10, 2)       not null,
  currency               varchar(3)           not null default 'ARS',
  external_reference     varchar(255),
  provider               text,
  provider_payment_id    varchar(255),
  provider_preference_id text,
  paid_at                timestamptz,
  manual_reference       text,
  admin_note             text,
  metadata               jsonb,
  created_at             timestamptz          not null default now(),
  updated_at             timestamptz          not null default now(),
  constraint nv_billing_events_pkey primary key (id),
  constraint nv_billing_events_external_reference_key unique (external_reference),
  constraint nv_billing_events_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint nv_billing_events_amount_check check (amount >= 0)
);

comment on table nv_billing_events is 'A charge to an account.';
comment on column nv_billing_events.manual_reference is
  'What proves a payment that was entered by hand.';

create index nv_billing_events_account_id_created_at_idx
  on nv_billing_events (account_id, created_at);
create index nv_billing_events_status_created_at_idx on nv_billing_events (status, created_at);
create index nv_billing_events_provider_payment_id_idx on nv_billing_events (provider_payment_id);

create trigger nv_billing_events_set_updated_at
  before update on nv_billing_events
  for each row execute function set_updated_at();

create table invoices (
  id               uuid           not null default gen_random_uuid(),
  account_id       uuid           not null,
  subscription_id  uuid,
  billing_event_id uuid,
  number           text,
  status           text           not null default 'draft',
  amount           numeric(12, 2) not null,
  tax_amount       numeric(12, 2) not null default 0,
  currency         text           not null,
  period_start     date,
  period_end       date,
  issued_at        timestamptz,
  due_at           timestamptz,
  paid_at          timestamptz,
  document_url     text,
  metadata         jsonb,
  created_at       timestamptz    not null default now(),
  updated_at       timestamptz    not null default now(),
  constraint invoices_pkey primary key (id),
  constraint invoices_number_key unique (number),
  constraint invoices_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint invoices_subscription_id_fkey
    foreign key (subscription_id) references subscriptions (id) on delete set null,
  constraint invoices_billing_event_id_fkey
    foreign key (billing_event_id) references nv_billing_events (id) on delete set null,
  constraint invoices_status_check check (status in ('draft', 'issued', 'paid', 'void')),
  constraint invoices_amount_check check (amount >= 0),
  constraint invoices_tax_amount_check check (tax_amount >= 0)
);

comment on table invoices is 'An invoice to an account.';
comment on column invoices.billing_event_id is 'The charge that the invoice is for.';
comment on column invoices.number is 'The number on the invoice, once it is issued.';
comment on column invoices.tax_amount is 'The part of the amount that is tax.';

create index invoices_subscription_id_idx on invoices (subscription_id);
create index invoices_billing_event_id_idx on invoices (billing_event_id);
create index invoices_account_id_created_at_idx on invoices (account_id, created_at);
create index invoices_status_created_at_idx on invoices (status, created_at);

create trigger invoices_set_updated_at
  before update on invoices
  for each row execute function set_updated_at();

create table coupons (
  id             uuid           not null default gen_random_uuid(),
  code           text           not null,
  description    text,
  discount_type  text           not null,
  discount_value numeric(12, 2) not null,
  currency       text           not null default 'ARS',
  max_uses       integer,
  uses_count     integer        not null default 0,
  active         boolean        not null default true,
  expires_at     timestamptz,
  created_at     timestamptz    not null default now(),
  constraint coupons_pkey primary key (id),
  constraint coupons_code_key unique (code),
  constraint coupons_discount_type_check check (discount_type in ('percentage', 'fixed_amount')),
  constraint coupons_discount_value_check check (discount_value > 0),
  constraint coupons_uses_count_check
    check (uses_count >= 0 and (max_uses is null or uses_count <= max_uses))
);

comment on table coupons is 'A code that makes a plan cheaper.';
comment on column coupons.discount_value is 'A percentage, or an amount in the coupon''s currency.';
comment on column coupons.max_uses is
  'How often the coupon can be used, or nothing where there is no limit.';

create index coupons_created_at_idx on coupons (created_at);

create table coupon_redemptions (
  id              uuid           not null default gen_random_uuid(),
  coupon_id       uuid           not null,
  account_id      uuid           not null,
  order_id        text,
  discount_amount numeric(12, 2) not null,
  redeemed_at     timestamptz    not null default now(),
  constraint coupon_redemptions_pkey primary key (id),
  constraint coupon_redemptions_coupon_id_account_id_order_id_key
    unique (coupon_id, account_id, order_id),
  constraint coupon_redemptions_coupon_id_fkey
    foreign key (coupon_id) references coupons (id) on delete restrict,
  constraint coupon_redemptions_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint coupon_redemptions_discount_amount_check check (discount_amount >= 0)
);

comment on table coupon_redemptions is 'A use of a coupon by an account.';
comment on column coupon_redemptions.order_id is 'The payment that the coupon was used for.';
comment on column coupon_redemptions.discount_amount is
  'What the coupon took off, in the coupon''s currency.';

create index coupon_redemptions_account_id_idx on coupon_redemptions (account_id);
create index coupon_redemptions_redeemed_at_idx on coupon_redemptions (redeemed_at);
