"""What does somebody want to change about a touchpoint, say about it, or see of it?"""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from instep.journey.designed.journey_map import JourneyMap, Owner, Promise, Touchpoint
from instep.journey.designed.reading import QUALITIES

OUTCOMES = ("ripe", "went_on", "owed", "wrong")


class TouchpointForm(forms.Form):
    name = forms.CharField(max_length=200, label=_("Name"))
    department = forms.CharField(max_length=200, required=False, label=_("Department that answers for it"))
    person = forms.CharField(max_length=200, required=False, label=_("Person in it"))
    promise = forms.CharField(max_length=500, required=False, label=_("What the customer may rely on"))
    within_hours = forms.FloatField(min_value=0.01, max_value=10_000, required=False, label=_("Within hours"))
    answered_by = forms.ChoiceField(required=False, label=_("Answered by"))
    process = forms.CharField(max_length=500, required=False, label=_("The process behind it"))
    quality = forms.ChoiceField(required=False, label=_("Customers are asked"))
    why = forms.CharField(max_length=500, label=_("Why this change"))

    def __init__(self, found: JourneyMap, touchpoint: Touchpoint, answers: Any = None) -> None:
        super().__init__(answers, initial=_as_it_is(touchpoint))
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"
        others = [each.name for each in found.touchpoints if each is not touchpoint]
        self.fields["answered_by"].choices = [("", _("not measured")), *((name, name) for name in others)]  # type: ignore[attr-defined]
        self.fields["quality"].choices = [("", _("nothing")), *((name, name.upper()) for name in QUALITIES)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("within_hours")) != bool(said.get("answered_by")):
            raise forms.ValidationError(
                _("A promise that is measured says both within how many hours, and which touchpoint answers it.")
            )
        if said.get("within_hours") and not said.get("promise"):
            raise forms.ValidationError(_("Say in words what the customer may rely on."))
        return said

    def changed(self, touchpoint: Touchpoint) -> Touchpoint:
        """The touchpoint as the answers want it."""
        said = self.cleaned_data
        promise = Promise(said["promise"], said["within_hours"], said["answered_by"]) if said["promise"] else None
        owner = Owner(said["department"], said["person"] if said["department"] else "")
        answered = {"name": said["name"], "process": said["process"], "quality": said["quality"]}
        return replace(touchpoint, owner=owner, promise=promise, **answered)


class RemarkForm(forms.Form):
    text = forms.CharField(max_length=1000, label=_("Comment"))


class RowsForm(forms.Form):
    """Whatever is misspelled in the address is left out."""

    outcome = forms.ChoiceField(choices=[(name, name) for name in OUTCOMES], required=False)
    course = forms.CharField(max_length=4000, required=False)
    kind = forms.CharField(max_length=40, required=False)
    touchpoint = forms.CharField(max_length=200, required=False)
    kept = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], required=False)
    next_touchpoint = forms.CharField(max_length=200, required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)

    def said(self, name: str) -> Any:
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        return self.cleaned_data.get(name)


def _as_it_is(touchpoint: Touchpoint) -> dict[str, object]:
    promise = touchpoint.promise or Promise("")
    return {
        "name": touchpoint.name,
        "department": touchpoint.owner.department,
        "person": touchpoint.owner.person,
        "promise": promise.words,
        "within_hours": promise.within_hours,
        "answered_by": promise.answered_by,
        "process": touchpoint.process,
        "quality": touchpoint.quality,
    }
