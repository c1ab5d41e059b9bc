"""A file that somebody adds is taken in beside the web, and whatever happens to it is said."""

import shutil
from collections.abc import Iterator

import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from instep.sources.models import Upload
from instep.sources.taking.batch import batches
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
CONTACTS = """Email,First Name,Last Name,Company,Phone
ana@acme.example,Ana,Pérez,Acme,+34 600 000 001
ben@beta.example,Ben,Ito,Beta,+81 3 0000 0002
chi@beta.example,Chi,Okafor,Beta,+81 3 0000 0003
"""


@pytest.fixture(autouse=True)
def _empty_home() -> Iterator[None]:
    yield
    for folder in ("deliveries", "taken", "uploads", "warehouse", "mappings"):
        shutil.rmtree(settings.HOME.path / folder, ignore_errors=True)
    settings.HOME.create()


def file(text: str | bytes = CONTACTS, name: str = "contacts.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def add(user: Client, text: str | bytes = CONTACTS, name: str = "contacts.csv", source: str = "crm") -> Upload:
    """The file is looked at; nothing of it is in yet."""
    user.post("/sources/uploads/", {"file": file(text, name), "source": source})
    return Upload.objects.latest("pk")


def take_in(user: Client, upload: Upload, **said: str) -> str:
    return user.post(f"/sources/uploads/{upload.pk}/run/", said, follow=True).text


def test_a_file_becomes_a_delivery_and_the_tables_follow() -> None:
    ada = signed_in("ada")
    upload = add(ada)
    assert batches(settings.HOME) == []
    page = take_in(ada, upload)
    (batch,) = batches(settings.HOME)
    assert (batch.source, batch.received_count, batch.taken_count) == ("crm", 3, 3)
    assert "people" in page
    assert (settings.HOME.versions / "manifest.json").exists()


def test_the_same_file_again_counts_as_duplicates() -> None:
    ada = signed_in("ada")
    for _ in range(2):
        take_in(ada, add(ada))
    assert [batch.duplicate_count for batch in batches(settings.HOME)] == [0, 3]


def test_the_dry_run_is_what_the_run_comes_to() -> None:
    ada = signed_in("ada")
    take_in(ada, add(ada))
    upload = add(ada, CONTACTS.replace("Ana,", "Anna,") + "dee@delta.example,Dee,Roy,Delta,\n")
    (table,) = upload.seen["tables"]
    take_in(ada, upload)
    outcome = batches(settings.HOME)[-1].outcome
    assert (table["created"], table["changed"], table["unchanged"]) == (1, 1, 2)
    assert (outcome.created, outcome.changed, outcome.unchanged) == (1, 1, 2)


def test_an_import_is_history_unless_its_leads_are_said_to_be_new() -> None:
    ada = signed_in("ada")
    take_in(ada, add(ada))
    take_in(ada, add(ada, source="fair"), new_leads="on")
    assert [batch.is_history for batch in batches(settings.HOME)] == [True, False]


def test_a_second_tab_does_not_take_it_in_twice() -> None:
    ada = signed_in("ada")
    upload = add(ada)
    take_in(ada, upload)
    take_in(ada, upload)
    assert len(batches(settings.HOME)) == 1


def test_a_cancelled_import_leaves_nothing() -> None:
    ada = signed_in("ada")
    upload = add(ada)
    answer = ada.post(f"/sources/uploads/{upload.pk}/cancellation/", follow=True)
    assert "nothing of it was kept" in answer.text
    assert batches(settings.HOME) == []
    assert not upload.folder.exists()


def test_a_column_that_is_mapped_otherwise_is_read_otherwise_and_stays_so() -> None:
    ada = signed_in("ada")
    upload = add(ada, CONTACTS.replace("Company", "Where"))
    ada.post(f"/sources/uploads/{upload.pk}/mapping/", {"kind-0": "person", "field-0-3": "city", "field-0-1": ""})
    upload.refresh_from_db()
    take_in(ada, upload)
    (row, *_) = pq.read_table(next((settings.HOME.taken / "person").glob("*.parquet"))).to_pylist()
    assert (row["city"], row["first_name"], row["last_name"]) == ("Acme", None, "Pérez")
    (again,) = add(ada, CONTACTS.replace("Company", "Where")).seen["tables"]
    assert [column["fields"] for column in again["columns"]][1:4] == [[], ["last_name"], ["city"]]


def test_a_kind_that_was_not_recognised_can_be_said() -> None:
    ada = signed_in("ada")
    upload = add(ada, "Aa,Bb\nx1,Acme\nx2,Beta\n", "things.csv")
    assert upload.seen["tables"][0]["kind"] is None
    ada.post(f"/sources/uploads/{upload.pk}/mapping/", {"kind-0": "account"})
    ada.post(f"/sources/uploads/{upload.pk}/mapping/", {"kind-0": "account", "field-0-1": "name"})
    upload.refresh_from_db()
    take_in(ada, upload)
    assert [batch.records for batch in batches(settings.HOME)] == [{"account": 2}]


def test_how_a_file_is_written_can_be_said() -> None:
    ada = signed_in("ada")
    text = "Deal Id;Deal Name;Stage;Amount;Close Date\n1;Big;Won;1.234;2/3/2026\n2;N/A;Lost;5;3/4/2026\n"
    upload = add(ada, text, "deals.csv")
    assert upload.seen["tables"][0]["refused"] == 2
    page = ada.get(f"/sources/uploads/{upload.pk}/read/").text
    assert "could be day or month first" in page
    assert 'name="missing" value="N/A"' in page
    said = {"dates": "day-month", "decimal": ",", "currency": "eur", "missing": "N/A"}
    ada.post(f"/sources/uploads/{upload.pk}/reading/", said)
    upload.refresh_from_db()
    take_in(ada, upload)
    rows = pq.read_table(next((settings.HOME.taken / "opportunity").glob("*.parquet"))).to_pylist()
    assert [(str(row["amount"]), row["amount_currency"], row["name"]) for row in rows] == [
        ("1234.00", "EUR", "Big"),
        ("5.00", "EUR", None),
    ]
    assert rows[0]["closed_at"].day == 2


def test_a_zone_that_does_not_exist_is_said_to_be_none() -> None:
    ada = signed_in("ada")
    answer = ada.post(f"/sources/uploads/{add(ada).pk}/reading/", {"zone": "Middle/Earth"})
    assert answer.status_code == 422
    assert "no such time zone" in answer.text


def test_a_file_that_is_no_table_is_said_to_be_none() -> None:
    lena = signed_in("lena")
    upload = add(lena, b"\x89PNG\r\n\x1a\n\0\0\0", "logo.csv")
    page = lena.get(f"/sources/uploads/{upload.pk}/read/").text
    assert 'role="alert"' in page
    assert "logo.csv" in page
    assert batches(settings.HOME) == []


@override_settings(UPLOAD_LIMIT=10)
def test_a_file_that_is_too_large_is_refused_at_the_door() -> None:
    answer = signed_in("ada").post("/sources/uploads/", {"file": file()})
    assert answer.status_code == 422
    assert "larger than" in answer.text
    assert not Upload.objects.exists()


def test_a_source_has_a_plain_name() -> None:
    answer = signed_in("ada").post("/sources/uploads/", {"file": file(), "source": "../../etc"})
    assert answer.status_code == 422


def test_a_file_name_never_leaves_its_folder() -> None:
    signed_in("ada").post("/sources/uploads/", {"file": file(name="../../../evil.csv"), "source": "crm"})
    upload = Upload.objects.get()
    assert [path.name for path in upload.folder.iterdir()] == ["evil.csv"]


@pytest.mark.parametrize("username", ["mark", "sofia", "uma", "charlie"])
def test_only_leads_and_admins_add_data(username: str) -> None:
    assert signed_in(username).post("/sources/uploads/", {"file": file()}).status_code == 403


def test_a_delivery_is_undone_as_if_it_had_never_been() -> None:
    ada = signed_in("ada")
    take_in(ada, add(ada))
    (batch,) = batches(settings.HOME)
    answer = ada.post(f"/sources/deliveries/{batch.batch_id}/withdrawal/", follow=True)
    assert "contacts.csv is being undone" in answer.text
    assert batches(settings.HOME)[0].undone_at is not None
