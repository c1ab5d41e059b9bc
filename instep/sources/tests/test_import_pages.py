"""What the steps of an import show adds up, and nothing that people said is lost."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from instep.sources.importing import import_files
from instep.sources.imports.fates import batch_fates, fates_of
from instep.sources.imports.mending.cells import cells_of
from instep.sources.models import Upload
from instep.sources.own.known import own_fields
from instep.sources.taking.batch import batches
from instep.sources.tests.test_upload import CONTACTS, add, take_in
from instep.sources.values.zones import zone_of
from instep.team.tests.cast import signed_in
from instep.warehouse import Home

pytestmark = pytest.mark.django_db
DEALS = "Deal Id,Deal Name,Stage,Amount,Close Date\n" + "".join(
    f"{at},Deal {at},Won,{at}00,{'someday' if at in (4, 5) else f'2026-03-{at % 18 + 10}'}\n" for at in range(1, 31)
)
REPEATED = "1,Deal 1,Won,100,2026-03-11\n2,Deal 2,Lost,200,2026-03-12\n99,Short,Won\n"


@pytest.fixture(autouse=True)
def _empty_home() -> Iterator[None]:
    yield
    for folder in ("deliveries", "taken", "uploads", "warehouse", "mappings"):
        shutil.rmtree(settings.HOME.path / folder, ignore_errors=True)
    settings.HOME.create()


def test_the_fates_add_up_to_the_rows_received_before_and_after_the_run() -> None:
    ada = signed_in("ada")
    upload = add(ada, DEALS + REPEATED, "deals.csv")
    (seen, *_) = fates_of(upload.seen["tables"][0])
    take_in(ada, upload)
    (batch,) = batches(settings.HOME)
    done = batch_fates(batch)
    assert done == seen
    assert seen.received == sum(part.count for part in seen.parts) == 33
    assert {part.name: part.count for part in seen.parts if part.count} == {"Created": 28, "Repeated": 2, "Refused": 3}
    page = ada.get(f"/sources/deliveries/{batch.batch_id}/").text
    assert "repeated inside this file" in page
    assert "already here, unchanged" not in page


def test_a_wrong_zone_loses_nothing_and_is_named_on_top() -> None:
    ada = signed_in("ada")
    said = {"zone": "Atlantis", "dates": "month-day", "decimal": ",", "country": "DE"}
    answer = ada.post(f"/sources/uploads/{add(ada).pk}/reading/", said)
    assert answer.status_code == 422
    assert 'value="Atlantis"' in answer.text
    assert '<option value="month-day" selected>' in answer.text
    assert '<option value="," selected>' in answer.text
    assert 'value="DE"' in answer.text
    assert re.search(r'<details class="overrides" open>', answer.text)
    assert answer.text.index("#id_zone") < answer.text.index("The first records")


def test_cities_are_zones() -> None:
    assert [zone_of(each) for each in ("Berlin", "new york", "europe/berlin", "UTC", "Atlantis")] == [
        "Europe/Berlin",
        "America/New_York",
        "Europe/Berlin",
        "UTC",
        None,
    ]


def test_the_name_of_a_system_is_written_as_people_write_it() -> None:
    assert add(signed_in("ada"), source="HubSpot EU").source == "hubspot_eu"


def test_a_word_that_many_refused_records_have_can_be_read_as_nothing() -> None:
    ada = signed_in("ada")
    upload = add(ada, DEALS, "deals.csv")
    assert "Read “someday” as nothing and keep 2 records" in ada.get(f"/sources/uploads/{upload.pk}/check/").text
    ada.post(f"/sources/uploads/{upload.pk}/nothing/", {"text": "Won"})
    assert upload.choice.said.missing is None, "only what was offered"
    ada.post(f"/sources/uploads/{upload.pk}/nothing/", {"text": "someday"})
    assert upload.seen["tables"][0]["refused"] == 0


def test_a_short_record_is_mended_from_the_cells_that_are_known() -> None:
    ada = signed_in("ada")
    upload = add(ada, DEALS + REPEATED, "deals.csv")
    page = ada.get(f"/sources/uploads/{upload.pk}/check/").text
    line = max(row["line"] for row in upload.seen["tables"][0]["refused_rows"])
    assert f'name="cell-{line}-1" value="Short"' in page
    ada.post(f"/sources/uploads/{upload.pk}/mends/0/", {f"take-{line}": "on"})
    assert upload.seen["tables"][0]["mended"][0]["created"] == 1
    ada.post(f"/sources/uploads/{upload.pk}/mends/0/", {f"cell-{line}-4": "soon"})
    page = ada.get(f"/sources/uploads/{upload.pk}/check/").text
    assert f"Still refused in deals, line {line}" in page
    assert page.count('<details class="refusal" open>') == 2, "the first, and that of the mended record"


def test_a_mended_record_that_another_contradicts_is_named() -> None:
    ada = signed_in("ada")
    text = CONTACTS.replace("Email,", "Contact ID,Email,Created,").replace("ana@", "1,ana@").replace("ben@", "2,ben@")
    text = (
        text.replace("chi@", "3,chi@").replace("example,", "example,2026-01-02,").replace("2026-01-02,Chi", "soon,Chi")
    )
    take_in(ada, add(ada, "Contact ID,Email,First Name,Last Name\nx1,chi@beta.example,Chidi,Okafor\n", source="desk"))
    upload = add(ada, text)
    (line,) = (row["line"] for row in upload.seen["tables"][0]["refused_rows"])
    ada.post(f"/sources/uploads/{upload.pk}/mends/0/", {f"cell-{line}-2": "2026-01-03"})
    assert f"The mended line {line} is taken, in conflict" in ada.get(f"/sources/uploads/{upload.pk}/check/").text


def test_cells_are_cut_by_the_sign_that_gives_most() -> None:
    row = {"cells": ["", "", ""], "record": "7;a, b"}
    assert cells_of(row, ["id", "name", "stage"]) == ["7", "a, b", ""]


def test_the_decimal_mark_of_a_column_that_is_not_used_is_said() -> None:
    ada = signed_in("ada")
    text = "Email;First Name;Last Name;Xyz\n" + "".join(f"p{n}@x.example;A;B;1{n}.329,11 €\n" for n in range(9))
    page = ada.get(f"/sources/uploads/{add(ada, text).pk}/read/").text
    assert "Xyz: comma, such as 10.329,11 €" in page


def test_records_of_the_future_are_noted(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text(
        CONTACTS.replace("Phone", "Phone,Created").replace("1\n", "1,2026-12-28\n").replace("2\n", "2,2026-05-01\n")
    )
    (batch,) = import_files(
        Home(tmp_path / "home"), file, source="crm", received_at=datetime(2026, 11, 25, tzinfo=UTC)
    ).batches
    assert [note for note in batch.notes if "1 record says it was created after" in note and "28 Dec 2026" in note]


def test_undoing_is_asked_once_more() -> None:
    ada = signed_in("ada")
    take_in(ada, add(ada))
    (batch,) = batches(settings.HOME)
    assert "Yes, undo it" in ada.get(f"/sources/deliveries/{batch.batch_id}/").text


def test_an_export_of_a_system_that_is_here_can_count_as_that_system() -> None:
    ada = signed_in("ada")
    head = "Record ID,First Name,Last Name,Email,Lifecycle Stage,Became MQL Date"
    text = f"{head}\n7,Ana,Ito,a@x.example,lead,2026-01-02\n"
    take_in(ada, add(ada, text, source="hubspot"))
    upload = add(ada, text.replace("7,Ana", "8,Ben"), "people.csv", source="")
    assert "It comes from hubspot" in ada.get(f"/sources/uploads/{upload.pk}/read/").text
    ada.post(f"/sources/uploads/{upload.pk}/system/", {"source": "nowhere"})
    ada.post(f"/sources/uploads/{upload.pk}/system/", {"source": "hubspot"})
    upload.refresh_from_db()
    assert (upload.source, upload.seen["same_system"]) == ("hubspot", [])
    fields = {column["name"]: column["fields"] for column in upload.seen["tables"][0]["columns"]}
    assert fields["Became MQL Date"] == ["sales_ready_at"]


def test_a_delivery_is_marked_while_it_is_being_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = signed_in("ada")
    take_in(ada, add(ada))
    (batch,) = batches(settings.HOME)
    monkeypatch.setattr("instep.sources.views.run_beside", lambda *_: 0)
    assert "being undone</span>" in ada.post(f"/sources/deliveries/{batch.batch_id}/withdrawal/", follow=True).text


OWN = "Id,Email,First Name,Fleet\n1,ana@acme.example,Ana,12\n2,ben@beta.example,Ben,3\n"


def test_a_column_becomes_a_new_field_only_for_somebody_who_needs_it() -> None:
    ada = signed_in("ada")
    upload = add(ada, OWN, "contacts.csv")
    page = f"/sources/uploads/{upload.pk}/mapping/"
    answer = ada.post(page, {"kind-0": "person", "field-0-3": "+", "decision-0-3": " "})
    assert answer.status_code == 422
    assert "Name the definition, the KPI or the decision that needs it" in answer.text
    assert ada.post(page, {"kind-0": "person", "field-0-3": "+", "need-0-3": "kpi:none"}).status_code == 422
    ada.post(page, {"kind-0": "person", "field-0-3": "+", "decision-0-3": "who gets a visit", "type-0-3": "number"})
    upload.refresh_from_db()
    assert [each["own"] for each in upload.seen["tables"][0]["columns"]] == [
        "",
        "",
        "",
        "fleet, for decision who gets a visit",
    ]
    ada.post(page, {"kind-0": "person", "field-0-2": ""})
    take_in(ada, upload)
    assert [(each.full_name, str(each.needs[0])) for each in own_fields(settings.HOME)] == [
        ("own.fleet", "decision who gets a visit")
    ]
    again = add(ada, OWN.replace("12", "13"), "contacts.csv")
    assert "your own: fleet" in ada.get(f"/sources/uploads/{again.pk}/map/").text, "it is known the next time"


def test_a_delivery_names_its_mends_and_they_go_with_it() -> None:
    ada = signed_in("ada")
    upload = add(ada, DEALS, "deals.csv")
    line = upload.seen["tables"][0]["refused_rows"][0]["line"]
    ada.post(f"/sources/uploads/{upload.pk}/mends/0/", {f"cell-{line}-4": "2026-03-01"})
    upload.refresh_from_db()
    take_in(ada, upload)
    batch, mend = batches(settings.HOME)
    page = ada.get(f"/sources/deliveries/{batch.batch_id}/").text
    assert "1 record mended" in page
    assert "What was mended of it goes too." in page
    assert "Mends refused records of" in ada.get(f"/sources/deliveries/{mend.batch_id}/").text


def test_two_who_mend_the_same_record_are_told_of_each_other() -> None:
    ada, lena = signed_in("ada"), signed_in("lena")
    take_in(ada, add(ada, DEALS, "deals.csv"))
    [batch] = batches(settings.HOME)
    place = f"/sources/deliveries/{batch.batch_id}/mends/"
    ada.post(place, {"cell-5-4": "2026-03-01"})
    assert "has been mending records of this file" in lena.get(place).text
    assert "has been mending" not in ada.get(place).text
    take_in(ada, Upload.objects.latest("pk"))
    assert lena.get(place).text.count('<span class="tag ok">mended</span>') == 1
    assert "Somebody mended line 5 before" in lena.post(place, {"cell-5-4": "2026-03-02"}, follow=True).text
