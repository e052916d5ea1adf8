-- The looks that stores can choose from, and what they chose.

create table nv_templates (
  key           text        not null,
  label         text        not null,
  description   text,
  thumbnail_url text,
  min_plan      text        not null default 'starter',
  is_active     boolean     not null default true,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  constraint nv_templates_pkey primary key (key),
  constraint nv_templates_min_plan_check
    check (min_plan in ('starter', 'growth', 'pro', 'enterprise'))
);

comment on table nv_templates is 'A layout that a store can choose.';
comment on column nv_templates.min_plan is 'The smallest plan that may use the layout.';

create index nv_templates_created_at_idx on nv_templates (created_at);

create trigger nv_templates_set_updated_at
  before update on nv_templates
  for each row execute function set_updated_at();

create table palette_catalog (
  palette_key  text        not null,
  label        text        not null,
  description  text,
  min_plan_key text        not null default 'starter',
  preview      jsonb,
  is_active    boolean     not null default true,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint palette_catalog_pkey primary key (palette_key),
  constraint palette_catalog_min_plan_key_check
    check (min_plan_key in ('starter', 'growth', 'pro', 'enterprise')),
  constraint palette_catalog_preview_check check (jsonb_typeof(preview) = 'object')
);

comment on table palette_catalog is 'A set of colours that a store can choose.';
comment on column palette_catalog.min_plan_key is 'The smallest plan that may use the colours.';
comment on column palette_catalog.preview is 'The colours that the choice shows.';

create index palette_catalog_created_at_idx on palette_catalog (created_at);

create trigger palette_catalog_set_updated_at
  before update on palette_catalog
  for each row execute function set_updated_at();

create table custom_palettes (
  id           uuid        not null default gen_random_uuid(),
  client_id    uuid        not null,
  palette_name text,
  based_on_key text,
  theme_vars   jsonb       not null,
  is_active    boolean     not null default true,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint custom_palettes_pkey primary key (id),
  constraint custom_palettes_based_on_key_fkey
    foreign key (based_on_key) references palette_catalog (palette_key) on delete set null,
  constraint custom_palettes_theme_vars_check check (jsonb_typeof(theme_vars) = 'object')
);

comment on table custom_palettes is 'A set of colours that a store made for itself.';
comment on column custom_palettes.client_id is 'The store on its cluster.';
comment on column custom_palettes.based_on_key is 'The palette that it was made from.';

create index custom_palettes_based_on_key_idx on custom_palettes (based_on_key);
create index custom_palettes_client_id_created_at_idx on custom_palettes (client_id, created_at);

create trigger custom_palettes_set_updated_at
  before update on custom_palettes
  for each row execute function set_updated_at();

create table client_themes (
  client_id        uuid        not null,
  template_key     text        not null default 'normal',
  template_version integer,
  overrides        jsonb       not null default '{}',
  updated_at       timestamptz not null default now(),
  constraint client_themes_pkey primary key (client_id),
  constraint client_themes_template_key_fkey
    foreign key (template_key) references nv_templates (key) on update cascade on delete restrict,
  constraint client_themes_overrides_check check (jsonb_typeof(overrides) = 'object')
);

comment on table client_themes is 'The layout that a store uses, and what it changed of it.';
comment on column client_themes.client_id is 'The store on its cluster.';

create index client_themes_template_key_idx on client_themes (template_key);

create trigger client_themes_set_updated_at
  before update on client_themes
  for each row execute function set_updated_at();
