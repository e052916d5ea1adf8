-- What makes a database a cluster of the data plane: its identity, the fences of its tenants, and the rules
-- that keep tenants apart. It can be run again on a database that has it.
create table if not exists demarc.cluster_identity (
  singleton boolean primary key default true check (singleton),
  cluster_id text not null check (cluster_id <> '')
);
comment on table demarc.cluster_identity is 'The cluster that this database is: one row, never changed.';

create table if not exists demarc.tenant_fence (
  client_id uuid primary key,
  account_id uuid not null unique,
  epoch bigint not null check (epoch >= 0),
  state text not null
    check (state in ('provisioning', 'active', 'draining', 'moved', 'suspended')),
  lk integer not null default 0
);
comment on table demarc.tenant_fence is
  'Whether, and under which placement, each tenant is served here. It has no row security, so that a route is checked before any protected row is read.';
comment on column demarc.tenant_fence.epoch is 'How often the tenant was placed, as the control plane has it.';
comment on column demarc.tenant_fence.lk is
  'Holds nothing: the right to update it is the right to lock a row, without that to change the others.';

-- Begins a tenant of an account unless it has one, and returns the fence that the account has now.
create or replace function demarc.begin_tenant(client uuid, account uuid, placement bigint)
returns setof demarc.tenant_fence
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into demarc.tenant_fence (client_id, account_id, epoch, state)
  values (client, account, placement, 'provisioning')
  on conflict (account_id) do update set lk = 0
  returning *
$$;

-- Opens the fence of a tenant that was being provisioned; true when it is open under this placement.
create or replace function demarc.activate_tenant(client uuid, placement bigint)
returns boolean
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with opened as (
    update demarc.tenant_fence set state = 'active'
    where client_id = client and epoch = placement and state in ('provisioning', 'active')
    returning client_id
  )
  select exists (select from opened)
$$;

-- Keeps the tenants of a table apart: forced row security with exactly the policies that the generator
-- asks for, and the rights of the application and the fleet. To be called once for each tenant table.
create or replace function demarc.isolate(relation regclass, tenant_column name default 'client_id')
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  condition text := format('%I = current_setting(''demarc.tenant'')::uuid', tenant_column);
begin
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  execute format(
    'create policy tenant on %s to %I using (%s) with check (%s)',
    relation, :'application', condition, condition);
  -- Narrows whatever permissive policy somebody adds later.
  execute format(
    'create policy tenant_only on %s as restrictive to %I using (%s) with check (%s)',
    relation, :'application', condition, condition);
  execute format('create policy fleet on %s to %I using (true)', relation, :'fleet');
  execute format(
    'grant select, insert, update, delete on %s to %I', relation, :'application');
  execute format('grant select on %s to %I, %I', relation, :'fleet', :'replication');
end
$$;

-- Lets the tenants read a table that they share, or a view that shows each its own rows. To be called once for each
-- global table and each view.
create or replace function demarc.share(relation regclass)
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('grant select on %s to %I, %I', relation, :'application', :'fleet');
end
$$;

revoke all on all functions in schema demarc from public;
grant usage on schema demarc to :"application", :"fleet", :"replication";
grant select on demarc.cluster_identity to :"application", :"fleet", :"replication";
grant select on demarc.tenant_fence to :"application", :"fleet", :"replication";
grant update (lk) on demarc.tenant_fence to :"application";
grant execute on function demarc.begin_tenant, demarc.activate_tenant to :"application";
