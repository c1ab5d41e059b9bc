-- One row per segment ($by) that a KPI counted from $start up to $end: its sums, and the sums of squares for intervals.
--
-- As known at $now: a row counts below the line from counted_at on and above it from hit_at on. So two periods are seen at
-- the same age when each is asked with a moment as far from its start.
with counted as (
    select
        case $by
            when 'channel' then measure.channel
            when 'campaign' then measure.campaign
            when 'region' then measure.region
            when 'segment' then measure.segment
            when 'industry' then measure.industry
            when 'product' then measure.product
            when 'team' then measure.team
            when 'owner_name' then measure.owner_name
        end as segment,
        case when coalesce(measure.hit_at, measure.at) <= $now then coalesce(measure.numerator, 0.0) else 0.0 end as above,
        coalesce(measure.denominator, 1.0) as below,
        measure.currency
    from goals.measure
    where
        measure.kpi = $kpi
        and measure.at >= $start and measure.at < $end and measure.counted_at <= $now
        and ($channel is null or measure.channel = $channel)
        and ($campaign is null or measure.campaign = $campaign)
        and ($region is null or measure.region = $region)
        and ($segment is null or measure.segment = $segment)
        and ($industry is null or measure.industry = $industry)
        and ($product is null or measure.product = $product)
        and ($team is null or measure.team = $team)
        and ($owner_name is null or measure.owner_name = $owner_name)
)

select
    coalesce(segment, 'unknown') as segment,
    count(*) as row_count,
    sum(case when above <> 0 then 1 else 0 end) as hit_count,
    sum(above) as numerator,
    sum(below) as denominator,
    sum(above * above) as numerator_squares,
    sum(below * below) as denominator_squares,
    sum(above * below) as products,
    min(currency) as first_currency,
    max(currency) as last_currency
from counted
group by coalesce(segment, 'unknown')
