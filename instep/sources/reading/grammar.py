"""What separates, encloses and escapes the fields of a text file?"""

import re
from dataclasses import dataclass
from functools import cached_property

LINE_END = r"\r\n|\r|\n|\Z"


@dataclass(frozen=True)
class Grammar:
    delimiter: str = ","
    quote: str | None = '"'
    escape: str | None = None
    is_spaced: bool = False
    """A blank after a delimiter belongs to it, where there is one."""
    is_aligned: bool = False
    """Columns are filled up with blanks."""

    @cached_property
    def field(self) -> re.Pattern[str]:
        """One field with what ends it: groups `quoted` or `bare`, and `end`."""
        enclosed = f"{self._quote}(?P<quoted>{self._body}){self._quote}|" if self.quote else "(?P<quoted>(?!))|"
        return re.compile(f"(?:{enclosed}(?P<bare>{self._bare}))(?P<end>{self._delimiter}|{LINE_END})", re.DOTALL)

    @cached_property
    def enclosed(self) -> re.Pattern[str]:
        """A quoted field, whatever follows it."""
        return re.compile(f"{self._quote}{self._body}{self._quote}" if self.quote else "(?!)", re.DOTALL)

    @cached_property
    def escaped(self) -> re.Pattern[str] | None:
        return re.compile(re.escape(self.escape) + "(.)", re.DOTALL) if self.escape else None

    def split(self, line: str) -> list[str]:
        """The fields of a line without quotes or escapes."""
        fields = line.split(self.delimiter)
        return [fields[0], *(field.removeprefix(" ") for field in fields[1:])] if self.is_spaced else fields

    def plain(self, raw: str, is_quoted: bool) -> str:
        """The text of a field, without what protected its signs."""
        if self.escaped:
            kept = {self.escape, self.quote, self.delimiter}
            raw = self.escaped.sub(lambda found: found[1] if found[1] in kept else found[0], raw)
        return raw.replace(f"{self.quote}{self.quote}", self.quote or "") if is_quoted else raw

    @property
    def _quote(self) -> str:
        return re.escape(self.quote or "")

    @property
    def _delimiter(self) -> str:
        return re.escape(self.delimiter) + (" ?" if self.is_spaced else "")

    @property
    def _body(self) -> str:
        quote, escape = self._quote, re.escape(self.escape or "")
        inside = f"{escape}.|{quote}{quote}" if escape else f"{quote}{quote}"
        return f"[^{quote}{escape}]*+(?:(?:{inside})[^{quote}{escape}]*+)*+"

    @property
    def _bare(self) -> str:
        """An apostrophe between letters is no quote; any other quote in a bare field is a sign that something broke."""
        quote, escape = self._quote, re.escape(self.escape or "")
        first = re.escape(self.delimiter[0])
        kinds = [f"[^{first}{quote}{escape}\\r\\n]"]
        kinds += [f"(?!{re.escape(self.delimiter)}){first}"] if len(self.delimiter) > 1 else []
        kinds += [r"(?<=\w)'(?=\w)"] if self.quote == "'" else []
        kinds += [f"{escape}[^\\r\\n]"] if escape else []
        return f"(?:{'|'.join(kinds)})*+"
