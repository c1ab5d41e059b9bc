-- One row per request for help.
-- local to case_id
-- sorted by person_id, opened_at
with tied as (
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
    where tie.kind = 'case'
    group by tie.source, tie.record_id
),

resolved as (
    select
        ticket.record_key,
        coalesce(person_ref.person_id, person_mailbox.person_id, tied.person_id) as person_id,
        coalesce(account_cluster.entity_id, account_name.account_id, tied.account_id) as account_id
    from sources.case as ticket
    left join identity.person_ref on person_ref.source = ticket.source and person_ref.person_ref = ticket.person_ref
    left join identity.person_mailbox on person_mailbox.email = ticket.person_email
    left join tied on tied.source = ticket.source and tied.record_id = ticket.record_id
    left join identity.account_cluster on account_cluster.record_key = ticket.source || '/account/' || ticket.account_ref
    left join identity.account_name on account_name.source = ticket.source and account_name.name = ticket.account_name
)

select
    ticket.record_key as case_id,
    resolved.person_id,
    coalesce(resolved.account_id, person.account_id) as account_id,
    ticket.subject,
    ticket.priority,
    ticket.status,
    ticket.opened_at,
    ticket.first_reply_at,
    ticket.solved_at,
    coalesce(owner.name, ticket.owner_name) as owner_name,
    ticket.satisfaction,
    ticket.product_name as product
from sources.case as ticket
inner join resolved on resolved.record_key = ticket.record_key
left join identity.person on person.person_id = resolved.person_id
left join identity.owner_link
    on owner_link.source = ticket.source and owner_link.owner_ref = coalesce(ticket.owner_ref, ticket.owner_name)
left join identity.owner on owner.owner_id = owner_link.owner_id
