"""Which names were written, and what are they in plain letters?"""

import pyarrow as pa

from instep.identity.spelling import plain
from instep.warehouse.tables import Read

GRAIN = "One row per name of a person or company written anywhere: the same name in plain small letters."
LOCALITY = "read off written"
READS = ("sources.person", "sources.account", "sources.opportunity", "sources.case", "sources.order")

WRITTEN = """
    select coalesce(first_name || ' ' || last_name, full_name, first_name, last_name) as written from sources.person
    where coalesce(first_name, full_name, last_name) is not null
    union select company_name as written from sources.person where company_name is not null
    union select name as written from sources.account where name is not null
    union select parent_name as written from sources.account where parent_name is not null
    union select account_name as written from sources.opportunity where account_name is not null
    union select account_name as written from sources.case as ticket where account_name is not null
    union select account_name as written from sources.order as sale where account_name is not null
"""


def rows(read: Read) -> pa.Table:
    written = sorted(read(WRITTEN)["written"].to_pylist())
    return pa.table({"written": pa.array(written, pa.string()), "plain": pa.array(map(plain, written), pa.string())})
