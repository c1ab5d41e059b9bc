"""What may be uploaded?"""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from instep.sources.taking.lines import FATES
from instep.web.amounts import number

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]*")


class UploadForm(forms.Form):
    """One file and the name of the system it comes from; without a name, the file's own."""

    file = forms.FileField(max_length=255)
    source = forms.CharField(required=False, max_length=60)

    def clean_source(self) -> str:
        """As people write it, "HubSpot EU", in the plain form that names a system: hubspot_eu."""
        typed: str = self.cleaned_data["source"].strip()
        if typed and not NAME.fullmatch(typed):
            raise forms.ValidationError(_("Use letters a-z, digits, blanks, - and _, such as crm or hubspot_eu."))
        return "_".join(typed.lower().split())

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            limit = number(settings.UPLOAD_LIMIT / 1024**2)
            raise forms.ValidationError(
                _("This file is larger than %(limit)s MB. Use `instep audit` or ask an admin.") % {"limit": limit}
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in cleaned and not cleaned.get("source"):
            stem = cleaned["file"].name.rsplit(".", 1)[0]
            cleaned["source"] = slugify(stem).replace("-", "_").strip("_")[:60] or "upload"
        return cleaned


class LinesForm(forms.Form):
    """Which lines of a delivery the address asks for; all it received when it does not say."""

    fate = forms.ChoiceField(choices=[(each, each) for each in FATES], required=False)
    after = forms.IntegerField(min_value=0, max_value=2**40, required=False)

    def read(self) -> tuple[str, int]:
        self.is_valid()
        return self.cleaned_data.get("fate") or FATES[0], self.cleaned_data.get("after") or 0
