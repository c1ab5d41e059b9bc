"""What does somebody say who proposes a version?"""

from datetime import date
from typing import Any

from django import forms

from instep.definitions.agreeing.models import Said
from instep.team.signature import SIGNING_TEAMS


class RequestForm(forms.Form):
    why = forms.CharField(max_length=500)
    side = forms.ChoiceField(choices=[(team, team) for team in SIGNING_TEAMS], required=False)
    effective_from = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def said(self, sides: tuple[str, ...], today: date) -> Said:
        """Whoever speaks for one team only speaks for that one."""
        side = self.cleaned_data["side"] if self.cleaned_data["side"] in sides else ""
        since = self.cleaned_data["effective_from"] or today
        return Said(self.cleaned_data["why"], side or (sides[0] if sides else ""), since)


class TeamForm(forms.Form):
    team = forms.ChoiceField(choices=[(team, team) for team in SIGNING_TEAMS])

    def asked(self) -> str:
        self.full_clean()
        cleaned: dict[str, Any] = self.cleaned_data
        return str(cleaned.get("team") or "")
