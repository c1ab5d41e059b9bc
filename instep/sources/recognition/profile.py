"""What do a column's values look like, whatever it is called?"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.values.amounts import SHAPE
from instep.sources.values.contacts import EMAIL, PSEUDONYM
from instep.sources.values.flags import flag_of
from instep.sources.values.missing import KNOWN
from instep.sources.values.moment_text import looks_like_moment

SAMPLE = 20_000
_EXTENSION = r"(?:(?:x|ext)\.?\s*\d+)?$"
_PHONE = re.compile(rf"^(?=(?:\D*\d){{7,15}}\D*{_EXTENSION})[+(\d][\d\s().\-/+]*{_EXTENSION}", re.IGNORECASE)
_NUMBER = re.compile(SHAPE)
_EPOCH = re.compile(r"^(?:[2-7]\d{4}(?:\.\d+)?|1\d{9}|1\d{12}|1\d{15}|(?:19|20)\d{6})$")


@dataclass(frozen=True)
class Profile:
    """Shares are of the distinct values in a sample, 0 for a column without values; "N/A" and its like, which may say
    nothing, lower none of them."""

    name: str
    filled_share: float
    distinct_count: int
    is_unique: bool
    """No two rows of the sample say the same, and none says nothing."""
    values: tuple[str, ...]
    """Up to 300 different values."""
    moment_share: float = 0.0
    epoch_share: float = 0.0
    number_share: float = 0.0
    email_share: float = 0.0
    pseudonym_share: float = 0.0
    phone_share: float = 0.0
    flag_share: float = 0.0

    @property
    def is_empty(self) -> bool:
        return not self.values

    @property
    def is_wordy(self) -> bool:
        """Neither numbers nor dates nor yes and no."""
        return max(self.number_share, self.moment_share, self.flag_share) < 0.5

    def share(self, test: Callable[[str], object]) -> float:
        return _share(self.values, test)


def profile(rows: pa.Table, name: str) -> Profile:
    column = _sample(rows[name])
    texts = pc.utf8_trim_whitespace(column.cast(pa.string()))
    filled = pc.drop_null(pc.if_else(pc.equal(texts, ""), None, texts))
    distinct = pc.unique(filled).to_pylist()
    values = tuple(distinct[:: max(1, len(distinct) // 300)][:300])
    told = [value for value in values if value not in KNOWN] or values
    return Profile(
        name,
        filled_share=len(filled) / max(len(column), 1),
        distinct_count=len(distinct),
        is_unique=0 < len(distinct) == len(column),
        values=values,
        moment_share=_share(told, looks_like_moment),
        epoch_share=_share(told, _EPOCH.match),
        number_share=_share(told, _NUMBER.match),
        email_share=_share(told, re.compile(EMAIL).match),
        pseudonym_share=_share(told, re.compile(PSEUDONYM).match),
        phone_share=_share(told, _PHONE.match),
        flag_share=_share(told, lambda text: flag_of(text) is not None),
    )


def _sample(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """All of a short column, ten evenly spaced stretches of a long one."""
    if len(column) <= SAMPLE:
        return column
    step, size = len(column) // 10, SAMPLE // 10
    parts = [column.slice(place * step, size).chunks for place in range(10)]
    return pa.chunked_array([chunk for part in parts for chunk in part])


def _share(values: Iterable[str], test: Callable[[str], object]) -> float:
    found = [bool(test(value)) for value in values]
    return sum(found) / len(found) if found else 0.0
