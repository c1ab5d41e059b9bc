-- One row per opportunity of this person or company, newest first, with what fields of people's own say of it.
with deal as (
    select opportunity_id, name, stage, outcome, amount, amount_currency, owner_name, product, created_at, closed_at
    from timeline.opportunity
    where ($is_company and account_id = $id) or (not $is_company and person_id = $id)
    order by created_at desc nulls last, opportunity_id asc
    limit 50
),

own as (
    select
        deal.opportunity_id,
        string_agg(replace(opportunity_own.field, '_', ' ') || ': ' || opportunity_own.value, ' · ' order by opportunity_own.field) as words
    from deal
    inner join timeline.opportunity_own on opportunity_own.opportunity_id = deal.opportunity_id
    group by deal.opportunity_id
)

select
    deal.opportunity_id,
    deal.name,
    deal.stage,
    deal.outcome,
    deal.amount,
    deal.amount_currency,
    deal.owner_name,
    deal.product,
    deal.created_at,
    deal.closed_at,
    own.words as own_words
from deal
left join own on own.opportunity_id = deal.opportunity_id
order by deal.created_at desc nulls last, deal.opportunity_id asc
