"""Which version and which month of a definition are asked for?"""

from datetime import UTC, datetime, timedelta

from django import forms


class MonthForm(forms.Form):
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False)
    now = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)

    def span(self) -> tuple[datetime | None, datetime | None]:
        """The asked month, [start, end); open when none was asked for."""
        self.full_clean()
        month = self.cleaned_data.get("month")
        if not month or month.startswith("0000"):
            return None, None
        start = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
        return start, (start + timedelta(days=32)).replace(day=1)

    def asked_version(self) -> int | None:
        self.full_clean()
        return self.cleaned_data.get("version")

    def is_standing(self) -> bool:
        self.full_clean()
        return bool(self.cleaned_data.get("now"))

    def offset(self) -> int:
        self.full_clean()
        return self.cleaned_data.get("after") or 0
