"""Where is kept what all records taught, for people to read and for the next build to use again?"""

import json
from functools import lru_cache
from pathlib import Path

from instep.identity.weighing.learned import SCHEMA, from_readable, readable
from instep.warehouse.given import Given
from instep.warehouse.home import Home
from instep.warehouse.tables import Read

LEARNED = "select about, word, record_count, said from identity.learned order by about, word"


def kept_in(home: Home) -> Given:
    file = _file(home)
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else Given.of(SCHEMA.empty_table())


def keep(home: Home, read: Read) -> None:
    """Whole or not at all, and only what is new."""
    rows, file = read(LEARNED), _file(home)
    if not len(rows):
        return
    text = json.dumps(readable(rows), indent=1, ensure_ascii=False)
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return
    fresh = file.with_suffix(".fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


@lru_cache(4)
def _read(file: Path, _written_at: int) -> Given:
    return Given.of(from_readable(json.loads(file.read_text(encoding="utf-8"))))


def _file(home: Home) -> Path:
    return home.path / "model.json"
