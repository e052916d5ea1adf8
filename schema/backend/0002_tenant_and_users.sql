-- The tenant itself, and the people who use its store. Every other table but the global ones refers
-- to clients, whose id is the tenant's.

create table clients (
  id                 uuid                    not null default gen_random_uuid(),
  nv_account_id      uuid                    not null,
  synced_version     bigint                  not null default 0,
  slug               text                    not null,
  custom_domain      text,
  name               text,
  email_admin        citext                  not null,
  billing_email      citext,
  phone              text,
  phone_full         text,
  country            text,
  locale             text,
  timezone           text,
  persona_type       text,
  legal_name         text,
  fiscal_id          text,
  fiscal_id_type     text,
  fiscal_category    text,
  fiscal_address     text,
  subdivision_code   text,
  plan               text                    not null,
  plan_key           text                    not null,
  monthly_fee        numeric(12, 2)          not null,
  billing_period     text                    not null,
  entitlements       jsonb                   not null,
  is_active          boolean                 not null,
  publication_status publication_status_enum not null,
  paused_reason      text,
  connection_type    text,
  mp_access_token    text,
  mp_public_key      text,
  deleted_at         timestamptz,
  created_at         timestamptz             not null default now(),
  updated_at         timestamptz             not null default now(),
  constraint clients_pkey primary key (id),
  constraint clients_nv_account_id_key unique (nv_account_id),
  constraint clients_slug_key unique (slug),
  constraint clients_slug_check check (slug <> ''),
  constraint clients_plan_key_check check (plan_key <> ''),
  constraint clients_monthly_fee_check check (monthly_fee >= 0),
  constraint clients_synced_version_check check (synced_version >= 0),
  constraint clients_billing_period_check check (billing_period in ('monthly', 'annual')),
  constraint clients_connection_type_check check (connection_type in ('manual', 'mercadopago')),
  constraint clients_entitlements_check check (jsonb_typeof(entitlements) = 'object')
);

comment on table clients is 'A store, which is a tenant of the cluster.';
comment on column clients.nv_account_id is
  'The account of the store, which the Admin database has.';
comment on column clients.synced_version is
  'The contract version of the account that the store last took over.';
comment on column clients.slug is 'The name of the store in its address.';
comment on column clients.custom_domain is 'The store''s own domain, in lower case.';
comment on column clients.email_admin is 'The e-mail address of the customer.';
comment on column clients.phone_full is 'The phone number with its country code.';
comment on column clients.country is 'The two-letter code of the country, in capitals.';
comment on column clients.locale is
  'The language and country that the store is shown in, such as es-AR.';
comment on column clients.timezone is 'The time zone of the store, such as America/Lima.';
comment on column clients.persona_type is 'Whether the customer is a natural or a legal person.';
comment on column clients.fiscal_id is 'The number that the tax office knows the customer by.';
comment on column clients.fiscal_id_type is 'The kind of that number, such as CUIT or RFC.';
comment on column clients.fiscal_category is 'How the tax office classifies the customer.';
comment on column clients.subdivision_code is 'The state or province, as ISO 3166-2 has it.';
comment on column clients.plan is
  'The same as plan_key, for programs that know the column by its old name.';
comment on column clients.plan_key is 'The plan that the account is on.';
comment on column clients.monthly_fee is 'The fee of the plan, in the currency of the plan.';
comment on column clients.billing_period is 'Whether the account pays by the month or by the year.';
comment on column clients.entitlements is 'What the plan and the active add-ons allow the store.';
comment on column clients.is_active is 'Whether the account may use the store at all.';
comment on column clients.publication_status is 'Whether the store can be seen.';
comment on column clients.paused_reason is 'Why the store is paused, while it is.';
comment on column clients.connection_type is 'How Mercado Pago was connected.';
comment on column clients.mp_access_token is
  'The access token of Mercado Pago, as the checkout needs it.';
comment on column clients.deleted_at is
  'When the account was deleted; the row stays until the store is erased.';

create index clients_custom_domain_idx on clients (custom_domain);
create index clients_publication_status_is_active_idx on clients (publication_status, is_active);
create index clients_created_at_idx on clients (created_at);

create trigger clients_set_updated_at
  before update on clients
  for each row execute function set_updated_at();

select demarc.isolate('clients', 'id');

create table users (
  client_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  email             citext      not null,
  role              text        not null default 'customer',
  full_name         text,
  phone             text,
  fiscal_id         text,
  avatar_url        text,
  is_active         boolean     not null default true,
  accepts_marketing boolean     not null default false,
  terms_accepted_at timestamptz,
  last_seen_at      timestamptz,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint users_pkey primary key (client_id, id),
  constraint users_client_id_email_key unique (client_id, email),
  constraint users_client_id_fkey foreign key (client_id) references clients (id) on delete cascade,
  constraint users_role_check check (role in ('admin', 'staff', 'customer'))
);

comment on table users is 'A person who has an account at the store.';
comment on column users.id is 'The same as at the service that signs the person in.';
comment on column users.role is 'Whether the person runs the store, works for it, or buys from it.';
comment on column users.fiscal_id is 'The number that the tax office knows the person by.';

create index users_client_id_role_created_at_idx on users (client_id, role, created_at);
create index users_client_id_created_at_idx on users (client_id, created_at);

create trigger users_set_updated_at
  before update on users
  for each row execute function set_updated_at();

select demarc.isolate('users');

create table user_addresses (
  client_id        uuid        not null,
  id               uuid        not null default gen_random_uuid(),
  user_id          uuid        not null,
  label            text,
  recipient        text,
  street           text        not null,
  street_number    text,
  unit             text,
  neighborhood     text,
  city             text        not null,
  subdivision_code text,
  postal_code      text,
  country          text        not null,
  phone            text,
  notes            text,
  is_default       boolean     not null default false,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint user_addresses_pkey primary key (client_id, id),
  constraint user_addresses_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint user_addresses_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete cascade
);

comment on table user_addresses is 'An address of a person.';
comment on column user_addresses.label is 'What the person calls the address.';
comment on column user_addresses.recipient is 'Who receives parcels there, if it is somebody else.';
comment on column user_addresses.unit is 'The floor and the apartment.';
comment on column user_addresses.subdivision_code is 'The state or province, as ISO 3166-2 has it.';
comment on column user_addresses.country is 'The two-letter code of the country, in capitals.';

create index user_addresses_client_id_user_id_created_at_idx
  on user_addresses (client_id, user_id, created_at);
create unique index user_addresses_default_key
  on user_addresses (client_id, user_id)
  where is_default;

create trigger user_addresses_set_updated_at
  before update on user_addresses
  for each row execute function set_updated_at();

select demarc.isolate('user_addresses');
