"""What is the finding of a back-test, in one sentence?"""

from instep.definitions.backtest.figures import Figures
from instep.definitions.backtest.trial import Trial
from instep.definitions.share import Share


def headline(found: Trial, own: Figures, before: Figures | None) -> str:
    if own.monthly is None:
        return "Nobody would have been passed on by this rule"
    instead = f" instead of {before.monthly:,.0f}" if before and before.monthly is not None and _differs(found) else ""
    pieces = [f"{own.monthly:,.0f} a month{instead}"]
    if own.precision.value is not None:
        pieces.append(f"{said(own.precision)} of them buy")
    if own.recall.value is not None:
        pieces.append(f"{said(own.recall)} of all who bought are caught")
    return ", ".join(pieces)


def said(share: Share) -> str:
    if share.value is None or share.low is None or share.high is None:
        return "not measured"
    return f"{share.value * 100:.0f} % {between(share)}"


def between(share: Share) -> str:
    """The interval of 95 %."""
    return "" if share.low is None or share.high is None else f"({share.low * 100:.0f}–{share.high * 100:.0f} %)"


def _differs(found: Trial) -> bool:
    return bool(found.added.any() or found.dropped.any())
