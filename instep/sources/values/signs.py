"""What do the bytes of very many texts show at once, so that nothing needs to be done to most of them?

Every answer may err to one side only: what is said to hold does hold; where it is denied, somebody has to look.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

type Bytes = npt.NDArray[np.uint8]
type Places = npt.NDArray[np.int32]
SIGNS = np.arange(256)
MAY_BE_BLANK = (SIGNS <= 0x20) | (SIGNS >= 0x80)
"""As first or last byte of a text; blanks beyond ASCII are rare enough to look at such texts again."""
MAY_BE_CAPITAL = np.isin(SIGNS, [*b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *range(0x80, 256)])
IS_DIGIT = np.isin(SIGNS, [*b"0123456789"])
KIND = np.where(IS_DIGIT, ord("0"), SIGNS).astype(np.uint8)
"""All digits are one kind of sign; every other sign is its own."""


def laid(texts: pa.Array) -> tuple[Bytes, Places]:
    """All texts one after the other, and where each begins and the last one ends."""
    _, offsets, signs = texts.buffers()
    if not len(texts) or signs is None:
        return np.empty(0, np.uint8), np.zeros(len(texts) + 1, np.int32)
    return np.frombuffer(signs, np.uint8), np.frombuffer(offsets, np.int32)[
        texts.offset : texts.offset + len(texts) + 1
    ]


def is_trimmed(texts: pa.Array) -> bool:
    """Whether surely no text begins or ends with a blank."""
    signs, places = laid(texts)
    is_filled = places[:-1] < places[1:]
    first, last = places[:-1][is_filled], places[1:][is_filled] - 1
    return not MAY_BE_BLANK[signs[first]].any() and not MAY_BE_BLANK[signs[last]].any()


def is_lower(texts: pa.Array) -> bool:
    """Whether surely no text holds a capital."""
    signs, places = laid(texts)
    return not MAY_BE_CAPITAL[signs[places[0] : places[-1]]].any()


def could_be(texts: pa.Array, listed: pa.Array) -> npt.NDArray[np.int64]:
    """Which texts are as long as one of those listed and begin with the same sign; all others surely are none."""
    signs, places = laid(texts)
    known, edges = laid(listed)
    lengths, known_lengths = np.diff(places), np.diff(edges)
    is_length = np.zeros(int(known_lengths.max(initial=0)) + 2, np.bool_)
    is_length[known_lengths] = True
    found = np.flatnonzero(is_length[np.minimum(lengths, len(is_length) - 1)])
    is_first = np.zeros(256, np.bool_)
    is_first[known[edges[:-1][known_lengths > 0]]] = True
    is_empty = lengths[found] == 0
    begins = np.ones(len(found), np.bool_)
    begins[~is_empty] = is_first[signs[places[found[~is_empty]]]]
    return found[begins]


def has_short_ending(texts: pa.Array) -> bool:
    """Whether any text ends with a point and two more signs."""
    signs, places = laid(texts)
    ends = places[1:][np.diff(places) > 2]
    return bool((signs[ends - 3] == ord(".")).any())


def are_alike(texts: pa.Array, firsts: str) -> bool:
    """Whether surely all are written like the first one, with other digits, and begin with one of these signs."""
    signs, places = laid(texts)
    lengths = np.diff(places)
    count, size = len(texts), int(lengths[0]) if len(lengths) else 0
    if not size or not (lengths == size).all():
        return False
    every = signs[places[0] : places[-1]].reshape(count, size)
    kinds = KIND[every]
    return bool(np.isin(every[:, 0], np.frombuffer(firsts.encode(), np.uint8)).all() and (kinds == kinds[0]).all())


def digits(texts: pa.Array) -> pa.Array:
    """Of each text the digits only."""
    signs, places = laid(texts)
    held = signs[places[0] : places[-1]]
    is_digit = IS_DIGIT[held]
    before = np.concatenate([np.zeros(1, np.int32), np.cumsum(is_digit, dtype=np.int32)])
    kept, edges = np.ascontiguousarray(held[is_digit]), before[places - places[0]]
    bare = pa.StringArray.from_buffers(len(texts), pa.py_buffer(edges), pa.py_buffer(kept))
    return pc.if_else(texts.is_valid(), bare, None) if texts.null_count else bare
