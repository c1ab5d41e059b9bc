-- One row per customer that ordered: how often and for how much, biggest first.
with bought as (
    select
        coalesce(account_id, person_id) as customer_id,
        min(account_id) as account_id,
        min(person_id) as person_id,
        count(*) as order_count,
        sum(amount) as amount,
        max(ordered_at) as last_at
    from timeline.order
    where coalesce(account_id, person_id) is not null
    group by coalesce(account_id, person_id)
)
select
    coalesce(account.name, person.full_name, bought.customer_id) as name,
    bought.order_count,
    bought.amount,
    bought.last_at
from bought
left join identity.account as account on account.account_id = bought.account_id
left join identity.person as person on person.person_id = bought.person_id
order by bought.amount desc nulls last, name, bought.customer_id
limit $shown
