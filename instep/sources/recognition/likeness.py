"""How much does a column's name sound like a field?"""

from functools import cache

from instep.sources.kind import Field, Kind, kinds
from instep.sources.recognition.words import tokens
from instep.sources.values.currencies import currency_of

Words = tuple[str, ...]
_FILLING_WORDS = "in as at on by my our current total local utc gmt iso value text label company"
_FILLING = frozenset(_FILLING_WORDS.split())


@cache
def likeness(header: str, kind: str, field: str) -> float:
    """1 for a name that systems are known to use, down to 0 for one that shares nothing with it."""
    header_words = tokens(header)
    phrases = _phrases(kind, field)
    own = _own_words(kinds()[kind])
    tries = [(header_words, 1.0), (_without_currency(header_words), 0.96), (_without(header_words, own), 0.93)]
    tries.append((_without(_without_currency(header_words), own | _FILLING), 0.85))
    for words, score in tries:
        if words in phrases:
            return score - min(phrases.index(words), 40) * 0.002
    return max((_overlap(header_words, phrase) for phrase in phrases), default=0.0)


@cache
def _phrases(kind: str, field: str) -> tuple[Words, ...]:
    about: Field = kinds()[kind].fields[field]
    own = tokens(field.removesuffix("_at").removesuffix("_share").removesuffix("_amount").removesuffix("_count"))
    said = [tokens(field), own, *(tokens(synonym) for synonym in about.synonyms)]
    return tuple(dict.fromkeys(said))


@cache
def _own_words_of(kind: str) -> frozenset[str]:
    names = (tokens(name) for name in kinds()[kind].names)
    return frozenset(name[0] for name in names if len(name) == 1)


def _own_words(kind: Kind) -> frozenset[str]:
    return _own_words_of(kind.name)


def _without(words: Words, dropped: frozenset[str]) -> Words:
    return tuple(word for word in words if word not in dropped)


def _without_currency(words: Words) -> Words:
    kept = tuple(
        word for word in words if not (len(word) == 3 and currency_of(word)) and word not in ("euro", "company")
    )
    return kept[:-1] if len(kept) > 1 and kept[-1] in ("in", "currency") else kept


def _overlap(header: Words, phrase: Words) -> float:
    """Partly the same words; a single short word proves nothing."""
    common = set(header) & set(phrase)
    if not common or (len(common) == 1 and len(next(iter(common))) < 5):
        return 0.0
    if set(header) == set(phrase):
        return 0.85
    alike = len(common) / max(len(set(header)), len(set(phrase)))
    return 0.75 * alike if set(phrase) <= set(header) else 0.0
