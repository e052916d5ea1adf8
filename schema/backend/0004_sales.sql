-- Carts, favourites, coupons, orders and their payments, and what buyers say.

create table cart_items (
  client_id        uuid        not null,
  id               uuid        not null default gen_random_uuid(),
  user_id          uuid        not null,
  product_id       uuid        not null,
  quantity         integer     not null default 1,
  selected_options jsonb       not null default '{}',
  options_key      text        not null default '',
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint cart_items_pkey primary key (client_id, id),
  constraint cart_items_client_id_user_id_product_id_options_key_key
    unique (client_id, user_id, product_id, options_key),
  constraint cart_items_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint cart_items_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete cascade,
  constraint cart_items_product_id_fkey
    foreign key (client_id, product_id) references products (client_id, id) on delete cascade,
  constraint cart_items_quantity_check check (quantity > 0),
  constraint cart_items_selected_options_check check (jsonb_typeof(selected_options) = 'object')
);

comment on table cart_items is 'A product in a person''s cart.';
comment on column cart_items.selected_options is 'What the person chose of the product''s options.';
comment on column cart_items.options_key is
  'The choice as one text, so that each choice has one row.';

create index cart_items_client_id_product_id_idx on cart_items (client_id, product_id);
create index cart_items_client_id_created_at_idx on cart_items (client_id, created_at);

create trigger cart_items_set_updated_at
  before update on cart_items
  for each row execute function set_updated_at();

select demarc.isolate('cart_items');

create table favorites (
  client_id  uuid        not null,
  user_id    uuid        not null,
  product_id uuid        not null,
  created_at timestamptz not null default now(),
  constraint favorites_pkey primary key (client_id, user_id, product_id),
  constraint favorites_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint favorites_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete cascade,
  constraint favorites_product_id_fkey
    foreign key (client_id, product_id) references products (client_id, id) on delete cascade
);

comment on table favorites is 'A product that a person likes.';

create index favorites_client_id_product_id_idx on favorites (client_id, product_id);
create index favorites_client_id_user_id_created_at_idx
  on favorites (client_id, user_id, created_at);

select demarc.isolate('favorites');

create table coupons (
  client_id         uuid           not null,
  id                uuid           not null default gen_random_uuid(),
  code              text           not null,
  description       text,
  discount_type     text           not null,
  discount_value    numeric(12, 2) not null,
  currency          text,
  min_purchase      numeric(12, 2),
  max_discount      numeric(12, 2),
  max_uses          integer,
  max_uses_per_user integer,
  uses_count        integer        not null default 0,
  starts_at         timestamptz,
  expires_at        timestamptz,
  is_active         boolean        not null default true,
  created_at        timestamptz    not null default now(),
  updated_at        timestamptz    not null default now(),
  constraint coupons_pkey primary key (client_id, id),
  constraint coupons_client_id_code_key unique (client_id, code),
  constraint coupons_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint coupons_discount_type_check check (discount_type in ('percentage', 'fixed_amount')),
  constraint coupons_discount_value_check
    check (discount_value > 0 and (discount_type <> 'percentage' or discount_value <= 100)),
  constraint coupons_currency_check check (discount_type <> 'fixed_amount' or currency is not null),
  constraint coupons_uses_count_check
    check (uses_count >= 0 and (max_uses is null or uses_count <= max_uses)),
  constraint coupons_min_purchase_check check (min_purchase >= 0),
  constraint coupons_max_discount_check check (max_discount >= 0)
);

comment on table coupons is 'A code that makes an order cheaper.';
comment on column coupons.discount_value is 'A percentage, or an amount in the coupon''s currency.';
comment on column coupons.min_purchase is 'The smallest total that the coupon can be used with.';
comment on column coupons.max_discount is 'The most that the coupon takes off.';
comment on column coupons.max_uses is
  'How often the coupon can be used, or nothing where there is no limit.';

create index coupons_client_id_is_active_expires_at_idx
  on coupons (client_id, is_active, expires_at);
create index coupons_client_id_created_at_idx on coupons (client_id, created_at);

create trigger coupons_set_updated_at
  before update on coupons
  for each row execute function set_updated_at();

