-- One row per KPI, part ($by) and month ($monthly): the value below which $share of the rows lie, with its interval.
--
-- Between two rows it is interpolated, so the median of two is their middle. The interval goes from row to row: it needs no
-- assumption on how the values spread. Where the interval would leave the rows there are, its end stays empty.
with placed as (
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
        measure.numerator as amount,
        measure.entity_id
    from goals.measure
    where
        measure.at >= $start and measure.at < $end and measure.counted_at <= $now
        and list_contains($kpis, measure.kpi)
        and measure.numerator is not null
        and ($channel is null or measure.channel = $channel)
        and ($campaign is null or measure.campaign = $campaign)
        and ($region is null or measure.region = $region)
        and ($segment is null or measure.segment = $segment)
        and ($industry is null or measure.industry = $industry)
        and ($product is null or measure.product = $product)
        and ($team is null or measure.team = $team)
        and ($owner_name is null or measure.owner_name = $owner_name)
),

ordered as (
    select
        kpi,
        part,
        month_at,
        amount,
        row_number() over (partition by kpi, part, month_at order by amount, entity_id) as place,
        count(*) over (partition by kpi, part, month_at) as row_count
    from placed
),

aimed as (
    select
        kpi,
        part,
        month_at,
        amount,
        place,
        row_count,
        (row_count - 1) * $share + 1 as aim,
        floor(row_count * $share - 1.96 * sqrt(row_count * $share * (1 - $share))) as low_place,
        ceil(row_count * $share + 1.96 * sqrt(row_count * $share * (1 - $share))) + 1 as high_place
    from ordered
)

select
    kpi,
    part,
    month_at,
    sum(amount) as numerator,
    max(row_count) as row_count,
    max(case when place = floor(aim) then amount end)
    + (max(case when place = ceil(aim) then amount end) - max(case when place = floor(aim) then amount end))
    * (max(aim) - floor(max(aim))) as amount,
    max(case when place = low_place then amount end) as low,
    max(case when place = high_place then amount end) as high
from aimed
group by kpi, part, month_at
