"""What does a person fill in to connect a system? The fields come from the system's own file."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from instep.sources.connectors.models import Connection
from instep.sources.connectors.system import Need, System

HARMLESS = ("schema", "tables")
"""What may change while a secret stays: everything else may decide to whom the secret is sent."""
NAME = RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", gettext_lazy("Use a-z, 0-9, - and _."))


class ConnectionForm(forms.Form):
    """A secret that is left empty stays as it is, as long as it goes where it always went."""

    source = forms.CharField(max_length=60, validators=[NAME])
    every_minutes = forms.TypedChoiceField(choices=Connection.EVERY, coerce=int, initial=60)

    def __init__(self, system: System, connection: Connection | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.system, self.connection = system, connection
        for need in system.needs:
            self.fields[need.name] = _field(need, connection)
        if connection is not None:
            del self.fields["source"]

    def clean_source(self) -> str:
        source: str = self.cleaned_data["source"]
        if Connection.objects.filter(source=source).exists():
            raise forms.ValidationError(_("There is a connection of this name already."))
        return source

    def clean(self) -> dict[str, Any]:
        """Whoever may edit a connection may not thereby have somebody else's secret sent to a place of their own."""
        cleaned: dict[str, Any] = self.cleaned_data
        if self.connection is not None and self._goes_elsewhere():
            for need in self.system.needs:
                if need.is_secret and not need.is_optional and not cleaned.get(need.name):
                    self.add_error(need.name, _("Fill it in again: the stored one is only for where it went so far."))
        return cleaned

    def _goes_elsewhere(self) -> bool:
        before = self.connection.told if self.connection else {}
        names = [need.name for need in self.system.needs if not need.is_secret and need.name not in HARMLESS]
        return any(self.cleaned_data.get(name, "") != before.get(name, "") for name in names)

    @property
    def asked_every(self) -> int:
        """What the list shows as chosen."""
        chosen = self.data.get("every_minutes") or (self.connection.every_minutes if self.connection else 60)
        return int(chosen) if str(chosen).isdigit() else 60

    def needs(self) -> list[tuple[Need, forms.BoundField]]:
        return [(need, self[need.name]) for need in self.system.needs]

    def told(self) -> dict[str, str]:
        return {need.name: self.cleaned_data[need.name] for need in self.system.needs if not need.is_secret}

    def secrets(self) -> dict[str, str]:
        """What was typed; what was left empty as it was."""
        is_kept = self.connection and not self._all_typed() and not self._goes_elsewhere()
        before = self.connection.opened_secrets() if self.connection and is_kept else {}
        typed = {need.name: self.cleaned_data[need.name] for need in self.system.needs if need.is_secret}
        return {name: value or before.get(name, "") for name, value in typed.items()}

    def _all_typed(self) -> bool:
        return all(self.cleaned_data[need.name] for need in self.system.needs if need.is_secret)

    def fill(self, connection: Connection) -> Connection:
        connection.told, connection.every_minutes = self.told(), self.cleaned_data["every_minutes"]
        connection.seal(self.secrets())
        return connection


def _field(need: Need, connection: Connection | None) -> forms.CharField:
    is_required = not need.is_optional and not (need.is_secret and connection is not None)
    rules = (
        [RegexValidator(rf"^(?:{need.pattern})\Z", need.help or _("This can't stand here."))] if need.pattern else []
    )
    if need.choices:
        rules = [RegexValidator(rf"^(?:{'|'.join(need.choices)})\Z", _("One of the words in the list."))]
    initial = (connection.told.get(need.name, "") if connection else need.initial) if not need.is_secret else ""
    return forms.CharField(required=is_required, max_length=4000, validators=rules, initial=initial)
