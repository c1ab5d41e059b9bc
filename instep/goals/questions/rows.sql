-- One row per thing that a KPI counted from $start up to $end, as known at $now: what stands above and below the line.
--
-- A row counts below the line from counted_at on and above it from hit_at on. The newest first.
select
    measure.entity_kind,
    measure.entity_id,
    measure.label,
    measure.at,
    case when coalesce(measure.hit_at, measure.at) <= $now then measure.numerator else 0.0 end as numerator,
    measure.denominator,
    measure.currency,
    measure.channel,
    measure.campaign,
    measure.region,
    measure.segment,
    measure.industry,
    measure.product,
    measure.team,
    measure.owner_name
from goals.measure
where
    measure.at >= $start and measure.at < $end and measure.counted_at <= $now
    and measure.kpi = $kpi
    and ($channel is null or measure.channel = $channel)
    and ($campaign is null or measure.campaign = $campaign)
    and ($region is null or measure.region = $region)
    and ($segment is null or measure.segment = $segment)
    and ($industry is null or measure.industry = $industry)
    and ($product is null or measure.product = $product)
    and ($team is null or measure.team = $team)
    and ($owner_name is null or measure.owner_name = $owner_name)
    and ($currency is null or coalesce(measure.currency, $currency) = $currency)
order by measure.at desc, measure.entity_id
limit $size offset $skip
