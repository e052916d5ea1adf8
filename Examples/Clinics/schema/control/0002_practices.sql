-- The customers, and where each of them lives.

create type practice_stage as enum ('trial', 'customer', 'closed');

create table practices (
  id         uuid           primary key default gen_random_uuid(),
  subdomain  text           not null unique check (subdomain ~ '^[a-z][a-z0-9-]*$'),
  domain     text           unique check (domain = lower(domain)),
  name       text           not null,
  plan       text           not null references plans,
  stage      practice_stage not null default 'trial',
  cluster    text           references clusters,
  placements bigint         not null default 0 check (placements >= 0),
  created_at timestamptz    not null default now()
);
comment on table practices is 'A dental practice, which is a customer.';
comment on column practices.domain is 'A domain of the practice''s own, in lower case.';
comment on column practices.cluster is 'Where the practice lives, or NULL before it was placed.';
comment on column practices.placements is 'How often the practice was placed on a cluster.';

create index on practices (plan);
create index on practices (cluster);

create view cluster_loads as
select c.name as cluster, c.state, count(p.id) as practices
from clusters c
left join practices p on p.cluster = c.name and p.stage <> 'closed'
group by c.name, c.state;
comment on view cluster_loads is 'How many practices each cluster serves.';
