"""What does somebody say who makes a write key?"""

from datetime import datetime
from urllib.parse import urlsplit

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from instep.sources.events.call import TYPES
from instep.sources.events.models import WriteKey
from instep.sources.events.store import FATES
from instep.team.models import User

NAME = RegexValidator(r"^[a-z0-9][a-z0-9_]*$", _("Use a-z, 0-9 and _."))


class KeyForm(forms.Form):
    name = forms.CharField(max_length=80)
    source = forms.CharField(max_length=60, validators=[NAME])
    trust = forms.ChoiceField(choices=WriteKey.TRUST)
    origins = forms.CharField(required=False, max_length=2000)
    is_cookieless = forms.BooleanField(required=False)
    address = forms.ChoiceField(choices=WriteKey.ADDRESS)

    def clean_origins(self) -> list[str]:
        """One a line or with commas between them; only scheme, host and port count."""
        said = self.cleaned_data["origins"].replace(",", "\n").split()
        for each in said:
            parts = urlsplit(each)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
                raise forms.ValidationError(
                    _("%(said)s is not a website such as https://www.example.com.") % {"said": each}
                )
        return [each.rstrip("/").lower() for each in said]

    def make(self, user: User | None, now: datetime) -> tuple[WriteKey, str]:
        said = self.cleaned_data
        more = {name: said[name] for name in ("name", "origins", "is_cookieless", "address")}
        return WriteKey.make(said["source"], said["trust"], user, now, **more)


class WatchForm(forms.Form):
    """Which events the debugger shows."""

    key = forms.CharField(required=False, max_length=40)
    type = forms.ChoiceField(required=False, choices=[(each, each) for each in TYPES])
    fate = forms.ChoiceField(required=False, choices=[(each, each) for each in FATES])

    def read(self) -> dict[str, str]:
        self.is_valid()
        names = {"key_id": "key", "type_": "type", "fate": "fate"}
        return {ours: self.cleaned_data.get(name) or "" for ours, name in names.items()}


class QuarantineForm(forms.Form):
    """Which refused calls are meant: those of one reason, or all."""

    why = forms.CharField(required=False, max_length=500, strip=False)
    after = forms.IntegerField(required=False, min_value=0, max_value=2**60)

    def read(self) -> tuple[str, int]:
        self.is_valid()
        return self.cleaned_data.get("why") or "", self.cleaned_data.get("after") or 0


class MendForm(forms.Form):
    said = forms.CharField(max_length=200_000, strip=False)
    as_key = forms.CharField(required=False, max_length=40)
