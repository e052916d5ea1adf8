-- The extensions, the enums, and the trigger function that the tables of the Admin database share.

create extension if not exists pgcrypto with schema public;
create extension if not exists citext with schema public;

create type nv_onboarding_state as enum (
  'draft_builder', 'pending_payment', 'approved', 'provisioning', 'live', 'failed',
  'pending_review', 'submitted_for_review', 'rejected', 'provisioned'
);
comment on type nv_onboarding_state is 'How far the onboarding of an account has come.';

create type nv_job_status as enum ('queued', 'running', 'done', 'failed', 'pending', 'completed');
comment on type nv_job_status is 'What has become of a provisioning job.';

create type subscription_status as enum (
  'active', 'past_due', 'grace', 'expired', 'canceled', 'pending', 'grace_period', 'suspended',
  'paused', 'cancel_scheduled', 'deactivated', 'purged'
);
comment on type subscription_status is 'What has become of a subscription.';

create type publication_status_enum as enum (
  'draft', 'pending_approval', 'published', 'paused', 'rejected'
);
comment on type publication_status_enum is 'Whether the store of an account can be seen.';

create type billing_event_type as enum ('domain_renewal', 'plan_subscription', 'one_time_service');
comment on type billing_event_type is 'What an account is charged for.';

create type billing_event_status as enum ('pending', 'paid', 'failed', 'cancelled');
comment on type billing_event_status is 'What has become of a charge.';

create type managed_domain_renewal_state as enum (
  'none', 'due_soon', 'invoice_created', 'paid', 'overdue', 'renewal_failed'
);
comment on type managed_domain_renewal_state is 'How far the renewal of a managed domain has come.';

create function set_updated_at()
returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function set_updated_at is 'Notes in updated_at when a row was last changed.';
