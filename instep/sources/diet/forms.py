"""How long does typing a value take, if somebody says?"""

from django import forms


class SecondsForm(forms.Form):
    seconds = forms.FloatField(min_value=0, max_value=3600, required=False)

    def told(self, otherwise: float) -> float:
        """What was said; `otherwise` where nothing was, or nothing that can be."""
        said = self.cleaned_data.get("seconds") if self.is_valid() else None
        return otherwise if said is None else float(said)
