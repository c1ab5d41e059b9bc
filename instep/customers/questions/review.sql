-- One row per two persons who may be one and were not joined, those worth most first, then the likeliest.
--
-- Either the model would join them, or nearly would (then the pattern of their likeliest two records is there), or they share a mailbox
-- or a number that nobody else has. Who shares no more than a telephone, and neither first nor last name, is left out: colleagues do.
-- Worth is what their opportunities come to; it orders the list, and says so where all are in one currency.
with asked as (
    select
        coalesce(apart.person_id, unsure.person_id) as person_id,
        coalesce(apart.other_id, unsure.other_id) as other_id,
        apart.shares,
        unsure.record_key,
        unsure.other_key,
        unsure.pattern,
        unsure.bits,
        unsure.least_bits,
        unsure.record_count,
        unsure.other_record_count
    from identity.apart
    full outer join identity.unsure on unsure.person_id = apart.person_id and unsure.other_id = apart.other_id
),

worth as (
    select person_id, sum(amount) as amount, count(distinct amount_currency) as currency_count, max(amount_currency) as amount_currency
    from timeline.opportunity
    where person_id in (select person_id from asked union all select other_id from asked)
    group by person_id
)

select
    asked.person_id,
    asked.other_id,
    asked.shares,
    asked.record_key,
    asked.other_key,
    asked.pattern,
    asked.bits,
    asked.least_bits,
    asked.record_count,
    asked.other_record_count,
    one.full_name as name,
    other.full_name as other_name,
    one.company_name as company,
    other.company_name as other_company,
    coalesce(one_worth.amount, 0) + coalesce(other_worth.amount, 0) as amount,
    case
        when greatest(coalesce(one_worth.currency_count, 0), coalesce(other_worth.currency_count, 0)) < 2
        and coalesce(one_worth.amount_currency = other_worth.amount_currency, true)
            then coalesce(one_worth.amount_currency, other_worth.amount_currency)
    end as amount_currency,
    count(*) over () as total_count
from asked
inner join identity.person as one on one.person_id = asked.person_id
inner join identity.person as other on other.person_id = asked.other_id
left join worth as one_worth on one_worth.person_id = asked.person_id
left join worth as other_worth on other_worth.person_id = asked.other_id
where
    asked.bits is not null
    or starts_with(asked.shares, 'e-mail')
    or lower(one.first_name) = lower(other.first_name)
    or lower(one.last_name) = lower(other.last_name)
order by amount desc, coalesce(asked.bits, -100) desc, asked.person_id asc, asked.other_id asc
limit 300
