-- One row per opportunity of this person or company of which fields of people's own say something.
select
    opportunity_own.opportunity_id,
    string_agg(replace(opportunity_own.field, '_', ' ') || ': ' || opportunity_own.value, ' · ' order by opportunity_own.field) as words
from timeline.opportunity
inner join timeline.opportunity_own on opportunity_own.opportunity_id = opportunity.opportunity_id
where ($is_company and opportunity.account_id = $id) or (not $is_company and opportunity.person_id = $id)
group by opportunity_own.opportunity_id
