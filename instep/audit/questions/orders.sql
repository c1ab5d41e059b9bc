-- One row per year of orders: first orders of a customer and repeat orders, with their amounts.
select
    date_trunc('year', ordered_at) as year_at,
    count(*) as order_count,
    count(case when not is_repeat then 1 end) as new_count,
    count(case when is_repeat then 1 end) as repeat_count,
    sum(amount) as amount,
    sum(case when not is_repeat then amount end) as new_amount,
    sum(case when is_repeat then amount end) as repeat_amount,
    min(ordered_at) as first_at,
    max(ordered_at) as last_at
from timeline.order
group by date_trunc('year', ordered_at)
order by year_at
