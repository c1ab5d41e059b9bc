"""Which fields know the outcome, because they are filled in after it?

Leakage (Kaufman et al. 2012, *Leakage in Data Mining*): such a field makes every back-test look better than the rule
will be. A plain table has no fill times, so a field is suspected by three signs: it is filled nearly only where the
outcome went one way; it is filled only once the outcome is known at all; or its values alone tell the outcome, on leads
other than those they were learned from.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.definitions.backtest.leads import Flags, Leads

Bands = np.ndarray[tuple[int], np.dtype[np.int64]]
Scores = np.ndarray[tuple[int], np.dtype[np.float64]]
FOLDS, FEWEST = 5, 20
KNOWING_AUC = 0.95
"""A single honest field hardly ever ranks 95 of 100 pairs of a success and a failure rightly."""
ODDS, GAP = 30, 0.3
SELDOM, OFTEN = 0.02, 0.3
BANDS = 50


@dataclass(frozen=True)
class Leak:
    """field: the column. reason: what gives it away, in words. strength: from 0 to 1, the strongest of its signs."""

    field: str
    reason: str
    strength: float


def leaks(leads: Leads) -> list[Leak]:
    """Fields to leave out of a rule, the surest first."""
    found = (leak for name in leads.fields.column_names if (leak := leak_of(leads, name)) is not None)
    return sorted(found, key=lambda leak: (-leak.strength, leak.field))


def leak_of(leads: Leads, name: str) -> Leak | None:
    column = leads.fields[name].combine_chunks()
    filled = pc.is_valid(column).to_numpy(zero_copy_only=False)
    known, won = leads.is_settled, leads.succeeded
    signs = (
        _by_filling(name, filled, won, known),
        _by_knowing(name, filled, known),
        _by_telling(name, column, won, known),
    )
    return max((sign for sign in signs if sign), key=lambda sign: sign.strength, default=None)


def _by_filling(name: str, filled: Flags, won: Flags, known: Flags) -> Leak | None:
    """Odds of being filled that differ by far, and not by a few leads only."""
    cells = [
        [int((known & (won == way) & (filled == is_full)).sum()) for is_full in (True, False)] for way in (True, False)
    ]
    (won_full, won_empty), (lost_full, lost_empty) = cells
    if min(won_full + won_empty, lost_full + lost_empty) < FEWEST:
        return None
    shares = [full / (full + empty) for full, empty in cells]
    odds = abs(np.log((won_full + 0.5) * (lost_empty + 0.5) / (won_empty + 0.5) / (lost_full + 0.5)))
    error = np.sqrt(sum(1 / (count + 0.5) for row in cells for count in row))
    if odds - 2 * error < np.log(ODDS) or abs(shares[0] - shares[1]) < GAP:
        return None
    said = f"filled for {shares[0]:.0%} of those that succeeded and {shares[1]:.0%} of those that did not"
    return Leak(name, said, abs(shares[0] - shares[1]))


def _by_knowing(name: str, filled: Flags, known: Flags) -> Leak | None:
    if min(known.sum(), (~known).sum()) < FEWEST:
        return None
    before, after = filled[~known].mean(), filled[known].mean()
    if before > SELDOM or after < OFTEN:
        return None
    said = f"filled for {after:.0%} of the leads with an outcome and {before:.0%} of those still open"
    return Leak(name, said, float(after - before))


def _by_telling(name: str, column: pa.Array, won: Flags, known: Flags) -> Leak | None:
    here = known & pc.is_valid(column).to_numpy(zero_copy_only=False)
    if min((won & here).sum(), (~won & here).sum()) < FEWEST:
        return None
    reached = _auc(_scores(_banded(column.filter(pa.array(here))), won[here]), won[here])
    if reached < KNOWING_AUC:
        return None
    return Leak(name, f"its value alone tells {reached:.1%} of pairs of a success and a failure apart", reached)


def _banded(column: pa.Array) -> Bands:
    """Numbers in fifty bands of equal size, texts as they are."""
    if pa.types.is_floating(column.type):
        place = _ranks(column.to_numpy()) / len(column)
        numbers: Bands = np.minimum((place * BANDS).astype(np.int64), BANDS - 1)
        return numbers
    plain = pc.utf8_lower(pc.utf8_trim_whitespace(column))
    words: Bands = plain.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return words


def _scores(band: Bands, won: Flags) -> Scores:
    """The share of successes in each lead's band, learned from the other folds, drawn to the whole where few are."""
    scores = np.zeros(len(band))
    fold = np.arange(len(band)) * 7919 % FOLDS
    for each in range(FOLDS):
        inside = fold == each
        counts = np.bincount(band[~inside], minlength=band.max() + 1)
        wins = np.bincount(band[~inside], weights=won[~inside], minlength=band.max() + 1)
        scores[inside] = ((wins + won.mean()) / (counts + 1))[band[inside]]
    return scores


def _auc(scores: Scores, won: Flags) -> float:
    """In what share of pairs of a success and a failure the success scores higher; ties count half (Mann–Whitney)."""
    ranks = _ranks(scores)
    successes = int(won.sum())
    above = ranks[won].sum() - successes * (successes + 1) / 2
    return float(above / successes / (len(won) - successes))


def _ranks(values: Scores) -> Scores:
    """From one up; equals share the middle of their ranks."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    is_new = np.append(True, ordered[1:] != ordered[:-1])[: len(values)]
    edges = np.append(np.flatnonzero(is_new), len(values))
    group = np.cumsum(is_new) - 1
    ranks = np.empty(len(values))
    ranks[order] = (edges[group] + edges[group + 1] + 1) / 2
    return ranks
