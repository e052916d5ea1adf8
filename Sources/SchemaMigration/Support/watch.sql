-- Notes what migrations do to the tables that a database has by now. It is for throw-away servers: event
-- triggers are a superuser's, and they slow every command.
create table demarc.watched_table (
  relation oid primary key,
  name text not null,
  kind "char" not null,
  file_node oid
);
create table demarc.watched_column (relation oid, number smallint, name text);
create table demarc.watched_scan (relation oid primary key, scans bigint not null);
create table demarc.watched_effect (
  position bigint generated always as identity,
  effect text not null,
  command text not null,
  object text not null,
  relation oid not null,
  lock text
);

insert into demarc.watched_table
select c.oid, c.oid::regclass::text, c.relkind, pg_relation_filenode(c.oid)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'm', 'f') and n.nspname not in ('information_schema', 'demarc')
  and n.nspname !~ '^pg_';

insert into demarc.watched_column
select a.attrelid, a.attnum, quote_ident(a.attname)
from pg_attribute a join demarc.watched_table w on w.relation = a.attrelid
where a.attnum > 0 and not a.attisdropped;

-- How often each table was read whole, before a command.
create function demarc.watch_start() returns event_trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from demarc.watched_scan;
  insert into demarc.watched_scan
  select relation, pg_stat_get_xact_numscans(relation) from demarc.watched_table;
end
$$;

-- The tables that a command read whole, and the strongest lock that others would have waited for. A table
-- that the command is not about counts only as a part of one that it is: what a foreign key of a new table
-- points at is read for nothing, because the new table is empty.
create function demarc.watch_end() returns event_trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into demarc.watched_effect (effect, command, object, relation, lock)
  select distinct 'scan', found.command_tag, w.name, w.relation, held.mode
  from (
    select c.command_tag,
      coalesce((select indrelid from pg_index where indexrelid = c.objid), c.objid) as relation
    from pg_event_trigger_ddl_commands() c
    where c.classid = 'pg_class'::regclass
  ) found
  cross join lateral (
    with recursive parts as (
      select found.relation
      union
      select i.inhrelid from pg_inherits i join parts on i.inhparent = parts.relation
    )
    select relation from parts
  ) part
  join demarc.watched_table w on w.relation = part.relation
  join demarc.watched_scan s on s.relation = w.relation
  cross join lateral (
    select l.mode from pg_locks l
    where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.relation = w.relation
      and l.database = (select oid from pg_database where datname = current_database())
      and l.mode in ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
    order by array_position(
      array['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock'], l.mode)
    limit 1
  ) held
  where pg_stat_get_xact_numscans(w.relation) > s.scans;
end
$$;

create function demarc.watch_rewrite() returns event_trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into demarc.watched_effect (effect, command, object, relation)
  select 'rewrite', tg_tag, name, relation from demarc.watched_table
  where relation = pg_event_trigger_table_rewrite_oid();
end
$$;

-- What a materialized view held can be made anew, and a foreign table held nothing.
create function demarc.watch_drop() returns event_trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into demarc.watched_effect (effect, command, object, relation)
  select 'drop', tg_tag, concat_ws('.', w.name, c.name), w.relation
  from pg_event_trigger_dropped_objects() d
  join demarc.watched_table w on w.relation = d.objid and w.kind in ('r', 'p')
  left join demarc.watched_column c on c.relation = d.objid and c.number = d.objsubid
  where d.classid = 'pg_class'::regclass and (d.objsubid = 0 or c.number is not null);
end
$$;

create event trigger demarc_watch_start on ddl_command_start execute function demarc.watch_start();
create event trigger demarc_watch_end on ddl_command_end execute function demarc.watch_end();
create event trigger demarc_watch_rewrite on table_rewrite execute function demarc.watch_rewrite();
create event trigger demarc_watch_drop on sql_drop execute function demarc.watch_drop();
