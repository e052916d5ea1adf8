-- Accounts, seen from the control plane.

-- name: accountsPerCluster :many
-- How many accounts each cluster holds, and how many of them are live.
select
  b.cluster_id,
  b.status,
  count(a.id) as accounts,
  count(a.id) filter (where a.status = 'live') as live
from backend_clusters b
left join nv_accounts a on a.backend_cluster_id = b.cluster_id
group by b.cluster_id
order by b.cluster_id;

-- name: accountsOfCluster :many
-- The accounts on a cluster, by their slugs.
select a.id, a.slug, a.status, a.business_name
from nv_accounts a
where a.backend_cluster_id = :cluster
  --? and a.status = :status
order by a.slug;

-- name: mercadoPagoToken :optional
-- The encrypted token of an account that is connected.
select mp_access_token_encrypted from nv_accounts where id = :account and mp_connected;
