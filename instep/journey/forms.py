"""What does the address ask the journey for?"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django import forms

from instep.journey.choices import PERIODS, SPLITS
from instep.journey.funnel import following
from instep.journey.overview import Asked
from instep.journey.rows import Group
from instep.journey.scope import Scope
from instep.journey.stages import BY_NAME, STAGES

STAGE_NAMES = [(stage.name, stage.title) for stage in STAGES]
DEFAULT_MONTHS = 12
SCOPE = ("months", "channel", "region", "segment", "team")


class ScopeForm(forms.Form):
    """Whatever is misspelled in the address is left out, and the page shows what it is narrowed to."""

    months = forms.ChoiceField(choices=PERIODS, required=False)
    channel = forms.CharField(max_length=300, required=False)
    region = forms.CharField(max_length=300, required=False)
    segment = forms.CharField(max_length=300, required=False)
    team = forms.CharField(max_length=300, required=False)
    by = forms.ChoiceField(choices=list(SPLITS.items()), required=False)
    value = forms.CharField(max_length=300, required=False)
    stage = forms.CharField(max_length=300, required=False)
    next_stage = forms.ChoiceField(choices=STAGE_NAMES, required=False)
    outcome = forms.ChoiceField(
        choices=[(name, name) for name in ("reached", "mature", "mature_reached", "still", "won", "lost", "open")],
        required=False,
    )
    cohort = forms.RegexField(r"^(19|20)\d{2}-(0[1-9]|1[0-2])$", required=False)
    undated = forms.BooleanField(required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)

    def said(self, name: str) -> Any:
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        return self.cleaned_data.get(name)

    def scope(self, now: datetime) -> Scope:
        chosen = {name: self.said(name) or None for name in ("channel", "region", "segment", "team")}
        scope = Scope(self._start(now), None, **chosen)
        if not self.said("cohort"):
            return scope
        month = datetime.strptime(self.said("cohort"), "%Y-%m").replace(tzinfo=UTC)
        return replace(scope, start=month, end=following(month))

    def asked(self, now: datetime) -> Asked:
        chosen = {name: str(self.said(name)) for name in SCOPE if self.said(name)}
        return Asked(self.scope(now), self.said("by") or "", self.step(), chosen)

    def step(self) -> tuple[str, str]:
        """The asked step; from lead to customer when none is."""
        stage, next_stage = self.said("stage"), self.said("next_stage")
        return (stage, next_stage) if stage in BY_NAME and next_stage else ("lead", "customer")

    def words(self) -> dict[str, object]:
        """What a page of rows says it is narrowed to."""
        narrowed = [str(self.said(name)) for name in (*SCOPE[1:], "value") if self.said(name)]
        return {"narrowed": narrowed, "cohort": self.said("cohort"), "months": self.said("months")}

    def group(self) -> Group:
        by = self.said("by") or ""
        return Group(by, (self.said("value") or None) if by else None)

    def offset(self) -> int:
        return self.said("after") or 0

    def _start(self, now: datetime) -> datetime | None:
        """The first day of the first of so many calendar months, of which the running one is the last."""
        months = self.said("months") or str(DEFAULT_MONTHS)
        if months == "all":
            return None
        first = now.year * 12 + now.month - int(months)
        return datetime(first // 12, first % 12 + 1, 1, tzinfo=UTC)
