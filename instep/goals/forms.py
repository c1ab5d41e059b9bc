"""What does the address of a KPI's page ask for?"""

from dataclasses import fields
from datetime import datetime
from typing import Any

from django import forms

from instep.goals.period import DEFAULT, NAMED, Period, between, moment_of, named
from instep.goals.population import DIMENSIONS, Filters

DIMENSION_NAMES = [field.name for field in fields(Filters)]


class AskForm(forms.Form):
    """Anything that cannot be understood is left out."""

    period = forms.ChoiceField(choices=[(name, name) for name in NAMED], required=False)
    start = forms.CharField(required=False, max_length=30)
    end = forms.CharField(required=False, max_length=30)
    by = forms.ChoiceField(choices=[(name, name) for name in DIMENSIONS], required=False)
    after = forms.IntegerField(min_value=0, max_value=100_000_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {name: forms.CharField(required=False, max_length=200) for name in DIMENSION_NAMES}
        self.is_valid()

    def asked_period(self, at: datetime) -> Period:
        start, end = (moment_of(self.cleaned_data.get(name)) for name in ("start", "end"))
        if start and end and start < end:
            return between(start, end)
        return named(self.cleaned_data.get("period") or DEFAULT, at)

    @property
    def filters(self) -> Filters:
        return Filters(**{name: self.cleaned_data.get(name) or None for name in DIMENSION_NAMES})

    @property
    def asked_by(self) -> str:
        return self.cleaned_data.get("by") or "region"

    @property
    def skip(self) -> int:
        return self.cleaned_data.get("after") or 0
