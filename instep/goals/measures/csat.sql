-- One row per answer to "were you satisfied"; it hits when the answer was yes.
--
-- Somebody who did not answer is not below the line.
select
    'answer' as entity_kind,
    satisfaction.answer_id as entity_id,
    satisfaction.label as label,
    satisfaction.answered_at as at,
    cast(null as timestamptz) as hit_at,
    satisfaction.answered_at as counted_at,
    cast(case when satisfaction.standing = 1 then 1 else 0 end as double) as numerator,
    cast(1 as double) as denominator,
    cast(null as text) as currency,
    satisfaction.channel,
    satisfaction.campaign,
    satisfaction.region,
    satisfaction.segment,
    satisfaction.industry,
    satisfaction.product,
    'service' as team,
    'unknown' as owner_name
from goals.satisfaction
where satisfaction.kind = 'csat'
