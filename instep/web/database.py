"""Where do decisions live: SQLite in the home folder, or a PostgreSQL server?"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PRAGMAS = "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;"


def database(url: str, file: Path) -> dict[str, Any]:
    """Django's settings for PostgreSQL when there is a URL, else for the file."""
    return postgresql(url) if url else sqlite(file)


def sqlite(file: Path) -> dict[str, Any]:
    """A full sync at each commit: with less, an acknowledged decision can be lost in a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }


def postgresql(url: str) -> dict[str, Any]:
    """postgresql://user:password@host:port/name?sslmode=require"""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": True, **dict(parse_qsl(parts.query))},
    }
