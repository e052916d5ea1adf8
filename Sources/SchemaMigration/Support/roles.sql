-- The roles of the data plane. They belong to the whole server, so no ledger can know of them: this is run
-- each time, and makes what is missing.
do $$
declare
  role record;
begin
  for role in
    select * from (values
      -- Owns every object and cannot log in.
      (:'owner', 'nologin nosuperuser nobypassrls'),
      -- Serves tenants.
      (:'application', 'login nosuperuser nobypassrls'),
      -- Reads all tenants of a cluster.
      (:'fleet', 'login nosuperuser nobypassrls'),
      -- Moves tenants; never serves.
      (:'replication', 'login nosuperuser')
    ) as wanted(name, options)
    where not exists (select from pg_catalog.pg_roles where rolname = wanted.name)
  loop
    begin
      execute format('create role %I %s', role.name, role.options);
    exception
      -- Another database of the same server is being migrated at the same moment.
      when duplicate_object or unique_violation then null;
    end;
  end loop;

  -- Row security does not hold replication. Only a superuser may grant that, and only moves need it.
  if (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
    and not (
      select rolreplication and rolbypassrls from pg_catalog.pg_roles where rolname = :'replication')
  then
    begin
      execute format('alter role %I replication bypassrls', :'replication');
    exception
      -- "tuple concurrently updated": another database of the same server is doing the same.
      when internal_error then null;
    end;
  end if;

  -- Objects are made as the owner, which whoever migrates must be able to become.
  if not pg_has_role(current_user, :'owner', 'member') then
    execute format('grant %I to %I', :'owner', current_user);
  end if;
  execute format('grant create on database %I to %I', current_database(), :'owner');
  execute format('grant usage, create on schema public to %I', :'owner');
  execute format(
    'grant usage on schema public to %I, %I, %I', :'application', :'fleet', :'replication');
end
$$;
