-- How a store looks, and what its pages say.

create table banners (
  client_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  device     text        not null default 'all',
  image_url  text        not null,
  title      text,
  subtitle   text,
  link_url   text,
  alt_text   text,
  starts_at  timestamptz,
  ends_at    timestamptz,
  position   integer     not null default 0,
  is_active  boolean     not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint banners_pkey primary key (client_id, id),
  constraint banners_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint banners_device_check check (device in ('all', 'desktop', 'mobile'))
);

comment on table banners is 'A large picture on the home page.';
comment on column banners.device is 'The screens that the picture is for.';
comment on column banners.position is 'Where it stands among its neighbours.';

create index banners_client_id_position_idx on banners (client_id, position);
create index banners_client_id_created_at_idx on banners (client_id, created_at);

create trigger banners_set_updated_at
  before update on banners
  for each row execute function set_updated_at();

select demarc.isolate('banners');

create table logos (
  client_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  variant    text        not null default 'primary',
  image_url  text        not null,
  alt_text   text,
  width      integer,
  height     integer,
  is_active  boolean     not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint logos_pkey primary key (client_id, id),
  constraint logos_client_id_fkey foreign key (client_id) references clients (id) on delete cascade,
  constraint logos_variant_check check (variant in ('primary', 'dark', 'favicon', 'social'))
);

comment on table logos is 'A logo of the store.';
comment on column logos.variant is 'Where the logo is used.';

create index logos_client_id_variant_created_at_idx on logos (client_id, variant, created_at);
create index logos_client_id_created_at_idx on logos (client_id, created_at);

create trigger logos_set_updated_at
  before update on logos
  for each row execute function set_updated_at();

select demarc.isolate('logos');

create table faqs (
  client_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  question   text        not null,
  answer     text        not null,
  position   integer     not null default 0,
  is_active  boolean     not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint faqs_pkey primary key (client_id, id),
  constraint faqs_client_id_fkey foreign key (client_id) references clients (id) on delete cascade
);

comment on table faqs is 'A question that buyers often ask, and its answer.';
comment on column faqs.position is 'Where it stands among its neighbours.';

create index faqs_client_id_position_idx on faqs (client_id, position);
create index faqs_client_id_created_at_idx on faqs (client_id, created_at);

create trigger faqs_set_updated_at
  before update on faqs
  for each row execute function set_updated_at();

select demarc.isolate('faqs');

create table contact_info (
  client_id        uuid        not null,
  email            citext,
  phone            text,
  whatsapp         text,
  address          text,
  city             text,
  subdivision_code text,
  country          text,
  map_url          text,
  opening_hours    jsonb       not null default '{}',
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint contact_info_pkey primary key (client_id),
  constraint contact_info_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint contact_info_opening_hours_check check (jsonb_typeof(opening_hours) = 'object')
);

comment on table contact_info is 'How buyers can reach the store.';
comment on column contact_info.subdivision_code is 'The state or province, as ISO 3166-2 has it.';
comment on column contact_info.country is 'The two-letter code of the country, in capitals.';
comment on column contact_info.opening_hours is 'The hours of each day of the week.';

create trigger contact_info_set_updated_at
  before update on contact_info
  for each row execute function set_updated_at();

select demarc.isolate('contact_info');

create table social_links (
  client_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  network    text        not null,
  url        text        not null,
  position   integer     not null default 0,
  is_active  boolean     not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint social_links_pkey primary key (client_id, id),
  constraint social_links_client_id_network_key unique (client_id, network),
  constraint social_links_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade
);

comment on table social_links is 'A page of the store on a social network.';
comment on column social_links.position is 'Where it stands among its neighbours.';

create index social_links_client_id_position_idx on social_links (client_id, position);

create trigger social_links_set_updated_at
  before update on social_links
  for each row execute function set_updated_at();

select demarc.isolate('social_links');

create table home_sections (
  client_id   uuid        not null,
  id          uuid        not null default gen_random_uuid(),
  section_key text        not null,
  component   text        not null,
  props       jsonb       not null default '{}',
  position    integer     not null default 0,
  is_active   boolean     not null default true,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint home_sections_pkey primary key (client_id, id),
  constraint home_sections_client_id_section_key_key unique (client_id, section_key),
  constraint home_sections_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint home_sections_props_check check (jsonb_typeof(props) = 'object')
);

comment on table home_sections is 'A part of the home page.';
comment on column home_sections.section_key is 'The name of the part in its template.';
comment on column home_sections.component is 'The component that shows the part.';
comment on column home_sections.props is 'What the component is given.';
comment on column home_sections.position is 'Where it stands among its neighbours.';

create index home_sections_client_id_position_idx on home_sections (client_id, position);

create trigger home_sections_set_updated_at
  before update on home_sections
  for each row execute function set_updated_at();

select demarc.isolate('home_sections');

create table home_settings (
  client_id        uuid        not null,
  template_key     text        not null default 'normal',
  hero_title       text,
  hero_subtitle    text,
  announcement     text,
  featured_limit   integer     not null default 8,
  shows_categories boolean     not null default true,
  shows_reviews    boolean     not null default true,
  seo_title        text,
  seo_description  text,
  settings         jsonb       not null default '{}',
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint home_settings_pkey primary key (client_id),
  constraint home_settings_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint home_settings_featured_limit_check check (featured_limit >= 0),
  constraint home_settings_settings_check check (jsonb_typeof(settings) = 'object')
);