select demarc.isolate('coupons');

create table orders (
  client_id          uuid           not null,
  id                 uuid           not null default gen_random_uuid(),
  order_number       text           not null default upper(left(md5(gen_random_uuid()::text), 12)),
  user_id            uuid,
  status             order_status   not null default 'pending',
  payment_status     payment_status not null default 'pending',
  subtotal           numeric(12, 2) not null default 0,
  discount_total     numeric(12, 2) not null default 0,
  shipping_total     numeric(12, 2) not null default 0,
  extra_costs_total  numeric(12, 2) not null default 0,
  total              numeric(12, 2) not null,
  currency           text           not null,
  coupon_id          uuid,
  buyer_email        citext,
  buyer_name         text,
  buyer_phone        text,
  shipping_method    text,
  shipping_address   jsonb,
  tracking_code      text,
  tracking_url       text,
  external_reference text,
  notes              text,
  metadata           jsonb          not null default '{}',
  paid_at            timestamptz,
  shipped_at         timestamptz,
  delivered_at       timestamptz,
  cancelled_at       timestamptz,
  cancel_reason      text,
  created_at         timestamptz    not null default now(),
  updated_at         timestamptz    not null default now(),
  constraint orders_pkey primary key (client_id, id),
  constraint orders_client_id_order_number_key unique (client_id, order_number),
  constraint orders_client_id_external_reference_key unique (client_id, external_reference),
  constraint orders_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint orders_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete set null (user_id),
  constraint orders_coupon_id_fkey
    foreign key (client_id, coupon_id)
    references coupons (client_id, id) on delete set null (coupon_id),
  constraint orders_subtotal_check check (subtotal >= 0),
  constraint orders_discount_total_check check (discount_total >= 0),
  constraint orders_shipping_total_check check (shipping_total >= 0),
  constraint orders_extra_costs_total_check check (extra_costs_total >= 0),
  constraint orders_total_check check (total >= 0)
);

comment on table orders is 'An order that a person placed.';
comment on column orders.order_number is 'What buyer and seller call the order.';
comment on column orders.user_id is 'The buyer, as long as the buyer has an account.';
comment on column orders.payment_status is 'What has become of the order''s payment.';
comment on column orders.total is 'What the buyer pays.';
comment on column orders.shipping_address is 'The address as it was when the order was placed.';
comment on column orders.external_reference is 'What the payment provider calls the order.';

create index orders_client_id_coupon_id_idx on orders (client_id, coupon_id);
create index orders_client_id_user_id_created_at_idx on orders (client_id, user_id, created_at);
create index orders_client_id_status_created_at_idx on orders (client_id, status, created_at);
create index orders_client_id_payment_status_created_at_idx
  on orders (client_id, payment_status, created_at);
create index orders_client_id_created_at_idx on orders (client_id, created_at);

create trigger orders_set_updated_at
  before update on orders
  for each row execute function set_updated_at();

select demarc.isolate('orders');

create table order_items (
  client_id        uuid           not null,
  id               uuid           not null default gen_random_uuid(),
  order_id         uuid           not null,
  product_id       uuid,
  product_name     text           not null,
  sku              text,
  selected_options jsonb          not null default '{}',
  quantity         integer        not null,
  unit_price       numeric(12, 2) not null,
  total            numeric(12, 2) not null,
  currency         text           not null,
  image_url        text,
  created_at       timestamptz    not null default now(),
  constraint order_items_pkey primary key (client_id, id),
  constraint order_items_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint order_items_order_id_fkey
    foreign key (client_id, order_id) references orders (client_id, id) on delete cascade,
  constraint order_items_product_id_fkey
    foreign key (client_id, product_id)
    references products (client_id, id) on delete set null (product_id),
  constraint order_items_quantity_check check (quantity > 0),
  constraint order_items_unit_price_check check (unit_price >= 0),
  constraint order_items_total_check check (total >= 0),
  constraint order_items_selected_options_check check (jsonb_typeof(selected_options) = 'object')
);

