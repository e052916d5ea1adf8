-- Two editors of a page must not overwrite each other, and a page that was deleted by mistake comes back.
alter table pages
  add column version    bigint not null default 1,
  add column deleted_at timestamptz;

comment on column pages.version is 'How often the page was written.';
comment on column pages.deleted_at is 'When the page was deleted; it is kept until it is purged.';
