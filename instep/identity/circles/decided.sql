-- One row per two records of which somebody said that they are the same.
select record_a as record_key, record_b as key
from decided.pair
where relation = 'same'
