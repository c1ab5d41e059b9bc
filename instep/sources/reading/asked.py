"""What did people say about a file, so that it need not be inferred?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """None where the reader is to judge for itself; 0 as `header_line` says that no line names the columns."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    """Empty: nothing is quoted."""
    escape: str | None = None
    header_line: int | None = None


NOTHING = Asked()
