"""Which parameters do ad and mail systems append to links by themselves, and what does each of them prove?"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "words" / "click_id.csv"


@dataclass(frozen=True)
class ClickId:
    parameter: str
    source: str
    medium: str
    is_ad: bool
    """It stands on links of ads alone."""


@cache
def click_ids() -> tuple[ClickId, ...]:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(
        ClickId(row["parameter"], row["source"], row["medium"], row["is_ad"] == "yes") for row in csv.DictReader(lines)
    )
