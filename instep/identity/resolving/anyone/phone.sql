-- One row per record and telephone number: the number without the signs for dialling it from elsewhere.
--
-- +49 30 …, 0049 30 … and 030 … are one number. Made-up numbers are none.
with written as (
    select rid, phone as number from spelled where phone is not null
    union all
    select rid, mobile_phone as number from spelled where mobile_phone is not null
),

digits as (
    select
        rid,
        starts_with(number, '+') or starts_with(number, '00') as is_abroad,
        ltrim(regexp_replace(regexp_replace(number, '(ext|x|durchwahl|#).*$', ''), '[^0-9]', '', 'g'), '0') as digits
    from written
),

national as (
    select
        rid,
        ltrim(case
            when is_abroad then regexp_replace(digits, $calling_codes, '')
            when length(digits) = 11 and left(digits, 1) = '1' then substr(digits, 2)
            else digits
        end, '0') as number
    from digits
)

select distinct rid, right(number, 10) as number
from national
where length(number) >= 6 and not regexp_matches(number, '^(0+|1+|2+|3+|4+|5+|6+|7+|8+|9+|123456789?0?)$')
