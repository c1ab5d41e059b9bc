-- One row per record that a full build found to be one with another far away, and that other.
select far_tie.record_key, far_tie.other_key as key
from identity.far_tie
inner join sources.person on person.record_key = far_tie.record_key
union all
select far_tie.other_key as record_key, far_tie.record_key as key
from identity.far_tie
inner join sources.person on person.record_key = far_tie.other_key
