"""What stands on the editor's form: the words of a definition, and its rule as a tree of fields."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from instep.definitions.editing.drafts import written
from instep.definitions.editing.tree import Node, Posted, apart, plain, posted, shown
from instep.definitions.rule import TEAMS
from instep.team.place import Place

WORDS = ("title", "meaning", "synonyms", "avoid")
NAMES = (*WORDS, *(f"owner_{team}" for team in TEAMS))


@dataclass
class Sheet:
    """words: title, meaning, synonyms, avoid, and owner_<team>, each as typed."""

    words: dict[str, str]
    tree: Node

    def text(self, name: str, version: int, effective_from: date) -> str:
        """As the file says it."""
        entries: dict[str, Any] = {"name": name, "title": self.words["title"], "meaning": self.words["meaning"]}
        entries |= {key: several for key in ("synonyms", "avoid") if (several := apart(self.words[key]))}
        entries["owners"] = {team: owner for team in TEAMS if (owner := self.words[f"owner_{team}"])}
        entries |= {"version": str(version), "effective_from": effective_from.isoformat(), "signatures": []}
        return written(entries | {"rule": plain(self.tree)})


def sheet_of(file: str, text: str) -> Sheet:
    """Raises Unreadable or ValueError for a text that no form can show."""
    value = Place.top(file, text).value
    said: dict[str, Any] = dict(value) if isinstance(value, dict) else {}
    owners = said.get("owners") if isinstance(said.get("owners"), dict) else {}
    words = {key: _line(said.get(key)) for key in WORDS}
    words |= {f"owner_{team}": _line((owners or {}).get(team)) for team in TEAMS}
    return Sheet(words, shown(said.get("rule")))


def posted_sheet(form: Posted) -> Sheet:
    words = {name: " ".join((form.get(name) or [""])[0].split()) for name in NAMES}
    return Sheet(words, posted(form) or Node("all"))


def _line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(f'"{each}"' if "," in str(each) else str(each) for each in value)
    return " ".join(str(value or "").split())
