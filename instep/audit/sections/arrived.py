"""What was read, and as what was it recognised?"""

from instep.audit.ground import Ground, Read
from instep.audit.report import Column, Figure, Notice, Section, Table
from instep.audit.wording import plural

COLUMNS = (
    Column("Table"),
    Column("Recognised as"),
    Column("Received", "count", is_drawn=True),
    Column("Taken", "count"),
    Column("Duplicate", "count"),
    Column("Refused", "count"),
)
BASIS = "received = taken + duplicate + refused; a table that is not recognised is read and set aside"


def section(ground: Ground) -> Section:
    received = sum(each.reading.received for each in ground.reads)
    known = [each for each in ground.reads if each.batch]
    tables = f"{plural(len(ground.reads), 'table')} with {plural(received, 'record')}"
    finding = f"{tables}; {len(known)} recognised."
    in_order = sorted(ground.reads, key=lambda each: (each.batch is None, -each.reading.received))
    table = Table("Every table, as it came", BASIS, COLUMNS, tuple(_row(each) for each in in_order))
    figures = _figures(ground, received, known)
    return Section("read", "What was read", finding, figures, _notices(ground), tables=(table,))


def _figures(ground: Ground, received: int, known: list[Read]) -> tuple[Figure, ...]:
    taken = sum(each.batch.taken_count for each in known if each.batch)
    refused = sum(_counts(each)[3] or 0 for each in ground.reads)
    return (
        Figure("Tables read", len(ground.reads), "count", f"{len(known)} of them recognised"),
        Figure("Records received", received, "count", "lines of files, rows of sheets and databases"),
        Figure("Records taken", taken, "count", "of recognised tables"),
        Figure("Records refused", refused, "count", "each with its line and reason"),
    )


def _notices(ground: Ground) -> tuple[Notice, ...]:
    """What could not be read, then each note once, with the tables that it is about."""
    closed = [Notice(f"{each.path.name} could not be read: {each.reason}") for each in ground.unreadable]
    about: dict[str, list[str]] = {}
    for each in ground.reads:
        for note in [*each.reading.notes[:3], *(each.batch.notes[:3] if each.batch else ())]:
            about.setdefault(note, []).append(_name(each))
    return tuple([*closed, *(Notice(f"{_several(names)}: {note}") for note, names in about.items())][:20])


def _several(names: list[str]) -> str:
    return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")


def _name(each: Read) -> str:
    """The file; with its table where a file holds several."""
    file, table = each.reading.file, each.reading.table
    return file.name if file.stem == table else f"{table} ({file.name})"


def _row(each: Read) -> tuple[str | int | None, ...]:
    kinds = ", ".join(kind.replace("_", " ") for kind in each.kinds) if each.batch else "not recognised, set aside"
    received, *others = _counts(each)
    return (_name(each), kinds, received, *("—" if count is None else count for count in others))


def _counts(each: Read) -> tuple[int, int | None, int | None, int | None]:
    batch = each.batch
    if batch is None:
        return each.reading.received, None, None, len(each.reading.refused)
    return batch.received_count, batch.taken_count, batch.duplicate_count, batch.refused_count
