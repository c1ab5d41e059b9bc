-- One row per touchpoint of the journey map: who came there since $since, what they did next, what went wrong, and with whom of us they had to do.
--
-- wrong_count: of those who have had time, whose way left the map at this very touchpoint (out of order, repeated or a dead end).
-- went_on and days are of people who came before $ripe_at and so have had time; a percentile is the shortest time that so many did not exceed.
-- Owed an answer is whoever came where one is promised, had not been answered before, and whose time is over by $now.
with wrong as (
  select distinct person_id, place
  from journey.deviation
  where kind <> 'skipped'
),

came as (
  select
    visit.place,
    visit.touchpoint,
    case when visit.first_at < $ripe_at and wrong.person_id is not null then 1 else 0 end as is_wrong,
    case when first_at < $ripe_at then 1 else 0 end as is_ripe,
    case when first_at < $ripe_at and next_at is not null then 1 else 0 end as went_on,
    case when first_at < $ripe_at then round((epoch(next_at) - epoch(first_at)) / 86400.0, 1) end as days,
    case
      when first_at + within_hours * interval '1' hour <= $now and (answered_at is null or answered_at >= first_at) then 1
      else 0
    end as owed,
    case when answered_at >= first_at and answered_at <= first_at + within_hours * interval '1' hour then 1 else 0 end as in_time,
    touch_count,
    marketing_count,
    sales_count,
    service_count
  from journey.visit
  left join wrong on wrong.person_id = visit.person_id and wrong.place = visit.place
  where first_at >= $since
),

tally as (
  select
    place,
    touchpoint,
    days,
    count(*) as person_count,
    sum(is_ripe) as ripe_count,
    sum(went_on) as went_on_count,
    sum(is_wrong) as wrong_count,
    sum(owed) as owed_count,
    sum(owed * in_time) as kept_count,
    sum(touch_count) as touch_count,
    sum(marketing_count) as marketing_count,
    sum(sales_count) as sales_count,
    sum(service_count) as service_count
  from came
  group by place, touchpoint, days
),

ranked as (
  select
    tally.*,
    sum(case when days is not null then person_count else 0 end) over (partition by place order by coalesce(days, 1000000)) as up_to,
    sum(case when days is not null then person_count else 0 end) over (partition by place) as timed_count
  from tally
)

select
  place,
  touchpoint,
  cast(sum(person_count) as bigint) as person_count,
  cast(sum(ripe_count) as bigint) as ripe_count,
  cast(sum(went_on_count) as bigint) as went_on_count,
  cast(sum(wrong_count) as bigint) as wrong_count,
  cast(sum(owed_count) as bigint) as owed_count,
  cast(sum(kept_count) as bigint) as kept_count,
  cast(sum(touch_count) as bigint) as touch_count,
  cast(sum(marketing_count) as bigint) as marketing_count,
  cast(sum(sales_count) as bigint) as sales_count,
  cast(sum(service_count) as bigint) as service_count,
  (min(case when up_to * 2 >= timed_count then days end) + min(case when up_to * 2 > timed_count then days end)) / 2.0 as median_days,
  min(case when up_to * 10 >= timed_count * 9 then days end) as p90_days
from ranked
group by place, touchpoint
order by place
