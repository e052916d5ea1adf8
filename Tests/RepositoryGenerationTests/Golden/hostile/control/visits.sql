-- Ranges that users define, and domains where no column is of them.
create type "time range" as range (subtype = time, multirange_type_name = "time ranges");
comment on type "time range" is E'Opening */ hours.';
create type float8_range as range (subtype = double precision, subtype_diff = float8mi);
create type small as range (subtype = smallint);
-- Postgres has a range of such bounds too, and takes the one for the other nowhere.
create type whole as range (subtype = integer);
create domain opening as "time range" check (not isempty(value));

create type visitor as (hours "time range", "by" "e-mail", position positive);

create table visits (
  id integer primary key,
  hours "time range" not null,
  opening opening not null,
  sets "time ranges",
  measured float8_range,
  size small,
  "number" whole unique,
  numbers whole[] not null default '{}',
  lists "time range"[],
  visitor visitor,
  exclude using gist (hours with &&)
);

create function overlapping(hours "time range", "number" whole default null) returns setof visits
language sql stable as $$ select v from visits v where v.hours && overlapping.hours $$;
create function longest("by" "e-mail", sets "time ranges") returns "time range"
language sql immutable as $$ select range_merge(sets) where "by" is not null $$;
create function mails(place positive)
returns table ("by" "e-mail", first positive, opening opening)
language sql stable as $$
  select (v.visitor)."by", (v.visitor).position, v.opening from visits v where (v.visitor).position >= mails.place
$$;
