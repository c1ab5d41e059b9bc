"""An empty folder of definitions before and after a test that writes into it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def fresh_folder() -> Iterator[Path]:
    folder: Path = settings.HOME.definitions
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    shutil.rmtree(folder)
    folder.mkdir()
