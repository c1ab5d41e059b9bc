-- One row per thing that a KPI counted from $start up to $end, as known at $now: what stands above and below the line.
--
-- A row counts below the line from counted_at on and above it from hit_at on. The newest first. customer_id is the company,
-- else the person, on whose page the thing is told; empty where nobody is known.
with buyer as (
    select order_id, min(person_id) as person_id, min(account_id) as account_id
    from timeline.order
    group by order_id
),

answered as (
    select answer_id, min(person_id) as person_id, min(account_id) as account_id
    from goals.rating
    group by answer_id
)

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
    measure.owner_name,
    coalesce(
        opportunity.account_id,
        opportunity.person_id,
        request.person_id,
        request.account_id,
        buyer.person_id,
        buyer.account_id,
        answered.person_id,
        answered.account_id
    ) as customer_id
from goals.measure
left join timeline.opportunity
    on measure.entity_kind = 'opportunity' and measure.entity_id = opportunity.opportunity_id
left join timeline.case as request on measure.entity_kind = 'case' and measure.entity_id = request.case_id
left join buyer on measure.entity_kind = 'order' and measure.entity_id = buyer.order_id
left join answered on measure.entity_kind = 'answer' and measure.entity_id = answered.answer_id
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
