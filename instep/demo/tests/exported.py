"""What do the exports say, read the way a stranger would read them?"""

import csv
from datetime import UTC, datetime

from instep.demo import Company

type Row = dict[str, str]


def table(company: Company, name: str) -> list[Row]:
    """The rows of a file that fit, by heading."""
    delimiter = ";" if name.endswith("google_ads.csv") else ","
    with (company.folder / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=delimiter)
        headings = next(rows)
        return [dict(zip(headings, row, strict=True)) for row in rows if len(row) == len(headings)]


def moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def within(rows: list[Row], heading: str, window: Row) -> list[Row]:
    """Rows whose moment lies in a window of the truth file."""
    start, end = moment(window["start"]), moment(window["end"])
    return [row for row in rows if row[heading] and start <= moment(row[heading]) < end]


def segment(employees: str) -> str:
    return "SMB" if int(employees) < 100 else "Mid-market" if int(employees) < 1000 else "Enterprise"
