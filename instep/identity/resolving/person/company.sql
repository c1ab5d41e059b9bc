-- One row per name of a company as written: its core, without legal form and punctuation.
with written as (
    select company_name, trim(regexp_replace(replace(translate(company_name, '.''', ''), '&', ' and '), '[^\p{L}\p{N}]+', ' ', 'g')) as letters
    from spelled
    where company_name is not null
    group by company_name
)

select
    company_name,
    coalesce(nullif(trim(regexp_replace(regexp_replace(letters, '^the ', ''), $legal_forms, '')), ''), letters) as core
from written
where not regexp_matches(letters, '^(na|n a|none|no company|unknown|self|self employed|private|privat|test|tbd|null|nan|x+|company|)$')
