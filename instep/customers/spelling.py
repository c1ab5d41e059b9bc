"""How do names that systems give, with whatever signs, stand in an address?"""

from urllib.parse import quote, unquote


class InOnePiece:
    """One piece of a path whatever it holds: slashes, points and line ends are written as their codes."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return unquote(value)

    def to_url(self, value: str) -> str:
        return quote(value, safe="")


class RecordKey:
    """Several pieces; the id within may hold line ends too."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
