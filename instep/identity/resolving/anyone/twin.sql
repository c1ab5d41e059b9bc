-- One row per record that says exactly what another one says, beside the first that says so.
--
-- Only the first looks for its like, so that a hundred lines of one customer make no key too common to find anybody.
with told as (select rid, hash(*columns(* exclude (rid, record_id))) as content from spelled),

repeated as (select content, min(rid) as one from told group by content having count(*) > 1)

select repeated.one, told.rid as other
from told
inner join repeated on repeated.content = told.content
where told.rid <> repeated.one
