-- Queries whose names, parameters and texts "mean" \something else `elsewhere` */ to others.

-- name: self_ :many
-- The keyword `self`, back-ticks and """ quotes, \(everything).
--
-- A second paragraph. 🎨
SELECT "class".*
FROM "class" /* :nothing $1 ; '*/ -- '"; :nothing either
WHERE "class"."client id" = :tenant
  AND "self" = ANY (:self) AND "where" >= :where
  --? and moods @> :moods
  --? and tenant in (:class, :session, ':no', E'\':no', $q$ ' :no; $q$)
ORDER BY "self";

-- name: where :optional
select "parent" as "Up ""↑""" from "class" where "client id" = :tenant and "self" = :statement;

-- name: repeat :one
select 'a "" b """ c \ \(d)
second line' as "text", :given? || 'x' as "echo", '🎨'::text as "🎨 colour"
from "tenant ""roots""" where "the id" = :tenant;

-- name: class :exec
insert into "class members" ("client id", "class", "2nd", "default")
select c."client id", c."self", :second, :default?
from "class" as c
where c."client id" = :tenant
  --? and (
  --?   c."session" = :parameters
  --?   or c."tenant" = :body)
on conflict ("client id", "class", "2nd") do update set "default" = excluded."default";

-- name: members :stream
select m.*, c.moods, p.rate
from "class members" m
join "class" c on c."client id" = m."client id" and c."self" = m."class"
left join "Public 🌍" p on p.id = m."2nd"
where m."client id" = :tenant and m."2nd" > :body
order by m."2nd";

-- name: mood :one
select mood from "tenant ""roots""" where "the id" = :tenant;

-- name: moods :many
select moods[1] as first from "class" where "client id" = :tenant order by "self";

-- name: rates :many
select * from "Public 🌍" order by id;
