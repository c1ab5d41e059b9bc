-- One row per record and key by which it may find its like: records are only compared that share one.
--
-- Each rule has a cap: a key that more records carry finds nobody, the others have to.
with rooted as (
    select evidence.rid, evidence.last_name, evidence.firm, evidence.postcode, evidence.city, evidence.birth_date, evidence.skeleton,
        coalesce(nickname.root, evidence.first_name) as root
    from evidence
    left join nickname on nickname.name = split_part(evidence.first_name, ' ', 1)
    where evidence.first_name is not null
),

keyed as (
    select 60 as cap, '1|' || local || '@' || host as key, rid from evidence where not is_role
    union all
    select 40, '2|' || phone || '|' || left(root, 1), rid from evidence
    union all
    select 30, '2|' || other_phone || '|' || left(root, 1), rid from evidence where other_phone is not null
    union all
    select 30, '3|' || phone || '|' || skeleton, rid from evidence
    union all
    select 30, '4|' || root || '|' || last_name || '|' || firm, rid from rooted
    union all
    select 30, '5|' || root || '|' || last_name || '|' || postcode, rid from rooted
    union all
    select 25, '6|' || skeleton || '|' || left(root, 1) || '|' || postcode, rid from evidence
    union all
    select 25, '7|' || skeleton || '|' || left(root, 1) || '|' || firm, rid from evidence
    union all
    select 20, '8|' || letters, rid from evidence where not is_role and length(letters) > 4
    union all
    select 15, '9|' || root || '|' || firm, rid from rooted
    union all
    select 12, '10|' || least(first_name, last_name) || '|' || greatest(first_name, last_name), rid from evidence
    union all
    select 12, '11|' || root || '|' || last_name, rid from rooted
    union all
    select 20, '12|' || house || '|' || left(root, 1), rid from evidence
    union all
    select 15, '13|' || firm || '|' || skeleton, rid from evidence
    union all
    select 20, '14|' || own_id, rid from evidence
    union all
    select 20, '15|' || birth_date || '|' || left(root, 1), rid from evidence
    union all
    select 20, '16|' || birth_date || '|' || skeleton, rid from evidence
    union all
    select 15, '17|' || birth_date || '|' || postcode, rid from evidence
    union all
    select 15, '18|' || house || '|' || skeleton, rid from evidence
    union all
    select 12, '19|' || birth_date, rid from evidence
    union all
    select 10, '20|' || root || '|' || skeleton, rid from rooted
    union all
    select 10, '21|' || last_name || '|' || city, rid from evidence where birth_date is not null
    union all
    select 10, '22|' || root || '|' || city, rid from rooted where birth_date is not null
    union all
    select 6, '23|' || firm, rid from evidence
    union all
    select 10, '24|' || least(left(first_name, 4), left(last_name, 4)) || '|' || greatest(left(first_name, 4), left(last_name, 4)), rid
    from evidence
)

select brief(key) as key, rid, cap from keyed where key is not null
