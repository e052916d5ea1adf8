-- What the people at the front desk look at.

-- name: agenda :many
-- The appointments within a time, with the names of the patients.
select a.id, a.room, a.during, a.state, p.name as patient
from appointments a
join patients p on p.clinic_id = a.clinic_id and p.id = a.patient_id
where a.clinic_id = :tenant
  and a.during && :within
  --? and a.room = :room
order by a.during, a.room;

-- name: income :many
-- What each procedure brought in.
select c.code, c.title, count(*) as times, sum(t.price) as income
from treatments t
join procedures c on c.code = t.procedure
where t.clinic_id = :tenant
group by c.code, c.title
order by income desc, c.code;
