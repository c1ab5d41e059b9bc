-- One row per colleague who owns anything: by the systems' lists of users, and whoever only stands as a name on a record.
-- whole
--
-- Each value comes from the first source by rank that knows it. An id that nobody explains stays as the name.
with stated as (
    select
        owner_link.owner_id,
        owner.name,
        owner.email,
        owner.team,
        owner.region,
        owner.manager_name,
        '1 ' || cast(coalesce(source_rank.rank, 6) as text) || owner.record_key as place
    from sources.owner
    inner join identity.owner_link on owner_link.source = owner.source and owner_link.owner_ref = owner.record_id
    left join identity.source_rank on source_rank.source = owner.source
    union all
    select
        owner_link.owner_id,
        owner_mention.owner_name as name,
        cast(null as text) as email,
        cast(null as text) as team,
        cast(null as text) as region,
        cast(null as text) as manager_name,
        '2 ' || owner_mention.source || owner_mention.owner_name as place
    from identity.owner_mention
    inner join identity.owner_link
        on owner_link.source = owner_mention.source
        and owner_link.owner_ref = coalesce(owner_mention.owner_ref, owner_mention.owner_name)
    where owner_mention.owner_name is not null
    union all
    select
        owner_id,
        owner_ref as name,
        cast(null as text) as email,
        cast(null as text) as team,
        cast(null as text) as region,
        cast(null as text) as manager_name,
        '3 ' || source || owner_ref as place
    from identity.owner_link
)

select
    owner_id,
    min_by(name, place) filter (where name is not null) as name,
    min_by(email, place) filter (where email is not null) as email,
    min_by(team, place) filter (where team is not null) as team,
    min_by(region, place) filter (where region is not null) as region,
    min_by(manager_name, place) filter (where manager_name is not null) as manager_name
from stated
group by owner_id
