-- One row per name of a company written anywhere: its core, without legal form, case, accents and punctuation.
-- read off written
--
-- "Müller & Söhne GmbH & Co. KG", "MULLER AND SOHNE" and "The Muller and Sohne Ltd." have one core. A name that consists of nothing
-- else than such words keeps them, and a word that stands for "no company" has no core.
with stripped as (
    select
        written,
        plain,
        trim(regexp_replace(
            regexp_replace(plain, '^the ', ''),
            '( (and co|co|inc|incorporated|llc|llp|lp|ltd|limited|ltda|corp|corporation|company|plc|pllc|pty|gmbh|mbh|ag|kg|kgaa|ohg|ug'
            || '|gbr|ev|ek|se|haftungsbeschrankt|aktiengesellschaft|sarl|sas|sasu|sa|eurl|sci|snc|sl|slu|sau|sll|spa|srl|srls|sapa|bv'
            || '|nv|vof|cv|bvba|ab|oy|oyj|as|asa|aps|kft|zrt|nyrt|doo|dd|sro|ood|ead|spzoo|sp z oo|z oo|spj|sc|eood|sia|uab|oue|ou|pte'
            || '|pvt|private limited|pvt ltd|sdn bhd|bhd|kk|co ltd|jsc|ojsc|llp|sade cv|sa de cv|de cv|eirl|cia|lda|me|epp|eireli))+$',
            ''
        )) as core
    from identity.spelling
)

select
    written,
    plain,
    case
        when plain in ('', 'na', 'n a', 'none', 'no company', 'unknown', 'self', 'self employed', 'selfemployed', 'private', 'privat'
            , 'freelance', 'freelancer', 'test', 'tbd', 'null', 'nan', 'not available', 'not provided', 'individual', 'student'
            , 'home', 'retired', 'unemployed', 'ninguna', 'keine', 'aucune', 'x', 'xx', 'xxx', 'asdf', 'company') then null
        when core = '' then plain
        else core
    end as core
from stripped
