-- The add-ons that extend a plan, and what plan and add-ons allow an account together.

create table addon_catalog (
  addon_key          text    not null,
  display_name       text    not null,
  delta_entitlements jsonb,
  price_cents        integer,
  currency           text    not null default 'ARS',
  is_active          boolean not null default true,
  constraint addon_catalog_pkey primary key (addon_key),
  constraint addon_catalog_delta_entitlements_check
    check (jsonb_typeof(delta_entitlements) = 'object'),
  constraint addon_catalog_price_cents_check check (price_cents >= 0)
);

comment on table addon_catalog is 'An add-on that can be bought beside a plan.';
comment on column addon_catalog.delta_entitlements is
  'What one of the add-on adds to the entitlements of the plan.';
comment on column addon_catalog.price_cents is 'The price in hundredths of the currency.';
comment on column addon_catalog.is_active is 'Whether the add-on can still be bought.';

create table account_addons (
  id           uuid        not null default gen_random_uuid(),
  account_id   uuid        not null,
  addon_key    text        not null,
  quantity     integer     not null default 1,
  status       text        not null default 'active',
  purchased_at timestamptz not null default now(),
  constraint account_addons_pkey primary key (id),
  constraint account_addons_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint account_addons_addon_key_fkey
    foreign key (addon_key)
    references addon_catalog (addon_key) on update cascade on delete restrict,
  constraint account_addons_quantity_check check (quantity > 0),
  constraint account_addons_status_check check (status in ('active', 'cancelled', 'expired'))
);

comment on table account_addons is 'An add-on that an account has bought.';
comment on column account_addons.status is 'Only an active add-on counts towards the entitlements.';

create index account_addons_addon_key_idx on account_addons (addon_key);
create index account_addons_account_id_status_idx on account_addons (account_id, status);
create index account_addons_purchased_at_idx on account_addons (purchased_at);

create table account_entitlements (
  account_id   uuid        not null,
  entitlements jsonb       not null,
  computed_at  timestamptz not null default now(),
  constraint account_entitlements_pkey primary key (account_id),
  constraint account_entitlements_account_id_fkey
    foreign key (account_id) references nv_accounts (id) on delete cascade,
  constraint account_entitlements_entitlements_check check (jsonb_typeof(entitlements) = 'object')
);

comment on table account_entitlements is
  'What an account is allowed, by its plan and its active add-ons.';

create index account_entitlements_computed_at_idx on account_entitlements (computed_at);
