"""Which visits are asked for, and what does somebody propose?"""

from typing import Any

from django import forms

from instep.team.signature import SIGNING_TEAMS

MOST = 100_000


class VisitsForm(forms.Form):
    channel = forms.CharField(max_length=200, required=False)
    source = forms.CharField(max_length=500, required=False)
    medium = forms.CharField(max_length=500, required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)

    def asked(self) -> dict[str, str | None]:
        self.full_clean()
        return {name: self.cleaned_data.get(name) or None for name in ("channel", "source", "medium")}

    def offset(self) -> int:
        self.full_clean()
        return self.cleaned_data.get("after") or 0


class ProposalForm(forms.Form):
    text = forms.CharField(max_length=MOST, strip=False)
    why = forms.CharField(max_length=500)


class SignatureForm(forms.Form):
    team = forms.ChoiceField(choices=[(team, team) for team in SIGNING_TEAMS])

    def cleaned_team(self) -> str:
        self.full_clean()
        cleaned: dict[str, Any] = self.cleaned_data
        return str(cleaned.get("team") or "")
