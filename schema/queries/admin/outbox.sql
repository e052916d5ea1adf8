-- What waits to be sent to the clusters.

-- name: waitingEvents :many
-- How many events wait for each account, and since when, the longest first.
select account_id, count(*) as events, min(created_at) as since
from account_sync_outbox
where status in ('pending', 'failed')
group by account_id
order by since
limit :limit;

-- name: retryDeadLetters :exec
-- Lets dead letters be tried again.
update account_sync_outbox
set status = 'pending', attempts = 0, next_retry_at = now(), last_error = null
where status = 'dlq'
  --? and account_id = :account
  --? and event_type = :event
;
