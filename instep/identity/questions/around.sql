-- One row per trusted record in the circles of two records; none where one of them is unknown.
select distinct person_record.record_key
from identity.circle
inner join identity.person_record on person_record.record_key = circle.key and not person_record.is_public
where circle.circle in (select circle from identity.circle where key = $one or key = $other)
order by person_record.record_key asc
