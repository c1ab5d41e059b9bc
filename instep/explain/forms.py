"""What may be asked on the Explain page?"""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from instep.explain.comparison import Comparison
from instep.explain.found import days_of
from instep.goals.kpi import Kpi
from instep.goals.population import DIMENSIONS


class ComparisonForm(forms.Form):
    """A GET form: what is chosen stands in the address."""

    kpi = forms.ChoiceField(label=_("KPI"))
    by = forms.ChoiceField(label=_("Split by"), choices=list(DIMENSIONS.items()))
    before_start = forms.DateField(label=_("Before: from"), widget=forms.DateInput(attrs={"type": "date"}))
    before_end = forms.DateField(label=_("to"), widget=forms.DateInput(attrs={"type": "date"}))
    start = forms.DateField(label=_("After: from"), widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("to"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, comparison: Comparison, kpis: Mapping[str, Kpi]) -> None:
        super().__init__(initial=asked(comparison))
        groups = dict.fromkeys(kpi.group for kpi in kpis.values())
        self.fields["kpi"].choices = [  # type: ignore[attr-defined]
            (group, [(kpi.name, kpi.title) for kpi in kpis.values() if kpi.group == group]) for group in groups
        ]
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"


def asked(comparison: Comparison) -> dict[str, str]:
    """The comparison as an address says it."""
    before, after = comparison.before.period, comparison.after.period
    return {
        "kpi": comparison.kpi.name,
        "by": comparison.by,
        **days_of("before_", before.start, before.end),
        **days_of("", after.start, after.end),
    }
