-- name: visitsBy :many
-- Who came in these hours.
select v.id, v.hours, v.opening
from visits v
where (v.visitor)."by" = :mail::"e-mail" and v.hours && :hours
order by v.id;
