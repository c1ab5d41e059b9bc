-- Exactly one row (`listed` comes from rows.sql): how many rows a page lists, over all its pages, and what they add up to.
select
    count(*) as row_count,
    count(listed.numerator) as measured_count,
    sum(listed.numerator) as numerator,
    sum(listed.denominator) as denominator
from listed
