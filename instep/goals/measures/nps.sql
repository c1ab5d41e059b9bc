-- One row per answer to "would you recommend us": a promoter is 1, a detractor -1, a passive 0.
--
-- Promoters gave 9 or 10, detractors 0 to 6.
select
    'answer' as entity_kind,
    satisfaction.answer_id as entity_id,
    satisfaction.label as label,
    satisfaction.answered_at as at,
    cast(null as timestamptz) as hit_at,
    satisfaction.answered_at as counted_at,
    cast(satisfaction.standing as double) as numerator,
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
where satisfaction.kind = 'nps'
