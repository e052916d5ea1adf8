-- Composite types, types that travel as text, views, and routines of every kind.
create extension hstore;
create extension ltree;

create type "Ad dress" as (
  "street, ""no""" text,
  "class" "class",
  "in" integer,
  tags text[],
  mail "e-mail",
  moods moods
);
comment on type "Ad dress" is E'Where */ it\ngoes.';
comment on column "Ad dress"."in" is 'The floor.';
create type parcel as (weight numeric, "to" "Ad dress", stops "Ad dress"[], "fields" timestamptz);

create table shipments (
  id bigint generated always as identity primary key,
  origin "Ad dress" not null,
  parcel parcel,
  stops "Ad dress"[] not null default '{}',
  place point not null default '(0,0)',
  places point[],
  words tsvector,
  path ltree not null unique,
  tags hstore
);

-- What inherits has the columns, and keys of its own.
create table "special shipments" (reason text, primary key (id), unique (path)) inherits (shipments);

create view "open shipments" as
select id, (origin)."class" as kind, path, place, origin as "from"
from shipments where parcel is null;
comment on view "open shipments" is 'What nothing is packed for.';
create materialized view kinds as
select (origin)."class" as kind, count(*) as number from shipments group by 1;
create unique index on kinds (kind);

create function place_of(text, point, n integer default 3) returns point
language sql immutable as $$ select point(length($1) * n, $2[0]) $$;
create function pick(variadic "Elements" integer[]) returns integer
language sql immutable as $$ select "Elements"[array_upper("Elements", 1)] $$;
create function parcels(p parcel, stops "Ad dress"[] default '{}') returns table (parcel parcel, place point)
language sql immutable as $$ select (p.weight, p."to", stops, p.fields)::parcel, point(1, 2) $$;
create procedure ship(origin "Ad dress", inout path ltree default 'a')
language sql as $$ select path $$;
drop procedure ship;
create procedure ship(origin "Ad dress", path ltree default 'a.b')
language sql as $$ insert into shipments (origin, path) values (origin, path) $$;
create view "codes and owners" as
select s."init" as owner, c.code as "shown as", coalesce(s."2nd", '') as "second", c.code is not null as known,
  p."default" as parent
from "2fa codes" c
join "Self" s on s."init" = c."Self"
left join "Self" p on p."init" = s.parent;
create aggregate last_text(text) (sfunc = textcat, stype = text);
