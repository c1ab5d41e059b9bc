"""What is a field of one's own: a column that no field of ours fits, and the reason why somebody types it?

In a mapping it stands beside the fields of its record:

    own_fields:
      contract_type: {from: Contract Type, used_by: {definition: customer}}
      fleet_size: {from: Fleet, type: number, used_by: {decision: who gets a visit}}
"""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from instep.sources.origin import Origin
from instep.sources.recognition.words import plain

PREFIX = "own."
"""What a field of one's own is called where it stands beside fields of ours: `own.contract_type`."""
TYPES = ("text", "number", "moment", "flag")
DEFINITION, KPI, DECISION = NEEDS = ("definition", "kpi", "decision")
LONGEST = 60
NAME = re.compile(rf"^[a-z][a-z0-9_]{{0,{LONGEST - 1}}}$")


class UnclearField(ValueError):
    """A field of one's own cannot be used; the sentence says why, and what to do."""


@dataclass(frozen=True)
class UsedBy:
    """Who needs a field: the name of a definition or of a KPI, or a decision in words."""

    way: str
    what: str

    def __str__(self) -> str:
        return f"{'KPI' if self.way == KPI else self.way} {self.what.replace('_', ' ')}"

    @classmethod
    def read(cls, said: Any, name: str) -> Self:
        pairs = list(said.items()) if isinstance(said, dict) else []
        if len(pairs) != 1 or pairs[0][0] not in NEEDS or not str(pairs[0][1] or "").strip():
            raise UnclearField(
                f"{PREFIX}{name} does not say who needs it: write `used_by: {{definition: …}}`, `{{kpi: …}}` or "
                "`{decision: …}`; what nobody needs is better left in its file"
            )
        return cls(str(pairs[0][0]), " ".join(str(pairs[0][1]).split()))


@dataclass(frozen=True)
class OwnField:
    name: str
    origin: Origin
    used_by: UsedBy
    type: str = "text"

    def written(self) -> dict[str, Any]:
        said: dict[str, Any] = {"from": self.origin.written()}
        said |= {"type": self.type} if self.type != "text" else {}
        return said | {"used_by": {self.used_by.way: self.used_by.what}}

    @classmethod
    def read(cls, name: str, said: Any) -> Self:
        if not NAME.match(name):
            raise UnclearField(f"{name!r} can't be a field's name: use small letters, digits and _, such as fleet_size")
        if not isinstance(said, dict) or "from" not in said:
            raise UnclearField(f"{PREFIX}{name} does not say which column it comes from: write `from: Column`")
        if (type_ := str(said.get("type", "text"))) not in TYPES:
            raise UnclearField(f"{PREFIX}{name} is no {type_!r}: use one of {', '.join(TYPES)}")
        return cls(name, Origin.read(said["from"]), UsedBy.read(said.get("used_by"), name), type_)


def free_name(column: str, taken: Collection[str]) -> str:
    """A name for a column's field that no other bears."""
    name = name_of(column)
    others = (f"{name[: LONGEST - 4]}_{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in others if other not in taken)


def name_of(column: str) -> str:
    """How a column's field is called: `Contract Type` is contract_type; signs that no name may have go."""
    words = re.sub(r"[^a-z0-9]+", "_", plain(column)).strip("_")
    told = hashlib.md5(column.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:6]
    whole = words if words[:1].isalpha() else f"field_{words or told}"
    return whole[:LONGEST].strip("_")
