-- One row per e-mail address written anywhere: the mailbox that a letter to it would reach.
-- read off email
--
-- What follows a plus never reaches another person, and Google ignores dots: ana.perez+news@googlemail.com is anaperez@gmail.com.
-- An export may hide addresses behind a hash; then the hash, as written, is the mailbox.
-- A role mailbox (info@, sales@) stands for a function: whoever writes from it today may not be who writes tomorrow.
with written as (
    select email from sources.person
    union select email from identity.other_email
    union select person_email as email from sources.activity
    union select person_email as email from sources.campaign_member
    union select person_email as email from sources.case as ticket
    union select person_email as email from sources.opportunity
    union select person_email as email from sources.order as sale
    union select person_email as email from sources.order_line
    union select person_email as email from sources.survey_response
    union select person_email as email from sources.consent
    union select email from sources.owner
),

parted as (
    select
        email,
        split_part(lower(trim(email)), '@', 1) as local_part,
        split_part(lower(trim(email)), '@', 2) as host
    from written
    where email like '_%@_%._%'
),

reduced as (
    select
        email,
        host,
        case when host in ('gmail.com', 'googlemail.com') then 'gmail.com' else host end as reached_host,
        case
            when split_part(local_part, '+', 1) = '' then local_part
            when host in ('gmail.com', 'googlemail.com') then replace(split_part(local_part, '+', 1), '.', '')
            else split_part(local_part, '+', 1)
        end as reached
    from parted
)

select
    reduced.email,
    reduced.reached || '@' || reduced.reached_host as mailbox,
    reduced.host,
    role_word.word is not null as is_role
from reduced
left join identity.role_word on role_word.word = reduced.reached
union all
select email, email as mailbox, cast(null as text) as host, false as is_role
from written
where email not like '%@%' and regexp_matches(email, '^[A-Za-z0-9+/_-]{20,}=*$')
