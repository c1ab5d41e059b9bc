-- One row per KPI, part ($by) and month ($monthly): what it counted from $start up to $end, as known at $now.
--
-- A row counts below the line from counted_at on and above it from hit_at on, so a promise breaks by time and nobody has to
-- look. The squares are for intervals. Parts are all there are: they add up to the whole.
with counted as (
    select
        measure.kpi,
        case $by
            when 'channel' then measure.channel
            when 'campaign' then measure.campaign
            when 'region' then measure.region
            when 'segment' then measure.segment
            when 'industry' then measure.industry
            when 'product' then measure.product
            when 'team' then measure.team
            when 'owner_name' then measure.owner_name
        end as part,
        case when $monthly then date_trunc('month', measure.at) end as month_at,
        case when coalesce(measure.hit_at, measure.at) <= $now then measure.numerator else 0.0 end as above,
        measure.denominator as below,
        measure.currency
    from goals.measure
    where
        measure.at >= $start and measure.at < $end and measure.counted_at <= $now
        and list_contains($kpis, measure.kpi)
        and ($channel is null or measure.channel = $channel)
        and ($campaign is null or measure.campaign = $campaign)
        and ($region is null or measure.region = $region)
        and ($segment is null or measure.segment = $segment)
        and ($industry is null or measure.industry = $industry)
        and ($product is null or measure.product = $product)
        and ($team is null or measure.team = $team)
        and ($owner_name is null or measure.owner_name = $owner_name)
        and ($currency is null or coalesce(measure.currency, $currency) = $currency)
)

select
    kpi,
    part,
    month_at,
    sum(above) as numerator,
    sum(below) as denominator,
    count(*) as row_count,
    sum(above * above) as above_squares,
    sum(below * below) as below_squares,
    sum(above * below) as products,
    min(currency) as first_currency,
    max(currency) as last_currency
from counted
group by kpi, part, month_at
