"""Each export is recognised as its own system's and no other's, with its fields, whatever extra columns it has."""

from dataclasses import replace

import pytest

from instep.sources.kind import kinds
from instep.sources.mapping import to_dict
from instep.sources.presets.tests.exports import Export, exports
from instep.sources.reading import Reading
from instep.sources.recognition.presets import Preset, presets
from instep.sources.recognition.recognising import recognise
from instep.sources.recognition.words import plain

SYSTEMS = (
    "hubspot salesforce pipedrive dynamics zoho zendesk intercom mailchimp mautic ga4 google_ads meta_ads linkedin_ads "
    "stripe calendly surveymonkey eventlog"
)
EXPORTS = pytest.mark.parametrize("export", exports(), ids=str)


def test_every_system_has_exports_to_be_known_by() -> None:
    assert {export.system for export in exports()} == set(SYSTEMS.split())
    assert set(SYSTEMS.split()) <= {preset.system for preset in presets()}


@EXPORTS
@pytest.mark.parametrize("extra", ["", "Our Own Field", "custom_field_7", "Größe der Anlage"])
def test_an_export_is_known_by_its_columns_alone(export: Export, extra: str) -> None:
    (verdict,) = recognise([export.read(extra)], "source")
    assert verdict.mapping.recognised_by == f"preset {export.system}"
    told = [records.kind for records in verdict.mapping.records if "companion" not in records.because]
    assert tuple(told[: len(export.kinds)]) == export.kinds, to_dict(verdict.mapping)
    if export.kinds:
        found = verdict.mapping.records[0].fields
        assert export.fields <= set(found), sorted(export.fields - set(found))


@EXPORTS
def test_no_two_systems_are_confused(export: Export) -> None:
    reading = export.read()
    assert {preset.system for preset in presets() if preset.fits(reading)} == {export.system}


@EXPORTS
def test_a_preset_wins_only_where_its_signature_is_there(export: Export) -> None:
    """Without one column of each signature, the table is read by its names and contents like any other."""
    reading = export.read()
    signature = {column for preset in presets() if preset.fits(reading) for column in signed_by(preset, reading)}
    left = tuple(column for column in reading.columns if column not in signature)
    poorer = replace(reading, columns=left, rows=reading.rows.select([*left, "line"]))
    (verdict,) = recognise([poorer], "source")
    assert verdict.mapping.recognised_by != f"preset {export.system}"


def signed_by(preset: Preset, reading: Reading) -> list[str]:
    wanted = {plain(name) for each in preset.columns for name in each} | {plain(name) for name in preset.spelled}
    return [column for column in reading.columns if plain(column) in wanted]


def test_a_preset_speaks_of_kinds_and_fields_that_exist() -> None:
    wrong = [
        (preset.system, said["kind"], name)
        for preset in presets()
        for said in preset.records
        for name in said.get("fields") or {}
        if said["kind"] not in kinds() or name not in kinds()[said["kind"]].fields
    ]
    assert wrong == []
