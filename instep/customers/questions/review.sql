-- One row per two persons who may be one and were not joined, those worth most first.
--
-- Who shares no more than a telephone, and neither first nor last name, is left out: colleagues do. Worth is what their opportunities come to; it orders the list, and says so where all are in one currency.
with worth as (
    select person_id, sum(amount) as amount, count(distinct amount_currency) as currency_count, max(amount_currency) as amount_currency
    from timeline.opportunity
    where person_id in (select person_id from identity.apart union all select other_id from identity.apart)
    group by person_id
)

select
    apart.person_id,
    apart.other_id,
    apart.shares,
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
from identity.apart
inner join identity.person as one on one.person_id = apart.person_id
inner join identity.person as other on other.person_id = apart.other_id
left join worth as one_worth on one_worth.person_id = apart.person_id
left join worth as other_worth on other_worth.person_id = apart.other_id
where
    starts_with(apart.shares, 'e-mail')
    or lower(one.first_name) = lower(other.first_name)
    or lower(one.last_name) = lower(other.last_name)
order by amount desc, apart.person_id asc, apart.other_id asc
limit 300
