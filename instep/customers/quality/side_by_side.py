"""What do two records say, field by field?"""

from dataclasses import dataclass

from instep.identity.weighing.comparing import told
from instep.identity.weighing.together import RECORD
from instep.warehouse import Warehouse

FIELDS = {
    "first_name": "First name",
    "last_name": "Last name",
    "full_name": "Name",
    "email": "Mailbox",
    "phone": "Phone",
    "mobile_phone": "Mobile",
    "company_name": "Company",
    "street": "Street",
    "postal_code": "Postal code",
    "city": "City",
    "region": "Region",
    "country": "Country",
}


@dataclass(frozen=True)
class Compared:
    label: str
    one: str | None
    other: str | None

    @property
    def is_same(self) -> bool:
        return bool(self.one and self.other) and str(self.one).casefold() == str(self.other).casefold()


def side_by_side(warehouse: Warehouse, one: str, other: str) -> list[Compared]:
    """What either of them says, in the words by which the model compares them."""
    records = {row["record_id"]: row for row in told(warehouse, RECORD, "record_id", [one, other]).to_pylist()}
    here, there = records.get(one, {}), records.get(other, {})
    rows = (Compared(label, here.get(field), there.get(field)) for field, label in FIELDS.items())
    return [row for row in rows if row.one or row.other]
