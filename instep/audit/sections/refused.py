"""Which records were refused, and why?"""

from instep.audit.ground import Ground
from instep.audit.report import Column, Section, Table
from instep.audit.wording import plural

COLUMNS = (Column("File"), Column("Reason"), Column("Records", "count", is_drawn=True), Column("First lines"))
BASIS = "line numbers as in the file; the records beside them came in"
Row = tuple[str, str, int, str]


def section(ground: Ground) -> Section | None:
    rows = _rows(ground)
    if not rows:
        return None
    finding = f"{plural(sum(row[2] for row in rows), 'record')} did not fit and stayed outside."
    table = Table("By file and reason", BASIS, COLUMNS, tuple(rows))
    return Section("refused", "Refused records", finding, tables=(table,))


def _rows(ground: Ground) -> list[Row]:
    rows: list[Row] = []
    for each in ground.reads:
        file = each.reading.file.name
        if each.batch is None:
            rows += _unrecognised(file, [(one.line, one.reason) for one in each.reading.refused])
            continue
        for refusal in ground.refused.get(each.batch.batch_id, []):
            rows.append((file, refusal.said, refusal.count, ", ".join(line for line, _ in refusal.examples[:5])))
    return sorted(rows, key=lambda row: (-row[2], row))


def _unrecognised(file: str, found: list[tuple[int, str]]) -> list[Row]:
    lines: dict[str, list[str]] = {}
    for line, reason in found:
        lines.setdefault(reason, []).append(str(line))
    return [(file, reason, len(at), ", ".join(at[:5])) for reason, at in lines.items()]
