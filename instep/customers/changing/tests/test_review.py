"""Two who share something and were not joined wait for somebody's word, those worth most first."""

from decimal import Decimal

import pytest

from instep.customers.changing import views
from instep.customers.changing.review import explained, name_of, waiting
from instep.customers.tests.company import company, id_of
from instep.identity.resolving.explaining import Unknown, waterfall
from instep.identity.weighing.comparing import compared, model_of
from instep.team.tests.cast import signed_in
from instep.warehouse import Warehouse

PERSON = """
    source | record_id | first_name | last_name | email | phone
    crm | 1 | Ana | Pérez | ana@acme.com | +49301
    mkt | 2 | Ana | Berg | a.berg@acme.com | +49301
    mkt | 5 | Mia | Roth | mia@acme.com | +49305
    crm | 6 | Tom | Falk | tom@acme.com | +49305
    crm | 3 | Chi | Lang | officelang@gmail.com |
    mkt | 4 | Uwe | Kern | officelang@gmail.com |
"""
OPPORTUNITY = """
    source | record_id | name | person_ref | amount | amount_currency | outcome | created_at
    crm | o1 | Forty pumps | 3 | 12000 | EUR | won | 2026-02-10
"""


def test_who_shares_a_key_and_is_not_one_waits_for_a_word() -> None:
    tables = company(person=PERSON, opportunity=OPPORTUNITY)
    chi, ana = waiting(tables, [])
    assert {chi.name, chi.other_name} == {"Chi Lang", "Uwe Kern"}
    assert (chi.shares, chi.amount, chi.amount_currency) == ("e-mail officelang@gmail.com", Decimal(12_000), "EUR")
    assert {ana.name, ana.other_name} == {"Ana Pérez", "Ana Berg"}


def test_what_was_just_answered_is_not_asked_again() -> None:
    tables = company(person=PERSON, opportunity=OPPORTUNITY)
    assert len(waiting(tables, [("mkt/person/2", "crm/person/1")])) == 1


UNSURE = """
    source | record_id | first_name | last_name | email | phone | company_name | city
    crm | 1 | Ana | Pérez | ana.perez@acme.com | +4930111111 | Acme GmbH | Berlin
    mkt | 2 | A. | Perez | | | Acme GmbH |
    crm | 6 | Chi | Lang | chi.lang@nord.de | +4930222222 | Nord AG | Kiel
    crm | 7 | Chi | Lang | c.lang@nord.de | +4930222223 | Nord AG | Ulm
    mkt | 8 | Chi | Langer | chi.langer@nord.de | | Nord AG |
"""


@pytest.fixture(scope="module")
def unsure() -> Warehouse:
    return company(person=UNSURE)


def test_whom_the_model_refused_waits_with_the_reason_and_its_evidence(unsure: Warehouse) -> None:
    (asked,) = explained(unsure, waiting(unsure, []))
    assert {asked.pair.name, asked.pair.other_name} == {"Chi Lang", "Chi Langer"}
    assert asked.pair.reason == "others of their records speak against it"
    assert asked.why
    assert any(step.words == "sounds alike" for step in asked.why.shown)
    assert waiting(unsure, [], {name_of(asked.pair.person_id, asked.pair.other_id)}) == []


def test_the_evidence_of_every_pair_sums_to_its_score_joined_or_refused(unsure: Warehouse) -> None:
    pairs = unsure.select("select pattern, bits from identity.person_pair")
    found = [waterfall(model_of(unsure), pair["pattern"], are_one=True) for pair in pairs]
    assert [why.score for why in found] == pytest.approx([pair["bits"] for pair in pairs])
    for why in found:
        shown = round(why.start, 1) + sum(step.bits for step in why.shown)
        assert shown == pytest.approx(round(why.score, 1))
    assert {pair["bits"] > 0 for pair in pairs} == {True, False}


def test_two_records_that_were_never_compared_are_weighed_as_a_build_would(unsure: Warehouse) -> None:
    pairs = unsure.select("select record_key, other_key, bits from identity.person_pair order by bits")
    unsure.connection.execute("create temp table held as from identity.person_pair")
    unsure.connection.execute("delete from identity.person_pair")
    again = [compared(unsure, pair["record_key"], pair["other_key"]).score for pair in pairs]
    unsure.connection.execute("insert into identity.person_pair from held")
    assert again == pytest.approx([pair["bits"] for pair in pairs])
    strangers = compared(unsure, "crm/person/1", "crm/person/6")
    assert (strangers.are_one, strangers.steps) == (False, ())
    with pytest.raises(Unknown, match="nobody"):
        compared(unsure, "crm/person/1", "crm/person/nobody")


@pytest.mark.django_db
def test_pages_show_the_evidence_and_who_is_skipped_is_asked_about_no_more(
    unsure: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "current", lambda home: unsure)
    lead = signed_in("lena")
    page = lead.get("/customers/review/")
    assert "sounds alike" in page.text
    pair = page.context["rows"][0].pair
    lead.post("/customers/review/", {"one": pair.person_id, "other": pair.other_id, "word": "skip"})
    assert not lead.get("/customers/review/").context["rows"]
    lead.post("/customers/review/", {"word": "all"})
    assert lead.get("/customers/review/").context["rows"]
    two = {"one": "crm/person/6", "other": "mkt/person/8"}
    assert "By themselves they would be one" in lead.get("/customers/compare/", two).text
    assert lead.get("/customers/compare/", two | {"one": "x"}).status_code == 404
    before = lead.get(f"/customers/{id_of(unsure, 'Ana Pérez')}/records/").text.partition("weigh it")[0]
    weighed = before.rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Why these two records are one" in lead.get(weighed).text
