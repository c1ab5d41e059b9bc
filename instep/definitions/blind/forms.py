"""Which word is compared, and which of its people are asked for?"""

from typing import Any

from django import forms

from instep.definitions.blind.joining import WAYS
from instep.definitions.blind.overlap import PARTS


class OpenForm(forms.Form):
    name = forms.RegexField(r"^[a-z_][a-z0-9_]{0,59}$")


class PartForm(forms.Form):
    part = forms.ChoiceField(choices=[(part, part) for part in PARTS], required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)

    def asked(self) -> dict[str, Any]:
        self.full_clean()
        return {"part": self.cleaned_data.get("part") or "both", "after": self.cleaned_data.get("after") or 0}


class WayForm(forms.Form):
    way = forms.ChoiceField(choices=[(way, way) for way in WAYS])
