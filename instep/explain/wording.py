"""How are a KPI's values, changes and steps said in plain words?"""

from __future__ import annotations

from scipy.special import ndtri

from instep.explain.decompose import SURE, Part, Segment, Split
from instep.goals.kpi import Kpi
from instep.web.amounts import SPACE, amount, number, percent

STEP_OF = {  # which step of the journey answers for a KPI's rate or value
    **dict.fromkeys(("promise_kept", "contacted_within_promise", "untouched_rate"), "follow-up of hand-offs (sales)"),
    **dict.fromkeys(("response_time", "response_time_p90"), "follow-up of hand-offs (sales)"),
    **dict.fromkeys(("acceptance_rate", "rejection_rate", "opportunity_rate"), "qualification by sales (sales)"),
    **dict.fromkeys(("lead_to_ready_rate", "leads", "sales_ready"), "lead qualification (marketing)"),
    **dict.fromkeys(("cost_per_lead", "cost_per_sales_ready", "spend"), "campaigns (marketing)"),
    **dict.fromkeys(("cases_opened", "csat", "nps", "first_reply_time", "resolution_time"), "service (service)"),
}
DOUBT = 0.05
CLOSING, ARRIVING = "closing (sales)", "lead generation (marketing)"


def valued(kpi: Kpi, value: float | None, currency: str | None) -> str:
    """€1.84 m, 63.2 %, 41 h: short, for sentences and bars."""
    if value is None or value != value:
        return "not measured"
    if kpi.unit == "money":
        return amount(value, currency, is_short=True)
    if kpi.unit == "share":
        return percent(value, 1)
    unit = {"hours": f"{SPACE}h", "days": f"{SPACE}days"}.get(kpi.unit, "")
    return f"{number(value, 0 if kpi.unit == 'count' else 1)}{unit}"


def changed(kpi: Kpi, change: float, currency: str | None) -> str:
    """+€412 k, −3.8 points: with its sign."""
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    if kpi.unit == "share":
        return f"{sign}{number(abs(change) * 100, 1)}{SPACE}points"
    return f"{sign}{valued(kpi, abs(change), currency)}"


def ranged(kpi: Kpi, part: Part, currency: str | None) -> str:
    return f"{changed(kpi, part.low, currency)} to {changed(kpi, part.high, currency)}"


def step_title(kpi: Kpi, step: str, by: str) -> str:
    """What a bar of the waterfall is called."""
    if step == "volume":
        return f"Number of {kpi.counts.split(',')[0].split(' with ')[0]}"
    if step == "mix":
        return f"Mix of {_plural(by)}"
    if step == "value":
        return "Value of each"
    return f"Share that counted, within {_plural(by)}" if kpi.aggregate == "sum" else f"Within {_plural(by)}"


def owner(kpi: Kpi, step: str) -> str:
    """The accountable step of the journey, and its team."""
    answers = STEP_OF.get(kpi.name, CLOSING)
    return ARRIVING if step in ("volume", "mix") and answers == CLOSING else answers


def headline(kpi: Kpi, split: Split, by: str, currency: str | None) -> str:
    """What moved, by how much, mostly why, and where: one sentence with its number."""
    ends = f"from {valued(kpi, split.before, currency)} to {valued(kpi, split.after, currency)}"
    if not split.change.is_sure:
        span = ranged(kpi, split.change, currency)
        calm = f"{kpi.title} went {ends}: no more than chance moves it ({span})."
        return f"{calm} {_but(kpi, split, by, currency)}"
    main = max(split.steps, key=lambda step: abs(step.change) if step.is_sure else -1)
    why = f"{step_title(kpi, main.name, by).lower()} {changed(kpi, main.change, currency)}"
    moved = "rose" if split.change.change > 0 else "fell"
    size = changed(kpi, split.change.change, currency)[1:]
    place = _place(kpi, split, by, currency)
    return f"{kpi.title} {moved} by {size}, {ends}. Most of it: {why}{place}. Step: {owner(kpi, main.name)}."


def _place(kpi: Kpi, split: Split, by: str, currency: str | None) -> str:
    """The segment that moved most, when it did so beyond chance and in the same direction."""
    same = [each for each in outstanding(split) if each.whole.change * split.change.change > 0]
    if not same:
        return f"; no single {by} stands out"
    return f"; by {by}, {same[0].name} moved most ({changed(kpi, same[0].whole.change, currency)})"


def _but(kpi: Kpi, split: Split, by: str, currency: str | None) -> str:
    """A segment can move although the whole did not."""
    moved = outstanding(split)
    if not moved:
        return "Nothing to explain."
    return f"But by {by}, {moved[0].name} moved beyond chance: {changed(kpi, moved[0].whole.change, currency)}."


def outstanding(split: Split) -> list[Segment]:
    """Segments that moved beyond chance, after allowing for how many there are to choose from."""
    needed = -float(ndtri(DOUBT / 2 / max(len(split.segments), 1))) / SURE
    return [each for each in split.segments if abs(each.whole.change) > needed * (each.whole.high - each.whole.low) / 2]


def _plural(by: str) -> str:
    return {"industry": "industries"}.get(by, f"{by}s")
