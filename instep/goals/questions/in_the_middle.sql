-- One row per measured thing in the middle, two at most (`listed` comes from rows.sql): those after the first $before, the smallest first.
select listed.numerator
from listed
where listed.numerator is not null
order by listed.numerator
limit 2 offset $before
