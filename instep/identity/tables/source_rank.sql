-- One row per source: what kind of system it is, read off what it delivers, and how much its word counts.
-- learned by source
--
-- Corrections made in Instep come first, then the system that holds the deals, the one that bills, the service desk, marketing, and last
-- whatever only watches a website. What anybody may say tells only of a source that says nothing else.
with delivers as (
    select distinct source, 1 as rank, is_public from sources.opportunity
    union all
    select distinct source, 2 as rank, is_public from sources.order as sale
    union all
    select distinct source, 3 as rank, is_public from sources.case as ticket
    union all
    select distinct source, 4 as rank, is_public from sources.campaign_member
    union all
    select distinct source, 4 as rank, false as is_public from sources.campaign
    union all
    select distinct source, case when kind like 'email%' or kind in ('call', 'meeting', 'task') then 4 else 5 end as rank, is_public
    from sources.activity
    union all
    select distinct source, 6 as rank, is_public from sources.person
    union all
    select distinct source, 6 as rank, is_public from sources.account
),

ranked as (
    select
        source,
        case when source = 'correction' then 0 else coalesce(min(case when not is_public then rank end), min(rank)) end as rank
    from delivers
    group by source
)

select
    source,
    rank,
    case rank
        when 0 then 'correction'
        when 1 then 'CRM'
        when 2 then 'billing'
        when 3 then 'service'
        when 4 then 'marketing'
        when 5 then 'website'
        else 'list'
    end as system
from ranked
