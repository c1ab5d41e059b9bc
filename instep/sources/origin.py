"""Where does a field's value come from?

Written short where it can be: `amount: Close Value` is a column. The longer ways:

    {value: call}                                  the same for every row
    {column: Stage, values: {Won: won}}            translated; other texts by the field's vocabulary
    {first: [Mobile, Phone]}                       the first of these columns that is filled
    {join: [First Name, Last Name]}                all of them, with a space (or `with`) between
    {multiply: [Quantity, Price], less: Discount}  a product; `less` is a share that was let off
    {won: IsWon, closed: IsClosed}                 won, lost or open
    {labelled: {anonymous: anonymousId}}           "anonymous:<id>", several joined by ";"; a label may have a list
    {content: true}                                a fingerprint of the whole row, where a table has no id

Any of them may say `prefix` (put before the text), `before` (only what stands before this mark), `starting` (only texts
that begin so) and `unless` (nothing where that column says yes).
"""

from dataclasses import dataclass, field
from typing import Any, Self

Said = str | dict[str, Any]
EXTRAS = ("vocabulary", "otherwise", "less", "prefix", "before", "starting", "unless")


@dataclass(frozen=True)
class Origin:
    columns: tuple[str, ...] = ()
    way: str = "column"
    """column, first, join, value, multiply, outcome, labelled or content."""
    value: str | None = None
    values: dict[str, str | None] = field(default_factory=dict)
    vocabulary: str | None = None
    otherwise: str | None = None
    less: str | None = None
    labels: tuple[str, ...] = ()
    between: str = " "
    prefix: str = ""
    before: str | None = None
    starting: str | None = None
    unless: str | None = None

    @classmethod
    def of(cls, column: str) -> Self:
        return cls((column,))

    @classmethod
    def fixed(cls, value: str) -> Self:
        return cls(way="value", value=value)

    @classmethod
    def content(cls) -> Self:
        return cls(way="content")

    @classmethod
    def joined(cls, *columns: str, between: str = " ") -> Self:
        return cls(columns, "join", between=between) if len(columns) > 1 else cls(columns)

    @property
    def reads(self) -> tuple[str, ...]:
        """Every column that is needed."""
        return (*self.columns, *(column for column in (self.less, self.unless) if column))

    def written(self) -> Said:
        said = self._way()
        said |= {"values": self.values} if self.values else {}
        for name in EXTRAS:
            said |= {name: getattr(self, name)} if getattr(self, name) else {}
        said |= {"with": self.between} if self.way == "join" and self.between != " " else {}
        return str(said["column"]) if list(said) == ["column"] else said

    def _way(self) -> dict[str, Any]:
        match self.way:
            case "value":
                return {"value": self.value}
            case "content":
                return {"content": True}
            case "outcome":
                return dict(zip(("won", "closed"), self.columns, strict=False))
            case "labelled":
                return {"labelled": _by_label(self.labels, self.columns)}
            case "column":
                return {"column": self.columns[0]}
        return {self.way: list(self.columns)}

    @classmethod
    def read(cls, said: Said) -> Self:
        """An origin as it was written."""
        if not isinstance(said, dict):
            return cls.of(str(said))
        way, columns, labels = _read_way(said)
        values = {str(text): None if to is None else str(to) for text, to in (said.get("values") or {}).items()}
        extra = {name: said[name] for name in EXTRAS if said.get(name)}
        value = str(said["value"]) if way == "value" else None
        return cls(columns, way, value, values, labels=labels, between=said.get("with", " "), **extra)


def _read_way(said: dict[str, Any]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if "labelled" in said:
        pairs = [(label, column) for label, columns in said["labelled"].items() for column in _listed(columns)]
        return "labelled", tuple(column for _, column in pairs), tuple(label for label, _ in pairs)
    if "won" in said:
        return "outcome", tuple(said[name] for name in ("won", "closed") if name in said), ()
    for way in ("first", "join", "multiply"):
        if way in said:
            return way, tuple(said[way]), ()
    if "column" in said:
        return "column", (str(said["column"]),), ()
    return ("value", (), ()) if "value" in said else ("content", (), ())


def _by_label(labels: tuple[str, ...], columns: tuple[str, ...]) -> dict[str, str | list[str]]:
    said: dict[str, list[str]] = {}
    for label, column in zip(labels, columns, strict=True):
        said.setdefault(label, []).append(column)
    return {label: named[0] if len(named) == 1 else named for label, named in said.items()}


def _listed(columns: str | list[str]) -> list[str]:
    return columns if isinstance(columns, list) else [columns]