comment on table order_items is 'A product in an order, as it was when the order was placed.';
comment on column order_items.product_id is 'The product, as long as the store still has it.';
comment on column order_items.selected_options is 'What the buyer chose of the product''s options.';
comment on column order_items.unit_price is 'The price of one, in the currency of the item.';
comment on column order_items.total is 'The price of all.';

create index order_items_client_id_product_id_idx on order_items (client_id, product_id);
create index order_items_client_id_order_id_created_at_idx
  on order_items (client_id, order_id, created_at);
create index order_items_client_id_created_at_idx on order_items (client_id, created_at);

select demarc.isolate('order_items');

create table order_payment_breakdown (
  client_id    uuid           not null,
  order_id     uuid           not null,
  subtotal     numeric(12, 2) not null,
  discount     numeric(12, 2) not null default 0,
  shipping     numeric(12, 2) not null default 0,
  extra_costs  numeric(12, 2) not null default 0,
  taxes        numeric(12, 2) not null default 0,
  mp_fee       numeric(12, 2) not null default 0,
  platform_fee numeric(12, 2) not null default 0,
  total        numeric(12, 2) not null,
  net_amount   numeric(12, 2) not null,
  currency     text           not null,
  details      jsonb          not null default '{}',
  created_at   timestamptz    not null default now(),
  updated_at   timestamptz    not null default now(),
  constraint order_payment_breakdown_pkey primary key (client_id, order_id),
  constraint order_payment_breakdown_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint order_payment_breakdown_order_id_fkey
    foreign key (client_id, order_id) references orders (client_id, id) on delete cascade,
  constraint order_payment_breakdown_subtotal_check check (subtotal >= 0),
  constraint order_payment_breakdown_discount_check check (discount >= 0),
  constraint order_payment_breakdown_shipping_check check (shipping >= 0),
  constraint order_payment_breakdown_extra_costs_check check (extra_costs >= 0),
  constraint order_payment_breakdown_taxes_check check (taxes >= 0),
  constraint order_payment_breakdown_mp_fee_check check (mp_fee >= 0),
  constraint order_payment_breakdown_platform_fee_check check (platform_fee >= 0),
  constraint order_payment_breakdown_total_check check (total >= 0),
  constraint order_payment_breakdown_details_check check (jsonb_typeof(details) = 'object')
);

comment on table order_payment_breakdown is
  'How the total of an order is made up, and what the store gets of it.';
comment on column order_payment_breakdown.mp_fee is 'What Mercado Pago keeps.';
comment on column order_payment_breakdown.platform_fee is 'What NovaVision keeps.';
comment on column order_payment_breakdown.total is 'What the buyer pays.';
comment on column order_payment_breakdown.net_amount is 'What the store gets.';
comment on column order_payment_breakdown.details is 'How each amount was calculated.';

create trigger order_payment_breakdown_set_updated_at
  before update on order_payment_breakdown
  for each row execute function set_updated_at();

select demarc.isolate('order_payment_breakdown');

create table payments (
  client_id              uuid           not null,
  id                     uuid           not null default gen_random_uuid(),
  order_id               uuid           not null,
  status                 payment_status not null default 'pending',
  status_detail          text,
  provider               text           not null default 'mercadopago',
  provider_payment_id    text,
  provider_preference_id text,
  method                 text,
  installments           integer        not null default 1,
  amount                 numeric(12, 2) not null,
  refunded_amount        numeric(12, 2) not null default 0,
  fee_amount             numeric(12, 2) not null default 0,
  currency               text           not null,
  payer_email            citext,
  payload                jsonb,
  approved_at            timestamptz,
  refunded_at            timestamptz,
  created_at             timestamptz    not null default now(),
  updated_at             timestamptz    not null default now(),
  constraint payments_pkey primary key (client_id, id),
  constraint payments_client_id_provider_provider_payment_id_key
    unique (client_id, provider, provider_payment_id),
  constraint payments_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint payments_order_id_fkey
    foreign key (client_id, order_id) references orders (client_id, id),
  constraint payments_installments_check check (installments > 0),
  constraint payments_refunded_amount_check check (refunded_amount between 0 and amount),
  constraint payments_amount_check check (amount >= 0),
  constraint payments_fee_amount_check check (fee_amount >= 0)
);

