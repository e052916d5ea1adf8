-- name: codes :many
select code, length(code) as length, s."secret note"
from "2fa codes" left join "Self" s on true;

-- name: codeCount :one
select count(code) from "2fa codes";
