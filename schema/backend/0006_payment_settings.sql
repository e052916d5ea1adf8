-- How a store takes payments, and what they cost it.

create table client_payment_settings (
  client_id                  uuid        not null,
  accepts_mercado_pago       boolean     not null default true,
  accepts_bank_transfer      boolean     not null default false,
  accepts_cash               boolean     not null default false,
  bank_transfer_instructions text,
  excluded_methods           text[]      not null default '{}',
  max_installments           integer     not null default 12,
  free_installments          integer     not null default 1,
  passes_fee_to_buyer        boolean     not null default false,
  settlement_days            integer     not null default 0,
  statement_descriptor       text,
  expires_after_minutes      integer     not null default 1440,
  settings                   jsonb       not null default '{}',
  created_at                 timestamptz not null default now(),
  updated_at                 timestamptz not null default now(),
  constraint client_payment_settings_pkey primary key (client_id),
  constraint client_payment_settings_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_payment_settings_max_installments_check check (max_installments > 0),
  constraint client_payment_settings_free_installments_check
    check (free_installments between 1 and max_installments),
  constraint client_payment_settings_expires_after_minutes_check check (expires_after_minutes > 0),
  constraint client_payment_settings_settlement_days_check check (settlement_days >= 0),
  constraint client_payment_settings_settings_check check (jsonb_typeof(settings) = 'object')
);

comment on table client_payment_settings is 'How the store takes payments.';
comment on column client_payment_settings.excluded_methods is
  'The methods of Mercado Pago that the store does not take.';
comment on column client_payment_settings.free_installments is
  'How many installments cost the buyer nothing.';
comment on column client_payment_settings.passes_fee_to_buyer is
  'Whether the buyer pays the fee of Mercado Pago.';
comment on column client_payment_settings.settlement_days is
  'How many days after a payment the store gets the money.';
comment on column client_payment_settings.statement_descriptor is
  'What the buyer''s card statement shows.';
comment on column client_payment_settings.expires_after_minutes is
  'How long an order waits for its payment.';
comment on column client_payment_settings.settings is 'Whatever else the checkout can be told.';

create trigger client_payment_settings_set_updated_at
  before update on client_payment_settings
  for each row execute function set_updated_at();

select demarc.isolate('client_payment_settings');

create table mp_fee_table (
  id              uuid           not null default gen_random_uuid(),
  country         text           not null,
  method          text           not null,
  installments    integer        not null default 1,
  settlement_days integer        not null default 0,
  fee_percent     numeric(7, 4)  not null,
  fee_fixed       numeric(12, 2) not null default 0,
  currency        text           not null,
  effective_from  date           not null,
  created_at      timestamptz    not null default now(),
  updated_at      timestamptz    not null default now(),
  constraint mp_fee_table_pkey primary key (id),
  constraint mp_fee_table_fee_key
    unique (country, method, installments, settlement_days, effective_from),
  constraint mp_fee_table_installments_check check (installments > 0),
  constraint mp_fee_table_fee_percent_check check (fee_percent between 0 and 100),
  constraint mp_fee_table_settlement_days_check check (settlement_days >= 0),
  constraint mp_fee_table_fee_fixed_check check (fee_fixed >= 0)
);

comment on table mp_fee_table is 'What Mercado Pago keeps of a payment, for all stores.';
comment on column mp_fee_table.country is 'The two-letter code of the country, in capitals.';
comment on column mp_fee_table.method is 'How the buyer pays, such as credit_card.';
comment on column mp_fee_table.settlement_days is
  'How many days after a payment the store gets the money.';
comment on column mp_fee_table.fee_percent is
  'The part of the amount that Mercado Pago keeps, in percent.';
comment on column mp_fee_table.fee_fixed is 'What Mercado Pago keeps of each payment beside that.';
comment on column mp_fee_table.effective_from is 'The first day on which the fee applies.';

create trigger mp_fee_table_set_updated_at
  before update on mp_fee_table
  for each row execute function set_updated_at();

select demarc.share('mp_fee_table');

create table client_mp_fee_overrides (
  client_id       uuid           not null,
  id              uuid           not null default gen_random_uuid(),
  method          text           not null,
  installments    integer        not null default 1,
  settlement_days integer        not null default 0,
  fee_percent     numeric(7, 4)  not null,
  fee_fixed       numeric(12, 2) not null default 0,
  currency        text           not null,
  reason          text,
  created_at      timestamptz    not null default now(),
  updated_at      timestamptz    not null default now(),
  constraint client_mp_fee_overrides_pkey primary key (client_id, id),
  constraint client_mp_fee_overrides_fee_key
    unique (client_id, method, installments, settlement_days),
  constraint client_mp_fee_overrides_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_mp_fee_overrides_installments_check check (installments > 0),
  constraint client_mp_fee_overrides_fee_percent_check check (fee_percent between 0 and 100),
  constraint client_mp_fee_overrides_settlement_days_check check (settlement_days >= 0),
  constraint client_mp_fee_overrides_fee_fixed_check check (fee_fixed >= 0)
);

