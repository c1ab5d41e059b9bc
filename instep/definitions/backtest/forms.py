"""Which version is tried, with which threshold, and which of its people are asked for?"""

from typing import Any

from django import forms

LISTS = ("passed", "later", "missed", "added", "dropped", "added_won", "dropped_won", "won")


class TrialForm(forms.Form):
    of = forms.RegexField(r"^(draft|\d{1,6})$", required=False)
    knob = forms.RegexField(r"^\d{1,4}-[a-z_]{1,30}$", required=False)
    at = forms.FloatField(required=False)
    place = forms.IntegerField(min_value=0, max_value=1000, required=False)
    capacity = forms.FloatField(min_value=0.1, max_value=100_000, required=False)
    go = forms.BooleanField(required=False)

    def asked(self) -> dict[str, Any]:
        self.full_clean()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class CapacityForm(forms.Form):
    monthly = forms.FloatField(min_value=0.1, max_value=100_000)


class ListForm(TrialForm):
    which = forms.ChoiceField(choices=[(each, each) for each in LISTS], required=False)
    month = forms.RegexField(r"^[12]\d{3}-(0[1-9]|1[0-2])$", required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)
