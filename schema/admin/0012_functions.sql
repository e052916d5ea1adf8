-- The functions that read and write the secrets of clusters, and that enqueue and claim
-- provisioning jobs.

create function set_backend_cluster_credentials(
  p_cluster_id text,
  p_key text,
  p_db_url text default null,
  p_service_role_key text default null
)
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  options constant text := 'cipher-algo=aes256';
begin
  if p_key is null or p_key = '' then
    raise exception 'credentials of clusters cannot be encrypted without a key'
      using errcode = 'invalid_parameter_value';
  end if;
  update public.backend_clusters
  set
    db_url_encrypted =
      coalesce(public.pgp_sym_encrypt(p_db_url, p_key, options), db_url_encrypted),
    service_role_key =
      coalesce(public.pgp_sym_encrypt(p_service_role_key, p_key, options), service_role_key)
  where cluster_id = p_cluster_id;
  if not found then
    raise exception 'there is no cluster %', coalesce(quote_literal(p_cluster_id), 'without a name')
      using errcode = 'no_data_found';
  end if;
end
$$;
comment on function set_backend_cluster_credentials is
  'Encrypts and stores the credentials of a cluster; one that is not given stays as it is.';

create function list_backend_clusters(p_key text)
returns table (
  cluster_id text,
  display_name text,
  supabase_url text,
  service_role_key text,
  db_url text,
  weight integer,
  is_active boolean,
  status text
)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  cluster public.backend_clusters;
begin
  if p_key is null or p_key = '' then
    raise exception 'credentials of clusters cannot be decrypted without a key'
      using errcode = 'invalid_parameter_value';
  end if;
  for cluster in select * from public.backend_clusters order by cluster_id loop
    begin
      service_role_key := public.pgp_sym_decrypt(cluster.service_role_key, p_key);
      db_url := public.pgp_sym_decrypt(cluster.db_url_encrypted, p_key);
    exception
      when external_routine_invocation_exception or character_not_in_repertoire then
        raise exception 'the key does not decrypt the credentials of cluster %',
          quote_literal(cluster.cluster_id)
          using errcode = 'invalid_parameter_value';
    end;
    cluster_id := cluster.cluster_id;
    display_name := cluster.display_name;
    supabase_url := cluster.supabase_url;
    weight := cluster.weight;
    is_active := cluster.is_active;
    status := cluster.status;
    return next;
  end loop;
end
$$;
comment on function list_backend_clusters is
  'All clusters in the order of their names, with their credentials decrypted.';

create function enqueue_provisioning_job(
  p_account_id uuid,
  p_job_type text,
  p_dedupe_key text,
  p_payload jsonb default '{}'
)
returns provisioning_jobs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  allowed constant text[] := array[
    'PROVISION_CLIENT_FROM_ONBOARDING', 'SYNC_ENTITLEMENTS', 'SEED_TEMPLATE',
    'CLUSTER_CLONE_SCHEMA'
  ];
  job public.provisioning_jobs;
begin
  if p_job_type = 'PROVISION_CLIENT' then
    raise exception 'the job type PROVISION_CLIENT is retired'
      using
        errcode = 'invalid_parameter_value',
        hint = 'Use PROVISION_CLIENT_FROM_ONBOARDING.';
  end if;
  if p_job_type is null or p_job_type <> all (allowed) then
    raise exception 'there is no job type %', coalesce(quote_literal(p_job_type), 'without a name')
      using
        errcode = 'invalid_parameter_value',
        hint = format('The job types are %s.', array_to_string(allowed, ', '));
  end if;
  if p_dedupe_key is null or p_dedupe_key = '' then
    raise exception 'a job cannot be enqueued without a dedupe key'
      using errcode = 'invalid_parameter_value';
  end if;
  insert into public.provisioning_jobs (account_id, job_type, dedupe_key, payload)
  values (p_account_id, p_job_type, p_dedupe_key, coalesce(p_payload, '{}'))
  on conflict on constraint provisioning_jobs_dedupe_key_key do nothing
  returning * into job;
  if not found then
    select * into strict job from public.provisioning_jobs where dedupe_key = p_dedupe_key;
    if (job.account_id, job.job_type) is distinct from (p_account_id, p_job_type) then
      raise exception 'the dedupe key % belongs to another job', quote_literal(p_dedupe_key)
        using
          errcode = 'unique_violation',
          constraint = 'provisioning_jobs_dedupe_key_key',
          detail = format('Job %s is a %s of account %s.', job.id, job.job_type, job.account_id);
    end if;
  end if;
  return job;
end
$$;
comment on function enqueue_provisioning_job is
  'Enqueues a job, or returns the one that has the same dedupe key.';

create function claim_provisioning_jobs(
  p_worker text,
  p_limit integer,
  p_lease interval default '30 seconds'
)
returns setof provisioning_jobs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_worker is null or p_worker = '' then
    raise exception 'a worker without a name cannot claim jobs'
      using errcode = 'invalid_parameter_value';
  end if;
  if p_limit is null or p_limit < 0 then
    raise exception 'the number of jobs to claim must be 0 or more'
      using errcode = 'invalid_parameter_value';
  end if;
  if p_lease is null or p_lease <= interval '0' then
    raise exception 'the lease of a job must be longer than 0'
      using errcode = 'invalid_parameter_value';
  end if;
  return query
    with chosen as materialized (
      select id
      from public.provisioning_jobs
      where
        status in ('queued', 'running')
        and case status
          when 'queued' then run_after is null or run_after <= now()
          else lease_until < now()
        end
      order by priority desc, created_at, id
      limit p_limit
      for update skip locked
    ),
    claimed as (
      update public.provisioning_jobs as job
      set
        status = 'running',
        attempts = job.attempts + 1,
        locked_by = p_worker,
        locked_at = now(),
        lease_until = now() + p_lease,
        started_at = coalesce(job.started_at, now())
      from chosen
      where job.id = chosen.id
      returning job.*
    )
    select * from claimed order by priority desc, created_at, id;
end
$$;
comment on function claim_provisioning_jobs is
  'Gives a worker jobs that wait or whose lease has expired; no two workers get the same one.';
