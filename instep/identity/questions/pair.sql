-- At most one row: how two records compare, where they were found to be nearly one.
select pattern, bits
from identity.person_pair
where record_key = $one and other_key = $other
