"""By which exact keys is a person or a company known again, whatever system speaks of it?"""

_MAIL = """
select
    source,
    record_id,
    line,
    'e-mail ' || case
        when ends_with(email, '@gmail.com') or ends_with(email, '@googlemail.com') then
            replace(split_part(split_part(email, '@', 1), '+', 1), '.', '') || '@gmail.com'
        when contains(email, '+') then
            split_part(split_part(email, '@', 1), '+', 1) || '@' || split_part(email, '@', 2)
        else email
    end as key
from {of}
where email like '_%@_%'
"""
_NAMED = """
select source, record_id, line, 'id ' || trim(unnest(string_split(external_ids, ';'))) as key
from {of}
where external_ids is not null
"""
_FILLED = "select source, record_id, line, '{word} ' || {field} as key from {{of}} where {field} is not null"
_SITE = r"^(?:[a-z]+://)?(?:www\.)?([^/?#:@]+\.[^/?#:@]+).*$"
_OWN_ID = """
select source, record_id, line, 'id ' || source || ':' || record_id as key from {of}
where exists (select 1 from last where external_ids is not null)
    or exists (select 1 from earlier where external_ids is not null)
"""
_WEB = """
select source, record_id, line, 'domain ' || nullif(regexp_extract(lower(website), '{site}', 1), '') as key
from {{of}}
where website is not null
"""
KEYS = {
    "person": (
        _MAIL,
        _NAMED,
        _OWN_ID,
        _FILLED.format(word="telephone", field="phone"),
        _FILLED.format(word="telephone", field="mobile_phone"),
    ),
    "account": (
        _NAMED,
        _OWN_ID,
        _FILLED.format(word="domain", field="email_domain"),
        _WEB.format(site=_SITE),
        _FILLED.format(word="name", field="lower(name)"),
    ),
}
"""What exact keys a record carries, kind by kind."""


def keys(kind: str, table: str) -> str:
    """A row for each key of each record of a table."""
    return " union all ".join(f"({each.format(of=table)})" for each in KEYS[kind])
