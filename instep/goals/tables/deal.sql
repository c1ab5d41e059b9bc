-- One row per opportunity, with everything a KPI is split by.
-- local to opportunity_id
--
-- Campaign, and channel where the opportunity names none, are those of its person, else of the person of its company whom
-- we knew first. A country in place of a region counts for the country's sales region. What nobody recorded is "unknown", never left out.
with numbered as (
    select
        account_id,
        channel,
        campaign,
        row_number() over (partition by account_id order by lead_at, person_id) as number
    from journey.path
    where account_id is not null
)

select
    opportunity.opportunity_id,
    coalesce(opportunity.name, opportunity.account_name, opportunity.opportunity_id) as label,
    opportunity.created_at,
    opportunity.closed_at,
    opportunity.outcome,
    cast(opportunity.amount as double) as amount,
    opportunity.amount_currency as currency,
    coalesce(nullif(opportunity.channel, 'unknown'), own.channel, numbered.channel, 'unknown') as channel,
    coalesce(own.campaign, numbered.campaign, 'unknown') as campaign,
    coalesce(sold_in.sales_region, opportunity.region, account.region, 'unknown') as region,
    case
        when account.employee_count < 100 then 'SMB'
        when account.employee_count < 1000 then 'Mid-market'
        when account.employee_count is not null then 'Enterprise'
        else coalesce(own.segment, 'unknown')
    end as segment,
    coalesce(account.industry, own.industry, 'unknown') as industry,
    coalesce(opportunity.product, 'unknown') as product,
    coalesce(opportunity.team, 'unknown') as team,
    coalesce(opportunity.owner_name, 'unknown') as owner_name
from timeline.opportunity
left join identity.account on opportunity.account_id = account.account_id
left join journey.country_region as sold_in on coalesce(opportunity.region, account.region) = sold_in.country
left join journey.path as own on opportunity.person_id = own.person_id
left join numbered on opportunity.account_id = numbered.account_id and numbered.number = 1
