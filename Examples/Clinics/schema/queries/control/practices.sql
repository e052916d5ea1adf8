-- Questions about practices that span tables.

-- name: monthlyFees :many
-- What each plan brings in a month, by the practices that pay.
select l.name as plan, count(*) as practices, sum(l.fee) as fees
from practices p
join plans l on l.name = p.plan
where p.stage = 'customer'
group by l.name
order by l.name;