comment on table home_settings is 'What the home page shows, apart from its sections.';
comment on column home_settings.template_key is 'The layout of the store.';
comment on column home_settings.announcement is 'The line above everything else.';
comment on column home_settings.featured_limit is 'How many featured products are shown.';
comment on column home_settings.settings is 'Whatever else the template can be told.';

create trigger home_settings_set_updated_at
  before update on home_settings
  for each row execute function set_updated_at();

select demarc.isolate('home_settings');

create table client_home_settings (
  client_id        uuid        not null,
  palette_key      text,
  template_version integer,
  theme_overrides  jsonb       not null default '{}',
  design_config    jsonb       not null default '{}',
  identity         jsonb       not null default '{}',
  identity_version integer     not null default 1,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint client_home_settings_pkey primary key (client_id),
  constraint client_home_settings_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_home_settings_theme_overrides_check
    check (jsonb_typeof(theme_overrides) = 'object'),
  constraint client_home_settings_design_config_check
    check (jsonb_typeof(design_config) = 'object'),
  constraint client_home_settings_identity_check check (jsonb_typeof(identity) = 'object')
);

comment on table client_home_settings is
  'The design that the store was given, in place of that of its template.';
comment on column client_home_settings.palette_key is
  'The palette of the catalogue that the store uses.';
comment on column client_home_settings.theme_overrides is 'What the store changed of its template.';
comment on column client_home_settings.design_config is
  'The design of the store as the builder has it.';
comment on column client_home_settings.identity is
  'The fonts, the tone and the icons of the store.';

create trigger client_home_settings_set_updated_at
  before update on client_home_settings
  for each row execute function set_updated_at();

select demarc.isolate('client_home_settings');

create table client_assets (
  client_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  kind         text        not null,
  storage_path text        not null,
  url          text        not null,
  content_type text,
  byte_count   bigint      not null default 0,
  checksum     text,
  width        integer,
  height       integer,
  alt_text     text,
  metadata     jsonb       not null default '{}',
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint client_assets_pkey primary key (client_id, id),
  constraint client_assets_client_id_storage_path_key unique (client_id, storage_path),
  constraint client_assets_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_assets_kind_check
    check (kind in ('logo', 'banner', 'product', 'category', 'page', 'document', 'other')),
  constraint client_assets_byte_count_check check (byte_count >= 0),
  constraint client_assets_metadata_check check (jsonb_typeof(metadata) = 'object')
);

comment on table client_assets is 'A file of the store.';
comment on column client_assets.kind is 'What the file is used for.';
comment on column client_assets.storage_path is 'Where the file is kept.';
comment on column client_assets.checksum is 'The SHA-256 of the file.';

create index client_assets_client_id_kind_created_at_idx
  on client_assets (client_id, kind, created_at);
create index client_assets_client_id_created_at_idx on client_assets (client_id, created_at);

create trigger client_assets_set_updated_at
  before update on client_assets
  for each row execute function set_updated_at();

select demarc.isolate('client_assets');

create table client_palettes (
  client_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  name         text        not null,
  based_on_key text,
  theme_vars   jsonb       not null,
  is_active    boolean     not null default false,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint client_palettes_pkey primary key (client_id, id),
  constraint client_palettes_client_id_name_key unique (client_id, name),
  constraint client_palettes_client_id_fkey
    foreign key (client_id) references clients (id) on delete cascade,
  constraint client_palettes_theme_vars_check check (jsonb_typeof(theme_vars) = 'object')
);

comment on table client_palettes is 'A set of colours of the store.';
comment on column client_palettes.based_on_key is
  'The palette of the catalogue that it was made from.';
comment on column client_palettes.theme_vars is 'The colours by their names.';
comment on column client_palettes.is_active is 'Whether the store shows these colours.';

create unique index client_palettes_active_key on client_palettes (client_id) where is_active;
create index client_palettes_client_id_created_at_idx on client_palettes (client_id, created_at);

create trigger client_palettes_set_updated_at
  before update on client_palettes
  for each row execute function set_updated_at();

select demarc.isolate('client_palettes');

create table pages (
  client_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  slug            text        not null,
  title           text        not null,
  body            jsonb       not null default '{}',
  is_published    boolean     not null default false,
  published_at    timestamptz,
  seo_title       text,
  seo_description text,
  position        integer     not null default 0,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint pages_pkey primary key (client_id, id),
  constraint pages_client_id_slug_key unique (client_id, slug),
  constraint pages_client_id_fkey foreign key (client_id) references clients (id) on delete cascade,
  constraint pages_body_check check (jsonb_typeof(body) = 'object')
);

comment on table pages is 'A page of the store.';
comment on column pages.slug is 'The name of the page in its address.';
comment on column pages.body is 'The content of the page, as its editor has it.';
comment on column pages.position is 'Where the page stands in the menu.';

create index pages_client_id_is_published_position_idx on pages (client_id, is_published, position);
create index pages_client_id_position_idx on pages (client_id, position);
create index pages_client_id_created_at_idx on pages (client_id, created_at);

create trigger pages_set_updated_at
  before update on pages
  for each row execute function set_updated_at();

select demarc.isolate('pages');