comment on table payments is 'A payment for an order.';
comment on column payments.status_detail is 'The reason that the provider gives for the status.';
comment on column payments.method is 'How the buyer pays, such as credit_card.';
comment on column payments.fee_amount is 'What the provider keeps.';
comment on column payments.payload is 'What the provider last reported of the payment.';

create index payments_client_id_order_id_created_at_idx
  on payments (client_id, order_id, created_at);
create index payments_client_id_status_created_at_idx on payments (client_id, status, created_at);
create index payments_client_id_created_at_idx on payments (client_id, created_at);

create trigger payments_set_updated_at
  before update on payments
  for each row execute function set_updated_at();

select demarc.isolate('payments');

create table coupon_redemptions (
  client_id       uuid           not null,
  id              uuid           not null default gen_random_uuid(),
  coupon_id       uuid           not null,
  order_id        uuid           not null,
  user_id         uuid,
  discount_amount numeric(12, 2) not null,
  currency        text           not null,
  redeemed_at     timestamptz    not null default now(),
  constraint coupon_redemptions_pkey primary key (client_id, id),
  constraint coupon_redemptions_client_id_coupon_id_order_id_key
    unique (client_id, coupon_id, order_id),
  constraint coupon_redemptions_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint coupon_redemptions_coupon_id_fkey
    foreign key (client_id, coupon_id) references coupons (client_id, id),
  constraint coupon_redemptions_order_id_fkey
    foreign key (client_id, order_id) references orders (client_id, id) on delete cascade,
  constraint coupon_redemptions_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete set null (user_id),
  constraint coupon_redemptions_discount_amount_check check (discount_amount >= 0)
);

comment on table coupon_redemptions is 'A use of a coupon in an order.';
comment on column coupon_redemptions.discount_amount is 'What the coupon took off.';

create index coupon_redemptions_client_id_order_id_idx on coupon_redemptions (client_id, order_id);
create index coupon_redemptions_client_id_user_id_idx on coupon_redemptions (client_id, user_id);
create index coupon_redemptions_client_id_coupon_id_user_id_idx
  on coupon_redemptions (client_id, coupon_id, user_id);
create index coupon_redemptions_client_id_redeemed_at_idx
  on coupon_redemptions (client_id, redeemed_at);

select demarc.isolate('coupon_redemptions');

create table reviews (
  client_id   uuid        not null,
  id          uuid        not null default gen_random_uuid(),
  product_id  uuid        not null,
  user_id     uuid,
  order_id    uuid,
  rating      integer     not null,
  title       text,
  body        text,
  author_name text,
  status      text        not null default 'pending',
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint reviews_pkey primary key (client_id, id),
  constraint reviews_client_id_product_id_user_id_key unique (client_id, product_id, user_id),
  constraint reviews_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint reviews_product_id_fkey
    foreign key (client_id, product_id) references products (client_id, id) on delete cascade,
  constraint reviews_user_id_fkey
    foreign key (client_id, user_id) references users (client_id, id) on delete set null (user_id),
  constraint reviews_order_id_fkey
    foreign key (client_id, order_id)
    references orders (client_id, id) on delete set null (order_id),
  constraint reviews_rating_check check (rating between 1 and 5),
  constraint reviews_status_check check (status in ('pending', 'approved', 'rejected'))
);

comment on table reviews is 'What a person says of a product.';
comment on column reviews.order_id is 'The order that the product was bought with.';
comment on column reviews.rating is 'From 1, which is bad, to 5, which is good.';
comment on column reviews.author_name is 'The person''s name, as others see it.';
comment on column reviews.status is 'Only an approved review can be seen.';

create index reviews_client_id_user_id_idx on reviews (client_id, user_id);
create index reviews_client_id_order_id_idx on reviews (client_id, order_id);
create index reviews_client_id_product_id_status_created_at_idx
  on reviews (client_id, product_id, status, created_at);
create index reviews_client_id_status_created_at_idx on reviews (client_id, status, created_at);
create index reviews_client_id_created_at_idx on reviews (client_id, created_at);

create trigger reviews_set_updated_at
  before update on reviews
  for each row execute function set_updated_at();

select demarc.isolate('reviews');