comment on table client_mp_fee_overrides is
  'What Mercado Pago keeps of a payment to the store, where that is not the usual fee.';
comment on column client_mp_fee_overrides.method is 'How the buyer pays, such as credit_card.';
comment on column client_mp_fee_overrides.settlement_days is
  'How many days after a payment the store gets the money.';
comment on column client_mp_fee_overrides.fee_percent is
  'The part of the amount that Mercado Pago keeps, in percent.';
comment on column client_mp_fee_overrides.fee_fixed is
  'What Mercado Pago keeps of each payment beside that.';

create trigger client_mp_fee_overrides_set_updated_at
  before update on client_mp_fee_overrides
  for each row execute function set_updated_at();

select demarc.isolate('client_mp_fee_overrides');

create table mp_idempotency (
  client_id    uuid        not null,
  key          text        not null,
  request_hash text        not null,
  status       text        not null default 'pending',
  order_id     uuid,
  response     jsonb,
  expires_at   timestamptz not null,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint mp_idempotency_pkey primary key (client_id, key),
  constraint mp_idempotency_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint mp_idempotency_order_id_fkey
    foreign key (client_id, order_id) references orders (client_id, id) on delete cascade,
  constraint mp_idempotency_status_check check (status in ('pending', 'completed', 'failed'))
);

comment on table mp_idempotency is 'A request to Mercado Pago that must be made once.';
comment on column mp_idempotency.key is 'The name of the request.';
comment on column mp_idempotency.request_hash is
  'The SHA-256 of the request, which shows whether the name was used for another.';
comment on column mp_idempotency.response is 'What Mercado Pago answered.';

create index mp_idempotency_client_id_order_id_idx on mp_idempotency (client_id, order_id);
create index mp_idempotency_client_id_expires_at_idx on mp_idempotency (client_id, expires_at);

create trigger mp_idempotency_set_updated_at
  before update on mp_idempotency
  for each row execute function set_updated_at();

select demarc.isolate('mp_idempotency');

create table client_secrets (
  client_id       uuid        not null,
  name            text        not null,
  value_encrypted text        not null,
  expires_at      timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint client_secrets_pkey primary key (client_id, name),
  constraint client_secrets_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade
);

comment on table client_secrets is 'A secret of the store, such as the key of a carrier.';
comment on column client_secrets.value_encrypted is 'The secret, encrypted with AES-256-GCM.';

create trigger client_secrets_set_updated_at
  before update on client_secrets
  for each row execute function set_updated_at();

select demarc.isolate('client_secrets');

create table client_extra_costs (
  client_id  uuid           not null,
  id         uuid           not null default gen_random_uuid(),
  name       text           not null,
  kind       text           not null,
  value      numeric(12, 2) not null,
  currency   text,
  applies_to text           not null default 'order',
  position   integer        not null default 0,
  is_active  boolean        not null default true,
  created_at timestamptz    not null default now(),
  updated_at timestamptz    not null default now(),
  constraint client_extra_costs_pkey primary key (client_id, id),
  constraint client_extra_costs_client_id_name_key unique (client_id, name),
  constraint client_extra_costs_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_extra_costs_kind_check check (kind in ('percentage', 'fixed_amount')),
  constraint client_extra_costs_applies_to_check
    check (applies_to in ('order', 'products', 'shipping')),
  constraint client_extra_costs_value_check check (value >= 0),
  constraint client_extra_costs_currency_check
    check (kind <> 'fixed_amount' or currency is not null)
);

comment on table client_extra_costs is 'A cost that the store adds to its orders.';
comment on column client_extra_costs.value is
  'A percentage, or an amount in the currency of the cost.';
comment on column client_extra_costs.applies_to is 'What the percentage is taken of.';
comment on column client_extra_costs.position is 'Where it stands among its neighbours.';

create index client_extra_costs_client_id_position_idx on client_extra_costs (client_id, position);

create trigger client_extra_costs_set_updated_at
  before update on client_extra_costs
  for each row execute function set_updated_at();

select demarc.isolate('client_extra_costs');
