-- One row per person and touch: a meeting with three contacts stands in the timeline of each of them.
-- local to record_key
-- sorted by person_id, "at", touchpoint_id
--
-- The team is what the record says; else service for everything about a case; else the team of its owner; else marketing for mass e-mail and
-- the website, sales for calls, meetings, tasks and e-mail by hand. is_human is false for whatever a machine did: automated steps, mass
-- e-mail and its opening (mail programs open by themselves), auto-replies. A touch of nobody we know keeps person_id empty.
--
-- The channel is what the link's tags mean by the signed rules; else what the record says itself; else its campaign's; else what the
-- referrer means. A link or referrer that nothing fits is “Unassigned”. A page within a session has the session's. Last comes what the kind of touch
-- suggests.
with tied_person as (
    select distinct tie.source, tie.kind, tie.record_id, person_ref.person_id
    from timeline.tie
    inner join identity.person_ref on person_ref.source = tie.source and person_ref.person_ref = tie.other_ref
    where tie.other_kind = 'person'
),

tied as (
    select
        tie.source,
        tie.kind,
        tie.record_id,
        min(person_ref.person_id) as person_id,
        min(account_cluster.entity_id) as account_id,
        min(opportunity_ref.opportunity_id) as opportunity_id,
        max(case when tie.other_kind = 'case' then 1 else 0 end) as case_count
    from timeline.tie
    left join identity.person_ref
        on tie.other_kind = 'person' and person_ref.source = tie.source and person_ref.person_ref = tie.other_ref
    left join identity.account_cluster
        on tie.other_kind = 'account' and account_cluster.record_key = tie.source || '/account/' || tie.other_ref
    left join timeline.opportunity_ref
        on tie.other_kind = 'opportunity'
        and opportunity_ref.source = tie.source
        and opportunity_ref.opportunity_ref = tie.other_ref
    group by tie.source, tie.kind, tie.record_id
),

campaign as (
    select campaign.source, campaign.record_id, campaign.name, channel_word.channel
    from sources.campaign
    left join timeline.channel_word on channel_word.of = 'said' and channel_word.word = campaign.channel
),

met as (
    select
        touch.record_key,
        touch.source,
        touch.record_kind,
        touch.record_id,
        touch.at,
        touch.kind,
        touch.direction,
        touch.team,
        touch.is_automated,
        touch.owner_ref,
        touch.case_ref,
        touch.channel,
        touch.campaign_ref,
        touch.campaign_name,
        touch.subject,
        touch.url,
        coalesce(person_ref.person_id, person_mailbox.person_id, browser.person_id, tied.person_id) as person_id,
        coalesce(account_cluster.entity_id, account_name.account_id, tied.account_id) as account_id,
        coalesce(opportunity_ref.opportunity_id, tied.opportunity_id) as opportunity_id,
        coalesce(tied.case_count, 0) as case_count
    from timeline.touch
    left join identity.person_ref on person_ref.source = touch.source and person_ref.person_ref = touch.person_ref
    left join identity.person_mailbox on person_mailbox.email = touch.person_email
    left join identity.person_ref as browser on browser.source = 'anonymous' and browser.person_ref = touch.anonymous_id
    left join identity.account_cluster on account_cluster.record_key = touch.source || '/account/' || touch.account_ref
    left join identity.account_name on account_name.source = touch.source and account_name.name = touch.account_name
    left join timeline.opportunity_ref
        on opportunity_ref.source = touch.source and opportunity_ref.opportunity_ref = touch.opportunity_ref
    left join tied on tied.source = touch.source and tied.kind = touch.record_kind and tied.record_id = touch.record_id
),

met_each as (
    select
        record_key,
        source,
        met.at,
        kind,
        direction,
        team,
        is_automated,
        owner_ref,
        case_ref,
        channel,
        campaign_ref,
        campaign_name,
        subject,
        url,
        person_id,
        account_id,
        opportunity_id,
        case_count,
        record_key as touchpoint_id
    from met
    union all
    select
        met.record_key,
        met.source,
        met.at,
        met.kind,
        met.direction,
        met.team,
        met.is_automated,
        met.owner_ref,
        met.case_ref,
        met.channel,
        met.campaign_ref,
        met.campaign_name,
        met.subject,
        met.url,
        tied_person.person_id,
        met.account_id,
        met.opportunity_id,
        met.case_count,
        met.record_key || '/' || tied_person.person_id as touchpoint_id
    from met
    inner join tied_person
        on tied_person.source = met.source and tied_person.kind = met.record_kind and tied_person.record_id = met.record_id
    where tied_person.person_id <> met.person_id
)

select
    met_each.touchpoint_id,
    met_each.person_id,
    coalesce(met_each.account_id, person.account_id, opportunity.account_id) as account_id,
    met_each.opportunity_id,
    met_each.at,
    coalesce(
        case when arrived.is_tagged then arrived.channel end,
        said_word.channel,
        campaign.channel,
        arrived.channel,
        case when arrived.record_key is not null then 'Unassigned' end,
        session.channel,
        kind_word.channel
    ) as channel,
    met_each.kind,
    case
        when met_each.kind in ('page_view', 'form', 'email_open', 'email_click', 'ad_click') then 'inbound'
        when met_each.direction is not null then met_each.direction
        when met_each.kind in ('call', 'email', 'email_sent', 'meeting', 'task', 'message') then 'outbound'
        when met_each.kind in ('event', 'chat') then 'inbound'
    end as direction,
    coalesce(
        met_each.team,
        case when met_each.case_ref is not null or met_each.case_count > 0 then 'service' end,
        owner_team.team,
        case
            when met_each.kind in ('call', 'meeting', 'task', 'note', 'message', 'chat') then 'sales'
            when met_each.kind = 'email' and not met_each.is_automated then 'sales'
            else 'marketing'
        end
    ) as team,
    met_each.kind in ('page_view', 'form', 'email_click', 'ad_click') or not (
        met_each.is_automated
        or met_each.kind in ('email_sent', 'email_open', 'email_other')
        or regexp_matches(
            lower(coalesce(met_each.subject, '')),
            '^(re: )?(auto(matic|matische|mated)?[- ]?(reply|response|antwort)|automatische antwort|out of (the )?office|abwesenheit'
            || '|respuesta autom|r.ponse autom|absence|undeliver|mail delivery)'
        )
        or regexp_matches(lower(coalesce(owner.name, '')), '(^| )(system|automation|automated|workflow|bot|no-?reply)( |$)')
    ) as is_human,
    coalesce(campaign.name, met_each.campaign_name, session.campaign) as campaign,
    met_each.subject,
    coalesce(owner.name, met_each.owner_ref) as owner_name,
    met_each.url,
    met_each.source,
    met_each.record_key
from met_each
left join identity.person on person.person_id = met_each.person_id
left join timeline.opportunity on opportunity.opportunity_id = met_each.opportunity_id
left join identity.owner_link on owner_link.source = met_each.source and owner_link.owner_ref = met_each.owner_ref
left join identity.owner on owner.owner_id = owner_link.owner_id
left join timeline.owner_team on owner_team.owner_id = owner_link.owner_id
left join campaign on campaign.source = met_each.source and campaign.record_id = met_each.campaign_ref
left join timeline.arrival_channel as arrived on arrived.record_key = met_each.record_key
left join timeline.session on session.record_key = met_each.record_key
left join timeline.channel_word as said_word on said_word.of = 'said' and said_word.word = met_each.channel
left join timeline.channel_word as kind_word on kind_word.of = 'kind' and kind_word.word = met_each.kind
