"""What must be said to make an address, and to say what is posted there?"""

import base64
import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from instep.sources.kind import kinds
from instep.sources.posted.example import FORM, OFFERED, Example, fields_of
from instep.sources.posted.models import Door
from instep.sources.posted.signing import HMAC, NONE, STANDARD

HEADER = r"^[A-Za-z0-9-]*$"


class DoorForm(forms.Form):
    name = forms.CharField(max_length=80)
    source = forms.RegexField(r"^[a-z0-9][a-z0-9_]*$", max_length=60)
    scheme = forms.ChoiceField(choices=Door.SCHEMES, initial=NONE)
    secret = forms.CharField(max_length=200, required=False)
    signature_header = forms.RegexField(HEADER, max_length=80, required=False)
    moment_header = forms.RegexField(HEADER, max_length=80, required=False)
    redirect_to = forms.URLField(max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        scheme, secret = cleaned.get("scheme"), cleaned.get("secret", "")
        if scheme == STANDARD:
            cleaned["secret"] = secret or "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
            if not _is_standard(cleaned["secret"]):
                self.add_error("secret", _("Such a secret is “whsec_” and base64; leave it empty for a new one."))
        if scheme == HMAC and len(secret) < 16:
            self.add_error("secret", _("A shared secret has at least 16 characters."))
        return cleaned


class ExampleForm(forms.Form):
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in OFFERED])

    def example(self, posted: dict[str, str]) -> Example | None:
        """`field:<path>` says which field a path is; None when nothing usable was said."""
        if not self.is_valid():
            return None
        kind = self.cleaned_data["kind"]
        known = fields_of(kind)
        said = {name: key.removeprefix("field:") for key, name in posted.items() if key.startswith("field:")}
        return Example(kind, {name: path for name, path in said.items() if name in known})


def is_enough(example: Example) -> str:
    """What is still missing, in words; empty when nothing is."""
    kind = "person" if example.kind == FORM else example.kind
    held = {*example.fields, "at"}
    lacking = [group for group in kinds()[kind].needs if not held & set(group)]
    return _("Say at least one of: %s") % ", ".join(lacking[0]).replace("_", " ") if lacking else ""


def _is_standard(secret: str) -> bool:
    try:
        return len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) >= 16
    except ValueError:
        return False
