"""Which key signs this installation's cookies?"""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key kept in the home folder, made on first use, readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        make(path)
    return path.read_text()


def make(path: Path) -> None:
    """Write a new key; the first of several processes that start together wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".secret_key.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
