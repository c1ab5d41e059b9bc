-- One row per request for help.
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
        "case".record_key,
        coalesce(person_ref.person_id, person_mailbox.person_id, tied.person_id) as person_id,
        coalesce(account_cluster.entity_id, account_name.account_id, tied.account_id) as account_id
    from sources.case
    left join identity.person_ref on person_ref.source = "case".source and person_ref.person_ref = "case".person_ref
    left join identity.person_mailbox on person_mailbox.email = "case".person_email
    left join tied on tied.source = "case".source and tied.record_id = "case".record_id
    left join identity.account_cluster on account_cluster.record_key = "case".source || '/account/' || "case".account_ref
    left join identity.account_name on account_name.source = "case".source and account_name.name = "case".account_name
)

select
    "case".record_key as case_id,
    resolved.person_id,
    coalesce(resolved.account_id, person.account_id) as account_id,
    "case".subject,
    "case".priority,
    "case".status,
    "case".opened_at,
    "case".first_reply_at,
    "case".solved_at,
    coalesce(owner.name, "case".owner_name) as owner_name,
    "case".satisfaction,
    "case".product_name as product
from sources.case
inner join resolved on resolved.record_key = "case".record_key
left join identity.person on person.person_id = resolved.person_id
left join identity.owner_link
    on owner_link.source = "case".source and owner_link.owner_ref = coalesce("case".owner_ref, "case".owner_name)
left join identity.owner on owner.owner_id = owner_link.owner_id
