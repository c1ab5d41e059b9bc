-- One row per opportunity that counts: merged deals and copies from another system we also read are left out.
-- local to opportunity_id
-- sorted by opportunity_id
-- stored plain
--
-- The product is the product list's name where reference or name match it exactly, else what the record says: another spelling stays visible.
-- Team and region are the owner's, else the record's, else those of the account. A deal without a known account keeps account_id empty.
-- closed_at is set only when it is won or lost; the close date of an open deal is a hope and stands in expected_close_at.
with own as (
    select
        opportunity.record_key,
        opportunity.source,
        opportunity.record_id,
        opportunity.name,
        opportunity.account_ref,
        opportunity.account_name,
        opportunity.person_ref,
        opportunity.person_email,
        opportunity.pipeline,
        opportunity.stage,
        case when opportunity.outcome in ('won', 'lost') then opportunity.outcome else 'open' end as outcome,
        opportunity.amount,
        opportunity.amount_currency,
        opportunity.created_at,
        opportunity.closed_at,
        opportunity.expected_close_at,
        opportunity.lead_source,
        opportunity.campaign_ref,
        opportunity.lost_reason,
        opportunity.region,
        opportunity.team,
        opportunity.product_ref,
        opportunity.product_name,
        coalesce(opportunity.owner_ref, opportunity.owner_name) as owner_ref
    from sources.opportunity
    inner join timeline.opportunity_ref on opportunity_ref.record_key = opportunity.record_key
    where opportunity_ref.opportunity_id = opportunity.record_key
),

product as (
    select source, record_id, max(name) as name
    from sources.product
    group by source, record_id
),

product_name as (
    select distinct name
    from sources.product
),

tied as (
    select
        tie.source,
        tie.record_id,
        min(case when tie.other_kind = 'person' then person_ref.person_id end) as person_id,
        min(case when tie.other_kind = 'account' then account_cluster.entity_id end) as account_id
    from timeline.tie
    left join identity.person_ref
        on tie.other_kind = 'person' and person_ref.source = tie.source and person_ref.person_ref = tie.other_ref
    left join identity.account_cluster
        on tie.other_kind = 'account' and account_cluster.record_key = tie.source || '/account/' || tie.other_ref
    where tie.kind = 'opportunity'
    group by tie.source, tie.record_id
),

resolved as (
    select
        own.record_key,
        coalesce(person_ref.person_id, person_mailbox.person_id, tied.person_id) as person_id,
        coalesce(account_cluster.entity_id, account_name.account_id, tied.account_id) as account_id
    from own
    left join identity.person_ref on person_ref.source = own.source and person_ref.person_ref = own.person_ref
    left join identity.person_mailbox on person_mailbox.email = own.person_email
    left join tied on tied.source = own.source and tied.record_id = own.record_id
    left join identity.account_cluster on account_cluster.record_key = own.source || '/account/' || own.account_ref
    left join identity.account_name on account_name.source = own.source and account_name.name = own.account_name
)

select
    own.record_key as opportunity_id,
    own.name,
    account.account_id,
    coalesce(account.name, own.account_name) as account_name,
    resolved.person_id,
    coalesce(owner.name, own.owner_ref) as owner_name,
    coalesce(owner.team, own.team, owner.manager_name) as team,
    coalesce(owner.region, own.region, account.region, account.country) as region,
    coalesce(product.name, product_name.name, own.product_name, own.product_ref) as product,
    coalesce(campaign_word.channel, own_word.channel, person_word.channel) as channel,
    own.pipeline,
    own.stage,
    own.outcome,
    own.amount,
    own.amount_currency,
    own.created_at,
    case when own.outcome <> 'open' then own.closed_at end as closed_at,
    coalesce(own.expected_close_at, case when own.outcome = 'open' then own.closed_at end) as expected_close_at,
    case
        when own.outcome <> 'open' then cast(epoch(own.closed_at) - epoch(own.created_at) as double) / 86400.0
    end as cycle_days,
    own.lost_reason,
    own.source
from own
inner join resolved on resolved.record_key = own.record_key
left join identity.person on person.person_id = resolved.person_id
left join identity.account on account.account_id = coalesce(resolved.account_id, person.account_id)
left join identity.owner_link on owner_link.source = own.source and owner_link.owner_ref = own.owner_ref
left join identity.owner on owner.owner_id = owner_link.owner_id
left join product on product.source = own.source and product.record_id = own.product_ref
left join product_name on product_name.name = own.product_name
left join sources.campaign on campaign.source = own.source and campaign.record_id = own.campaign_ref
left join timeline.channel_word as campaign_word on campaign_word.of = 'said' and campaign_word.word = campaign.channel
left join timeline.channel_word as own_word on own_word.of = 'said' and own_word.word = own.lead_source
left join timeline.channel_word as person_word on person_word.of = 'said' and person_word.word = person.lead_source
