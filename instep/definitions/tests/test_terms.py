"""A word on any page opens its definition in the version by which the page counted, and says what it means."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import engines

from instep.definitions.reading import PACK, copy_pack
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
LEAD = (PACK / "lead.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def two_versions() -> Iterator[None]:
    folder = settings.HOME.definitions
    copy_pack(folder)
    newer = LEAD.replace("version: 1", "version: 2").replace("A person outside", "<b>Newer</b>: outside")
    (folder / "lead-v2.yaml").write_text(newer, encoding="utf-8")
    yield
    for file in folder.glob("*.yaml"):
        file.unlink()


def shown(said: str) -> str:
    return engines["django"].from_string("{% load terms %}" + said).render()


def test_a_word_says_its_version_and_its_meaning_and_opens_both() -> None:
    found = shown("{% term 'sales_ready' %}")
    assert 'href="/definitions/sales_ready/?version=1"' in found
    assert 'Sales-ready\u00a0<span class="version">v1</span>' in found


def test_a_number_counted_by_an_older_version_opens_that_one() -> None:
    assert "/definitions/lead/?version=1" in shown("{% term 'lead' 1 %}")
    page = signed_in("sofia").get("/definitions/lead/?version=1").text
    assert "This is version 1." in page
    assert "Version 2 counts now." in page
    assert "This is version" not in signed_in("sofia").get("/definitions/lead/").text


def test_what_somebody_wrote_as_a_meaning_stays_text() -> None:
    found = shown("{% term 'lead' %}")
    assert "&lt;b&gt;Newer&lt;/b&gt;" in found
    assert "<b>" not in found


def test_a_word_that_nobody_defined_and_a_file_with_a_mistake_break_no_page() -> None:
    assert shown("{% term 'gold_customer' %}") == "Gold customer"
    (settings.HOME.definitions / "lead.yaml").write_text("rule: [", encoding="utf-8")
    assert shown("{% terms 'ab' %}") == "A, B"


def test_a_version_that_never_was_is_not_found() -> None:
    assert signed_in("sofia").get("/definitions/lead/?version=7").status_code == 404
