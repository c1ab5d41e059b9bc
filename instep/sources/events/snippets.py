"""What does a developer copy to send the first event?"""

import os
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = Path(__file__).parent / "examples"
TITLES = {"browser": "Browser", "python": "Python", "node": "Node", "curl": "curl"}


@dataclass(frozen=True)
class Snippet:
    title: str
    text: str


def address(host: str, is_safe: bool) -> str:
    """Where events are taken, as seen from outside: INSTEP_EVENTS_URL, else the collector's port on this host."""
    said = os.environ.get("INSTEP_EVENTS_URL")
    if said:
        return said.rstrip("/")
    port = os.environ.get("INSTEP_EVENTS_PORT", "8001")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return f"http{'s' if is_safe else ''}://{name}:{port}"


def snippets(where: str, key: str) -> list[Snippet]:
    return [Snippet(title, _filled(name, where, key)) for name, title in TITLES.items()]


def _filled(name: str, where: str, key: str) -> str:
    return (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8").replace("$ADDRESS", where).replace("$KEY", key)
