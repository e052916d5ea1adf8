-- How a store sends what it sells.

create table shipping_integrations (
  client_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  provider        text        not null,
  display_name    text,
  secret_name     text,
  settings        jsonb       not null default '{}',
  is_active       boolean     not null default true,
  last_error      text,
  last_checked_at timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint shipping_integrations_pkey primary key (client_id, id),
  constraint shipping_integrations_client_id_provider_key unique (client_id, provider),
  constraint shipping_integrations_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint shipping_integrations_secret_name_fkey
    foreign key (client_id, secret_name)
    references client_secrets (client_id, name) on delete set null (secret_name),
  constraint shipping_integrations_settings_check check (jsonb_typeof(settings) = 'object')
);

comment on table shipping_integrations is 'A carrier that the store works with.';
comment on column shipping_integrations.secret_name is
  'The secret of the store that opens the carrier''s service.';
comment on column shipping_integrations.settings is
  'Whatever the carrier''s service has to be told.';

create index shipping_integrations_client_id_secret_name_idx
  on shipping_integrations (client_id, secret_name);
create index shipping_integrations_client_id_created_at_idx
  on shipping_integrations (client_id, created_at);

create trigger shipping_integrations_set_updated_at
  before update on shipping_integrations
  for each row execute function set_updated_at();

select demarc.isolate('shipping_integrations');

create table shipping_zones (
  client_id               uuid           not null,
  id                      uuid           not null default gen_random_uuid(),
  shipping_integration_id uuid,
  name                    text           not null,
  countries               text[]         not null default '{}',
  subdivision_codes       text[]         not null default '{}',
  postal_codes            text[]         not null default '{}',
  price                   numeric(12, 2) not null,
  free_from               numeric(12, 2),
  currency                text           not null,
  delivery_days_min       integer,
  delivery_days_max       integer,
  position                integer        not null default 0,
  is_active               boolean        not null default true,
  created_at              timestamptz    not null default now(),
  updated_at              timestamptz    not null default now(),
  constraint shipping_zones_pkey primary key (client_id, id),
  constraint shipping_zones_client_id_name_key unique (client_id, name),
  constraint shipping_zones_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint shipping_zones_shipping_integration_id_fkey
    foreign key (client_id, shipping_integration_id)
    references shipping_integrations (client_id, id) on delete set null (shipping_integration_id),
  constraint shipping_zones_price_check check (price >= 0),
  constraint shipping_zones_free_from_check check (free_from >= 0),
  constraint shipping_zones_delivery_days_min_check check (delivery_days_min >= 0),
  constraint shipping_zones_delivery_days_max_check check (delivery_days_max >= delivery_days_min)
);

comment on table shipping_zones is 'A region that the store sends to, and what that costs.';
comment on column shipping_zones.shipping_integration_id is
  'The carrier, where one is asked for the price.';
comment on column shipping_zones.subdivision_codes is
  'The states or provinces, as ISO 3166-2 has them.';
comment on column shipping_zones.postal_codes is 'The postal codes or their beginnings.';
comment on column shipping_zones.free_from is 'The total from which sending costs nothing.';
comment on column shipping_zones.position is 'Where it stands among its neighbours.';

create index shipping_zones_client_id_shipping_integration_id_idx
  on shipping_zones (client_id, shipping_integration_id);
create index shipping_zones_client_id_position_idx on shipping_zones (client_id, position);
create index shipping_zones_client_id_created_at_idx on shipping_zones (client_id, created_at);

create trigger shipping_zones_set_updated_at
  before update on shipping_zones
  for each row execute function set_updated_at();

select demarc.isolate('shipping_zones');

create table client_shipping_settings (
  client_id            uuid        not null,
  ships                boolean     not null default true,
  allows_pickup        boolean     not null default false,
  pickup_address       text,
  pickup_instructions  text,
  origin_postal_code   text,
  origin_country       text,
  free_from            numeric(12, 2),
  currency             text,
  handling_days        integer     not null default 1,
  default_weight_grams integer     not null default 1000,
  settings             jsonb       not null default '{}',
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  constraint client_shipping_settings_pkey primary key (client_id),
  constraint client_shipping_settings_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_shipping_settings_free_from_check check (free_from >= 0),
  constraint client_shipping_settings_handling_days_check check (handling_days >= 0),
  constraint client_shipping_settings_currency_check
    check (free_from is null or currency is not null),
  constraint client_shipping_settings_default_weight_grams_check check (default_weight_grams > 0),
  constraint client_shipping_settings_settings_check check (jsonb_typeof(settings) = 'object')
);

comment on table client_shipping_settings is 'How the store sends what it sells.';
comment on column client_shipping_settings.ships is 'Whether the store sends anything at all.';
comment on column client_shipping_settings.origin_postal_code is 'Where the parcels start from.';
comment on column client_shipping_settings.origin_country is
  'The two-letter code of the country, in capitals.';
comment on column client_shipping_settings.free_from is
  'The total from which sending costs nothing.';
comment on column client_shipping_settings.handling_days is
  'How many days pass before a parcel is handed over.';
comment on column client_shipping_settings.default_weight_grams is
  'The weight of a product that has none.';
comment on column client_shipping_settings.settings is 'Whatever else the checkout can be told.';

create trigger client_shipping_settings_set_updated_at
  before update on client_shipping_settings
  for each row execute function set_updated_at();

select demarc.isolate('client_shipping_settings');
