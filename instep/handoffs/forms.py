"""What may somebody say about a hand-off, and how may they narrow the list?"""

from typing import Any

from django import forms
from django.conf import settings

from instep.handoffs.bands import BANDS, Filters
from instep.handoffs.models import Verdict
from instep.handoffs.reasons import titles
from instep.handoffs.rows import STANDING, Counted


class VerdictForm(forms.Form):
    """Accept, or send back with one of the reasons."""

    decision = forms.ChoiceField(choices=Verdict.DECISIONS[:2])
    reason = forms.ChoiceField(choices=(), required=False)
    note = forms.CharField(max_length=500, required=False, strip=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", ""), *titles(settings.HOME).items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("decision") == Verdict.SENT_BACK and not cleaned.get("reason"):
            self.add_error("reason", "Say why it goes back: marketing learns from it.")
        if cleaned.get("decision") == Verdict.ACCEPTED:
            cleaned |= {"reason": "", "note": ""}
        return cleaned


class ListForm(forms.Form):
    """What the address says of the list; anything else is ignored."""

    band = forms.ChoiceField(choices=[(band, band) for band in BANDS], required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)
    order = forms.ChoiceField(choices=[("oldest", "oldest")], required=False)
    whose = forms.ChoiceField(choices=[("everybody", "everybody")], required=False)
    team = forms.CharField(required=False)
    region = forms.CharField(required=False)
    channel = forms.CharField(required=False)

    def read(self) -> dict[str, Any]:
        """What was understood; None for the rest."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}

    def filters(self, owner_name: str | None) -> Filters:
        read = self.read()
        own = owner_name if read["whose"] != "everybody" else None
        return Filters(team=read["team"], region=read["region"], channel=read["channel"], owner_name=own or None)


class RowsForm(ListForm):
    """What the address of a figure's rows says; `unsaid` asks for what came back without a reason."""

    standing = forms.ChoiceField(choices=[(each, each) for each in STANDING], required=False)
    campaign = forms.CharField(required=False)
    reason = forms.CharField(required=False)
    unsaid = forms.BooleanField(required=False)
    start = forms.DateTimeField(required=False)
    end = forms.DateTimeField(required=False)

    def counted(self) -> Counted:
        read = self.read()
        asked = {name: read[name] for name in ("campaign", "start", "end")}
        reason = "" if read["unsaid"] else read["reason"]
        return Counted(read["standing"] or "all", self.filters(None), reason=reason, **asked)
