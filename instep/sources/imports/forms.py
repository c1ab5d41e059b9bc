"""What may people say about a file that is to be taken in?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from instep.sources.imports.adding import added
from instep.sources.imports.choice import AS_FOUND, Choice, TableChoice
from instep.sources.imports.mending.cells import cells_of, is_guessed
from instep.sources.kind import kinds
from instep.sources.reading import Asked
from instep.sources.said import Said
from instep.sources.values.currencies import currency_of
from instep.sources.values.places import country_of
from instep.sources.values.zones import zone_of

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
        found = zone_of(said) if said else ""
        if found is None:
            raise forms.ValidationError(_("There is no such time zone; write it like Europe/Berlin, or a city."))
        return found

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

    def as_typed(self) -> dict[str, Any]:
        """What each field holds, so that nothing is lost while something is wrong."""
        return {name: self[name].value() or "" for name in self.fields}

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


def typed_of(said: Said) -> dict[str, Any]:
    """What was said, as the fields of the form hold it."""
    asked = said.asked
    header = "" if asked.header_line is None else asked.header_line
    typed = {"encoding": asked.encoding, "delimiter": f"d{ord(asked.delimiter)}" if asked.delimiter else ""}
    plain = {name: getattr(said, name) or "" for name in ("dates", "decimal", "zone", "country", "currency", "missing")}
    return typed | plain | {"header_line": header}


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
        own = added(data, place, table, kind or table["kind"], before.own)
        fields = {name: said for name, said in fields.items() if name not in own}
        choice = choice.with_table(table["table"], TableChoice(kind if kind in kinds() else None, fields, own))
    return choice


def mends_of(data: Any, table: dict[str, Any]) -> dict[int, dict[str, str]]:
    """What was typed into refused records, by line and column; only what differs from how it came."""
    names = [column["name"] for column in table["columns"]]
    found: dict[int, dict[str, str]] = {}
    for row in table["refused_rows"]:
        if mended := _mended(data, row, names):
            found[row["line"]] = mended
    return found


def _mended(data: Any, row: dict[str, Any], names: list[str]) -> dict[str, str]:
    """Of a record whose cells were guessed all of them count, once somebody changed one or said that it is right."""
    line, known = row["line"], dict(zip(names, cells_of(row, names), strict=True))
    typed = {name: data.get(f"cell-{line}-{at}", known[name]) for at, name in enumerate(names)}
    new = {name: text for name, text in typed.items() if text != known[name]}
    return typed if is_guessed(row) and (new or f"take-{line}" in data) else new
