"""A file that somebody adds is taken in beside the web, and whatever happens to it is said."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

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


def test_a_file_becomes_a_delivery_and_the_tables_follow() -> None:
    ada = signed_in("ada")
    answer = ada.post("/sources/uploads/", {"file": file(), "source": "crm"}, follow=True)
    (batch,) = batches(settings.HOME)
    assert (batch.source, batch.received_count, batch.taken_count) == ("crm", 3, 3)
    assert "people" in answer.text
    assert (settings.HOME.versions / "manifest.json").exists()


def test_the_same_file_again_counts_as_duplicates() -> None:
    ada = signed_in("ada")
    for _ in range(2):
        ada.post("/sources/uploads/", {"file": file(), "source": "crm"})
    assert [batch.duplicate_count for batch in batches(settings.HOME)] == [0, 3]


def test_a_file_that_is_no_table_is_said_to_be_none() -> None:
    answer = signed_in("lena").post(
        "/sources/uploads/", {"file": file(b"\x89PNG\r\n\x1a\n\0\0\0", "logo.csv")}, follow=True
    )
    assert 'role="alert"' in answer.text
    assert "logo.csv" in Upload.objects.get().problem
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
    ada.post("/sources/uploads/", {"file": file(), "source": "crm"})
    (batch,) = batches(settings.HOME)
    answer = ada.post(f"/sources/deliveries/{batch.batch_id}/withdrawal/", follow=True)
    assert "contacts.csv is being undone" in answer.text
    assert batches(settings.HOME)[0].undone_at is not None
