-- The extension, the enums, and the trigger function that the tables of a Backend cluster share.

create extension if not exists citext with schema public;

create type publication_status_enum as enum (
  'draft', 'pending_approval', 'published', 'paused', 'rejected'
);
comment on type publication_status_enum is 'Whether a store can be seen.';

create type order_status as enum (
  'pending', 'paid', 'preparing', 'shipped', 'delivered', 'cancelled', 'refunded'
);
comment on type order_status is 'What has become of an order.';

create type payment_status as enum (
  'pending', 'authorized', 'in_process', 'approved', 'rejected', 'cancelled', 'refunded',
  'charged_back'
);
comment on type payment_status is 'What has become of a payment.';

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
