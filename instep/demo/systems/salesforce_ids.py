"""Under which id does the CRM keep a record? Derived from the person's position, so that all exports agree."""

import pyarrow as pa

from instep.demo.arrays import Ints
from instep.demo.export import record_ids

SECOND = 1_000_000  # records typed twice start here


def lead_ids(person: Ints) -> pa.Array:
    return record_ids("00Q", person)


def contact_ids(person: Ints) -> pa.Array:
    return record_ids("003", person)


def account_ids(account: Ints) -> pa.Array:
    return record_ids("001", account)


def opportunity_ids(person: Ints) -> pa.Array:
    return record_ids("006", person)
