-- What an account refers to: the clusters that stores live on, and the plans that they are sold
-- under.

create table backend_clusters (
  cluster_id          text        not null,
  display_name        text        not null,
  supabase_url        text,
  api_url             text,
  storage_project_ref text,
  service_role_key    bytea,
  db_url_encrypted    bytea,
  weight              integer     not null default 100,
  is_active           boolean     not null default true,
  status              text        not null default 'ready',
  last_error          text,
  last_cloned_from    text,
  last_cloned_at      timestamptz,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  constraint backend_clusters_pkey primary key (cluster_id),
  constraint backend_clusters_last_cloned_from_fkey
    foreign key (last_cloned_from) references backend_clusters (cluster_id) on delete set null,
  constraint backend_clusters_cluster_id_check check (cluster_id <> ''),
  constraint backend_clusters_weight_check check (weight > 0),
  constraint backend_clusters_status_check
    check (status in ('ready', 'draining', 'maintenance', 'error'))
);

comment on table backend_clusters is 'A Backend database that stores live on.';
comment on column backend_clusters.cluster_id is
  'The name of the cluster, such as the accounts placed on it have it.';
comment on column backend_clusters.supabase_url is
  'The address of the cluster''s Supabase project, where it has one.';
comment on column backend_clusters.api_url is 'The address of the API that serves the cluster.';
comment on column backend_clusters.storage_project_ref is
  'The Supabase project that keeps the cluster''s files.';
comment on column backend_clusters.service_role_key is
  'The key of the service role, encrypted with PGP.';
comment on column backend_clusters.db_url_encrypted is
  'The connection string of the database, encrypted with PGP.';
comment on column backend_clusters.weight is
  'How large a share of the new stores the cluster takes, compared with the others.';
comment on column backend_clusters.is_active is 'Whether the cluster may be used at all.';
comment on column backend_clusters.status is
  'New stores are placed only on clusters that are ready.';
comment on column backend_clusters.last_cloned_from is
  'The cluster whose structure was last copied to this one.';

create index backend_clusters_last_cloned_from_idx on backend_clusters (last_cloned_from);
create index backend_clusters_status_created_at_idx on backend_clusters (status, created_at);

create trigger backend_clusters_set_updated_at
  before update on backend_clusters
  for each row execute function set_updated_at();

create function notify_backend_clusters()
returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('backend_clusters', coalesce(new.cluster_id, old.cluster_id));
  return null;
end
$$;
comment on function notify_backend_clusters is
  'Tells whoever listens to the channel backend_clusters which cluster has changed.';

create trigger backend_clusters_notify
  after insert or update or delete on backend_clusters
  for each row execute function notify_backend_clusters();

create table plans (
  plan_key                text           not null,
  display_name            text,
  description             text,
  features                jsonb,
  recommended             boolean        not null default false,
  is_active               boolean        not null default true,
  sort_order              integer        not null default 0,
  monthly_fee             numeric(12, 2) not null,
  setup_fee               numeric(12, 2),
  currency                text           not null default 'ARS',
  price_display           text,
  entitlements            jsonb          not null,
  included_requests       integer,
  included_bandwidth_gb   numeric(14, 3),
  included_storage_gb     numeric(14, 3),
  included_orders         integer,
  overage_per_1k_requests numeric(12, 4),
  overage_per_gb_egress   numeric(12, 4),
  overage_per_order       numeric(12, 4),
  rate_version            integer        not null default 1,
  effective_from          timestamptz,
  updated_at              timestamptz    not null default now(),
  constraint plans_pkey primary key (plan_key),
  constraint plans_plan_key_check check (plan_key <> ''),
  constraint plans_monthly_fee_check check (monthly_fee >= 0),
  constraint plans_setup_fee_check check (setup_fee >= 0),
  constraint plans_entitlements_check check (jsonb_typeof(entitlements) = 'object')
);

comment on table plans is 'A plan that stores are sold under.';
comment on column plans.plan_key is 'The name of the plan in code.';
comment on column plans.features is 'What the pricing page lists for the plan.';
comment on column plans.is_active is 'Whether the plan can still be bought.';
comment on column plans.currency is 'The currency of the fees and of the overage prices.';
comment on column plans.price_display is 'The price as the pricing page shows it.';
comment on column plans.entitlements is 'What the plan allows a store, before add-ons.';
comment on column plans.included_requests is 'How many requests a month the fee covers.';
comment on column plans.included_bandwidth_gb is
  'How many gigabytes of traffic a month the fee covers.';
comment on column plans.included_storage_gb is 'How many gigabytes of files the fee covers.';
comment on column plans.included_orders is 'How many orders a month the fee covers.';
comment on column plans.overage_per_1k_requests is
  'The price of a thousand requests beyond those included.';
comment on column plans.overage_per_gb_egress is
  'The price of a gigabyte of traffic beyond those included.';
comment on column plans.overage_per_order is 'The price of an order beyond those included.';
comment on column plans.rate_version is 'Counts up whenever the prices of the plan change.';
comment on column plans.effective_from is 'When the present prices came into force.';

create index plans_sort_order_idx on plans (sort_order);

create trigger plans_set_updated_at
  before update on plans
  for each row execute function set_updated_at();
