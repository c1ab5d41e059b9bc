"""What may people say about a file that is to be taken in?"""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from instep.sources.imports.choice import AS_FOUND, Choice, TableChoice
from instep.sources.kind import kinds
from instep.sources.reading import Asked
from instep.sources.said import Said
from instep.sources.values.currencies import currency_of
from instep.sources.values.places import country_of

FOUND = ("", _("as found"))
ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1", "cp1250", "cp1251", "cp932", "gb18030", "big5", "euc_kr")
DELIMITERS = [(",", _("comma")), (";", _("semicolon")), ("\t", _("tab")), ("|", _("pipe")), (" ", _("space"))]


class ReadForm(forms.Form):
    """How the file is written; empty where the reader is to judge for itself."""

    encoding = forms.ChoiceField(required=False, choices=[FOUND, *((each, each) for each in ENCODINGS)])
    delimiter = forms.ChoiceField(
        required=False, choices=[FOUND, *((f"d{ord(sign)}", word) for sign, word in DELIMITERS)]
    )
    header_line = forms.IntegerField(required=False, min_value=0, max_value=1000)
    dates = forms.ChoiceField(
        required=False,
        choices=[FOUND, ("day-month", _("day first: 31/12")), ("month-day", _("month first: 12/31"))],
    )
    decimal = forms.ChoiceField(
        required=False, choices=[FOUND, (",", _("comma: 1.234,56")), (".", _("point: 1,234.56"))]
    )
    zone = forms.CharField(required=False, max_length=60)
    country = forms.CharField(required=False, max_length=60)
    currency = forms.CharField(required=False, max_length=20)
    missing = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Any, offered: list[str]) -> None:
        super().__init__(data)
        self.fields["missing"] = forms.MultipleChoiceField(required=False, choices=[(each, each) for each in offered])

    def clean_zone(self) -> str:
        said: str = self.cleaned_data["zone"].strip()
        if said and said not in available_timezones():
            raise forms.ValidationError(_("There is no such time zone; write it like Europe/Berlin."))
        return said

    def clean_country(self) -> str:
        said: str = self.cleaned_data["country"].strip()
        found = country_of(said) if said else ""
        if found is None:
            raise forms.ValidationError(_("There is no such country; write it like Germany or DE."))
        return found

    def clean_currency(self) -> str:
        said: str = self.cleaned_data["currency"].strip()
        found = currency_of(said) if said else ""
        if found is None:
            raise forms.ValidationError(_("There is no such currency; write it like EUR."))
        return found

    def said(self) -> Said:
        told = self.cleaned_data
        delimiter = chr(int(told["delimiter"][1:])) if told["delimiter"] else None
        return Said(
            Asked(encoding=told["encoding"] or None, delimiter=delimiter, header_line=told["header_line"]),
            told["dates"] or None,
            told["decimal"] or None,
            told["zone"] or None,
            told["country"] or None,
            told["currency"] or None,
            tuple(told["missing"]) or None,
        )


def mapped(choice: Choice, data: Any, tables: list[dict[str, Any]]) -> Choice:
    """The choice with what the mapping page says; whatever is no kind and no field of one is passed over."""
    for place, table in enumerate(tables):
        kind = data.get(f"kind-{place}") or None
        before = choice.tables.get(table["table"], TableChoice())
        fields = dict(before.fields) if kind in (None, before.kind, table["kind"]) else {}
        for at, column in enumerate(table.get("columns", ())):
            said = data.get(f"field-{place}-{at}", AS_FOUND)
            if said != AS_FOUND and kind in kinds() and (said == "" or said in kinds()[kind].fields):
                fields[column["name"]] = said
        choice = choice.with_table(table["table"], TableChoice(kind if kind in kinds() else None, fields))
    return choice


def mends_of(data: Any, table: dict[str, Any]) -> dict[int, dict[str, str]]:
    """What was typed into refused records, by line and column; only what differs from how it came."""
    names = [column["name"] for column in table["columns"]]
    found: dict[int, dict[str, str]] = {}
    for row in table["refused_rows"]:
        cells = row["cells"] if any(row["cells"]) else [""] * len(names)
        for at, name in enumerate(names):
            typed = data.get(f"cell-{row['line']}-{at}")
            if typed is not None and typed != cells[at]:
                found.setdefault(row["line"], {})[name] = typed
    return found
