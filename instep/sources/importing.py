"""How does a file or folder of exports become batches in a home: read, recognised, taken in?"""

from datetime import datetime
from pathlib import Path

from instep.sources.batch import Batch
from instep.sources.reading import read, read_folder
from instep.sources.recognition import recognise
from instep.sources.taking import take_in
from instep.warehouse.home import Home


def import_folder(home: Home, path: Path, source: str, received_at: datetime) -> list[Batch]:
    """One batch for each table that is recognised; tables of one source are looked at together."""
    readings = read_folder(path)[0] if path.is_dir() else read(path)
    verdicts = recognise(readings, source, home)
    return take_in(home, source, readings, [verdict.mapping for verdict in verdicts], received_at)
