-- What a store sells.

create table categories (
  client_id   uuid        not null,
  id          uuid        not null default gen_random_uuid(),
  parent_id   uuid,
  name        text        not null,
  slug        text        not null,
  description text,
  image_url   text,
  position    integer     not null default 0,
  is_active   boolean     not null default true,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint categories_pkey primary key (client_id, id),
  constraint categories_client_id_slug_key unique (client_id, slug),
  constraint categories_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint categories_parent_id_fkey
    foreign key (client_id, parent_id)
    references categories (client_id, id) on delete set null (parent_id),
  constraint categories_parent_id_check check (parent_id <> id)
);

comment on table categories is 'A group of products.';
comment on column categories.parent_id is 'The group that this one is part of.';
comment on column categories.slug is 'The name of the group in its address.';
comment on column categories.position is 'Where the group stands among its neighbours.';

create index categories_client_id_parent_id_idx on categories (client_id, parent_id);
create index categories_client_id_position_idx on categories (client_id, position);
create index categories_client_id_created_at_idx on categories (client_id, created_at);

create trigger categories_set_updated_at
  before update on categories
  for each row execute function set_updated_at();

select demarc.isolate('categories');

create table option_sets (
  client_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  name       text        not null,
  kind       text        not null default 'custom',
  options    jsonb       not null default '[]',
  is_active  boolean     not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint option_sets_pkey primary key (client_id, id),
  constraint option_sets_client_id_name_key unique (client_id, name),
  constraint option_sets_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint option_sets_kind_check check (kind in ('size', 'color', 'custom')),
  constraint option_sets_options_check check (jsonb_typeof(options) = 'array')
);

comment on table option_sets is 'A choice that products offer, such as sizes.';
comment on column option_sets.options is
  'The options in their order, each with a value and a label.';

create index option_sets_client_id_created_at_idx on option_sets (client_id, created_at);

create trigger option_sets_set_updated_at
  before update on option_sets
  for each row execute function set_updated_at();

select demarc.isolate('option_sets');

create table products (
  client_id      uuid           not null,
  id             uuid           not null default gen_random_uuid(),
  name           text           not null,
  slug           text           not null,
  sku            text,
  description    text,
  price          numeric(12, 2) not null,
  original_price numeric(12, 2),
  cost           numeric(12, 2),
  currency       text           not null,
  stock          integer        not null default 0,
  tracks_stock   boolean        not null default true,
  option_set_id  uuid,
  images         jsonb          not null default '[]',
  attributes     jsonb          not null default '{}',
  tags           text[]         not null default '{}',
  weight_grams   integer,
  is_active      boolean        not null default true,
  is_featured    boolean        not null default false,
  position       integer        not null default 0,
  created_at     timestamptz    not null default now(),
  updated_at     timestamptz    not null default now(),
  constraint products_pkey primary key (client_id, id),
  constraint products_client_id_slug_key unique (client_id, slug),
  constraint products_client_id_sku_key unique (client_id, sku),
  constraint products_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint products_option_set_id_fkey
    foreign key (client_id, option_set_id)
    references option_sets (client_id, id) on delete set null (option_set_id),
  constraint products_price_check check (price >= 0),
  constraint products_original_price_check check (original_price >= 0),
  constraint products_cost_check check (cost >= 0),
  constraint products_weight_grams_check check (weight_grams >= 0),
  constraint products_stock_check check (stock >= 0 or not tracks_stock),
  constraint products_images_check check (jsonb_typeof(images) = 'array'),
  constraint products_attributes_check check (jsonb_typeof(attributes) = 'object')
);

comment on table products is 'A product that the store sells.';
comment on column products.slug is 'The name of the product in its address.';
comment on column products.sku is 'The name of the product in the warehouse.';
comment on column products.original_price is 'The price before a reduction.';
comment on column products.cost is 'What the product costs the store.';
comment on column products.tracks_stock is
  'Whether the product sells out when there is none in stock.';
comment on column products.option_set_id is 'The choice that the product offers.';
comment on column products.images is 'The images in their order.';
comment on column products.attributes is 'Whatever else the store says of the product.';
comment on column products.position is 'Where the product stands among its neighbours.';

create index products_client_id_option_set_id_idx on products (client_id, option_set_id);
create index products_client_id_is_active_position_idx on products (client_id, is_active, position);
create index products_client_id_is_featured_position_idx
  on products (client_id, is_featured, position);
create index products_client_id_name_idx on products (client_id, name);
create index products_client_id_price_idx on products (client_id, price);
create index products_client_id_position_idx on products (client_id, position);
create index products_client_id_created_at_idx on products (client_id, created_at);

create trigger products_set_updated_at
  before update on products
  for each row execute function set_updated_at();

select demarc.isolate('products');

create table product_categories (
  client_id   uuid        not null,
  product_id  uuid        not null,
  category_id uuid        not null,
  position    integer     not null default 0,
  created_at  timestamptz not null default now(),
  constraint product_categories_pkey primary key (client_id, product_id, category_id),
  constraint product_categories_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint product_categories_product_id_fkey
    foreign key (client_id, product_id) references products (client_id, id) on delete cascade,
  constraint product_categories_category_id_fkey
    foreign key (client_id, category_id) references categories (client_id, id) on delete cascade
);

comment on table product_categories is 'That a product belongs to a category.';
comment on column product_categories.position is 'Where the product stands within the category.';

create index product_categories_client_id_category_id_position_idx
  on product_categories (client_id, category_id, position);

select demarc.isolate('product_categories');

create table services (
  client_id   uuid        not null,
  id          uuid        not null default gen_random_uuid(),
  title       text        not null,
  description text,
  icon        text,
  image_url   text,
  link_url    text,
  price       numeric(12, 2),
  currency    text,
  position    integer     not null default 0,
  is_active   boolean     not null default true,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint services_pkey primary key (client_id, id),
  constraint services_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint services_price_check check (price >= 0),
  constraint services_currency_check check (price is null or currency is not null)
);

comment on table services is 'A service that the store presents.';
comment on column services.position is 'Where the service stands among its neighbours.';

create index services_client_id_position_idx on services (client_id, position);
create index services_client_id_created_at_idx on services (client_id, created_at);

create trigger services_set_updated_at
  before update on services
  for each row execute function set_updated_at();

select demarc.isolate('services');
