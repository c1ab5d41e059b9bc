"""A merge says what it will move, is on every page at once, survives a build, and is undone to what was before."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection

from instep.customers.changing.plan import Undecidable, merge_plan, split_plan
from instep.identity import given as handed
from instep.identity.models import Decision
from instep.team.tests.cast import signed_in
from instep.warehouse import Home, Warehouse, build
from tests.histories import START, Delivery, beginning, deliver

NOW = START + timedelta(days=300)
ONE, OTHER = "crm/person/old-0", "shop/person/old-3"
BESIDE: Delivery = {
    "person": [{"source": "desk", "record_id": "beside", "is_deleted": False, "email": "old3@elm3.org"}],
    "opportunity": [
        {"source": "crm", "record_id": "big", "is_deleted": False, "person_email": "old3@elm3.org", "created_at": START}
        | {"amount": Decimal(41_200), "amount_currency": "EUR", "outcome": "won", "closed_at": START}
    ],
}
"""Of the other one a second record, and a deal."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home")).create()
    deliver(home, 0, beginning())
    deliver(home, 1, BESIDE)
    build(home, NOW)
    return home


@pytest.fixture
def home(built: Home, monkeypatch: pytest.MonkeyPatch, db: None) -> Home:
    """A home whose decisions lie in the test's own database; whoever decides undoes it."""
    monkeypatch.setattr(settings, "HOME", built)
    monkeypatch.setattr(handed, "decided", lambda home, query: asked(query))
    return built


def asked(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def links(home: Home) -> dict[str, tuple[str, str]]:
    rows = Warehouse.open(home).select("select * from identity.link where entity_kind = 'person'")
    return {row["record_key"]: (row["entity_id"], row["evidence"]) for row in rows}


def test_a_merge_is_previewed_made_kept_and_undone(home: Home) -> None:
    before, lead = links(home), signed_in("lena")
    here, there = before[ONE][0], before[OTHER][0]
    preview = lead.get(f"/customers/{here}/merge/", {"with": there}).context["preview"]
    assert [(each.id, each.record_count) for each in preview.after] == [(there, 3)]
    assert "2 opportunities" not in preview.words
    assert links(home) == before
    lead.post(f"/customers/{here}/merge/", {"with": there, "why": "same voice"})
    merged = links(home)
    assert merged[ONE][0] == merged[OTHER][0] == there
    decision = Decision.objects.get()
    assert (decision.moved, decision.why) == (preview.words, "same voice")
    assert lead.get(f"/customers/{here}/").headers["Location"] == f"/customers/{there}/"
    assert "same voice" in lead.get(f"/customers/{here}/records/", follow=True).text
    build(home, NOW)
    assert links(home) == merged
    refused = lead.post(f"/customers/{there}/split/", {"record": [ONE]}, follow=True)
    assert "Undo that first" in refused.text
    lead.post(f"/customers/decisions/{decision.pk}/undo/")
    assert links(home) == before
    assert '<span class="tag">undone</span>' in signed_in("sofia").get("/customers/decisions/").text


def test_a_split_says_what_it_takes_along_and_holds(home: Home) -> None:
    before, lead = links(home), signed_in("lena")
    there = before[OTHER][0]
    asked_for = {"record": ["desk/person/beside"]}
    preview = lead.get(f"/customers/{there}/split/", asked_for).context["preview"]
    assert sorted(each.record_count for each in preview.after) == [1, 1]
    lead.post(f"/customers/{there}/split/", asked_for)
    after = links(home)
    assert after[OTHER][0] != after["desk/person/beside"][0]
    assert there in {after[OTHER][0], after["desk/person/beside"][0]}
    lead.post(f"/customers/decisions/{Decision.objects.get().pk}/undo/")
    assert links(home) == before


def test_what_makes_no_sense_is_refused_in_words(home: Home) -> None:
    tables, here = Warehouse.open(home), links(home)[OTHER][0]
    for ask, asked_for, words in (
        (merge_plan, (OTHER, here), "are one already"),
        (merge_plan, (here, "p_nobody"), "nobody has the id"),
        (merge_plan, (here, "crm/account/old-0"), "a person and a company"),
        (split_plan, ([OTHER, "desk/person/beside"],), "all records of this customer"),
        (split_plan, ([OTHER, ONE],), "is no record of"),
        (split_plan, ([],), "no record is named"),
    ):
        with pytest.raises(Undecidable, match=words):
            ask(tables, *asked_for)


def test_a_marketer_sees_the_records_and_merges_nobody(home: Home) -> None:
    here = links(home)[ONE][0]
    marketer = signed_in("mark")
    assert marketer.get(f"/customers/{here}/records/").status_code == 200
    assert marketer.post(f"/customers/{here}/merge/", {"with": links(home)[OTHER][0]}).status_code == 403
