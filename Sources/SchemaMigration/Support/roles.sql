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

  -- Row security does not hold replication. Only a superuser may grant that, and only moves need it. What is
  -- so already is left alone: two migrations of one server that alter a role at the same moment fail.
  if (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
    and exists (
      select from pg_catalog.pg_roles
      where rolname = :'replication' and not (rolreplication and rolbypassrls)
    )
  then
    execute format('alter role %I replication bypassrls', :'replication');
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
