"""Where do the files not fit together, and what would mend it?"""

from collections.abc import Iterator

from instep.audit.ground import Ground
from instep.audit.keys import Key, keys
from instep.audit.report import Column, Notice, Section, Table
from instep.audit.wording import plural, some

SHOWN = 30
NAMED = 8
WORTH_NAMING = ("owner", "product", "campaign")
SPELLINGS = (Column("In"), Column("Says"), Column("Records", "count", is_drawn=True), Column("The list has"))
EMPTY = (Column("Records"), Column("Without"), Column("Count", "count", is_drawn=True), Column("Of", "count"))


def section(ground: Ground) -> Section | None:
    found = list(keys(ground))
    if not found:
        return None
    notices = [notice for say in (_spellings, _strangers, _gaps, _idle) for key in found for notice in say(key)]
    finding = f"{plural(len(notices), 'mismatch', 'mismatches')} between the files." if notices else "All keys match."
    return Section("keys", "Keys that don't match", finding, notices=tuple(notices), tables=_tables(found))


def _spellings(key: Key) -> Iterator[Notice]:
    for one in key.unknown:
        if one.meant:
            says = f"{plural(one.count, 'row')} of {some(_words(key.kind))} {'says' if one.count == 1 else 'say'}"
            yield Notice(
                f"{says} “{one.value}” where the {_words(key.target)} list says “{one.meant}”.",
                f"Treat “{one.value}” as “{one.meant}”, or correct it in the source.",
            )


def _strangers(key: Key) -> Iterator[Notice]:
    if strange := [one for one in key.unknown if not one.meant]:
        rows = f"{sum(one.count for one in strange):,} of {key.record_count:,} {some(_words(key.kind))}"
        target = _words(key.target)
        text = f"{rows} name {_a(target)} that is not in the list: {_listed([one.value for one in strange])}"
        yield Notice(text, f"Deliver the missing {some(target)}.")


def _gaps(key: Key) -> Iterator[Notice]:
    if key.empty_count:
        target = _words(key.target)
        text = f"{key.empty_count:,} of {key.record_count:,} {some(_words(key.kind))} have no {target}."
        yield Notice(text, f"Name it in the source; until then they count in no {target}’s figures.")


def _idle(key: Key) -> Iterator[Notice]:
    """Listed and never named; no news where most of a list is meant for something else."""
    if key.unnamed and key.target in WORTH_NAMING and 2 * len(key.unnamed) <= key.listed_count:
        have = "has" if len(key.unnamed) == 1 else "have"
        who = f"{len(key.unnamed):,} of {plural(key.listed_count, key.target)} listed {have} no {_words(key.kind)}"
        yield Notice(f"{who}: {_listed(key.unnamed)}", "Did they leave, are they new, or spelt otherwise?")


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else ".")


def _tables(found: list[Key]) -> tuple[Table, ...]:
    said = [(some(_words(key.kind)), one.value, one.count, one.meant) for key in found for one in key.unknown]
    empty = [
        (some(_words(key.kind)), _words(key.target), key.empty_count, key.record_count)
        for key in found
        if key.empty_count
    ]
    said.sort(key=lambda row: (-row[2], row[:2]))
    empty.sort(key=lambda row: (-row[2], row))
    left = max(0, len(said) - SHOWN)
    tables = (
        Table("Names and keys that no list holds", "compared letter by letter", SPELLINGS, tuple(said[:SHOWN]), left),
        Table("References left empty", "of all records of that kind", EMPTY, tuple(empty)),
    )
    return tuple(table for table in tables if table.rows)


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"
