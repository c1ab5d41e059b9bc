"""A merge says what it will move, is on every page at once, survives a build, and is undone to what was before."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from typer.testing import CliRunner

from instep.cli import deciding
from instep.cli.main import app
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


def golden(home: Home, record: str, field: str) -> tuple[object, object]:
    rows = Warehouse.open(home).select(
        "select value, pinned_by from identity.fact where is_golden and field = $field and entity_kind = 'person'"
        " and entity_id = (select entity_id from identity.link where record_key = $record and entity_kind = 'person')",
        field=field,
        record=record,
    )
    return (rows[0]["value"], rows[0]["pinned_by"]) if rows else (None, None)


def test_a_pin_holds_in_imports_builds_merges_and_splits_and_is_undone(home: Home) -> None:
    lead, here, there = signed_in("lena"), links(home)[ONE][0], links(home)[OTHER][0]
    before = golden(home, ONE, "job_title")
    lead.post(f"/customers/{here}/field/job_title/pin/", {"value": " Head of Pumps ", "why": "she said so"})
    pinned = golden(home, ONE, "job_title")
    assert (pinned[0], bool(pinned[1])) == ("Head of Pumps", True)
    page = lead.get(f"/customers/{here}/field/job_title/").text
    assert "pinned by" in page
    deliver(home, 2, {"person": [{"source": "crm", "record_id": "old-0", "is_deleted": False, "job_title": "Clerk"}]})
    build(home, NOW)
    assert golden(home, ONE, "job_title") == pinned
    lead.post(f"/customers/{here}/merge/", {"with": there})
    assert golden(home, OTHER, "job_title") == pinned
    merge = Decision.objects.get(kind="merged")
    lead.post(f"/customers/decisions/{merge.pk}/undo/")
    assert golden(home, ONE, "job_title") == pinned
    assert golden(home, OTHER, "job_title") != pinned
    lead.post(f"/customers/decisions/{Decision.objects.get(kind='pinned', undoes=None).pk}/undo/")
    assert golden(home, ONE, "job_title") == ("Clerk", None) != before


def test_what_is_no_value_of_a_field_is_not_pinned(home: Home) -> None:
    here, lead = links(home)[ONE][0], signed_in("lena")
    for field, value, words in (
        ("employee_count", "many", "is no value|not a number|is no"),
        ("email", "nobody", "not an e-mail"),
        ("is_opted_out", "no", "strictest"),
        ("job_title", "  ", "1 to 500"),
    ):
        told = lead.post(f"/customers/{here}/field/{field}/pin/", {"value": value}, follow=True).text
        assert re.search(words, told), field
    assert lead.post(f"/customers/{here}/field/entity_id/pin/", {"value": "x"}, follow=True).status_code == 404
    assert signed_in("mark").post(f"/customers/{here}/field/city/pin/", {"value": "Bonn"}).status_code == 403
    assert not Decision.objects.exists()


def command(home: Home, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, dict[str, object]]:
    monkeypatch.setattr(deciding, "_home", lambda: home)
    done = CliRunner().invoke(app, ["identity", *words])
    return done.exit_code, json.loads(done.stdout) if done.stdout.strip() else {}


def test_split_pin_and_undo_have_their_commands(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = links(home)
    code, dry = command(home, monkeypatch, "split", "desk/person/beside", "--dry-run")
    assert (code, dry["decision"], links(home)) == (0, None, before)
    monkeypatch.setenv("INSTEP_HOME", str(home.path))
    told = CliRunner().invoke(app, ["identity", "explain", OTHER, "desk/person/beside"]).stdout
    assert "same" in told
    assert "they are one" in told
    asked, answer = home.path / "asked.csv", home.path / "answer.csv"
    asked.write_text("id,email,first name\nnew,old3@elm3.org,\nother,nobody@x.yz,Zed\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["identity", "find", str(asked), "--out", str(answer)]).exit_code == 0
    assert before[OTHER][0] in answer.read_text()
    assert "other" not in answer.read_text()
    code, split = command(home, monkeypatch, "split", "desk/person/beside", "--by", "Lena")
    assert (code, split["is_shown"], split["moves"]) == (0, True, dry["moves"])
    after = links(home)
    assert after[OTHER][0] != after["desk/person/beside"][0]
    code, pin = command(home, monkeypatch, "pin", "desk/person/beside", "job_title", "Owner", "--by", "Lena")
    assert (code, golden(home, "desk/person/beside", "job_title")) == (0, ("Owner", "Lena"))
    for made in (pin, split):
        code, undone = command(home, monkeypatch, "undo", str(made["decision"]))
        assert (code, undone["undoes"], undone["is_shown"]) == (0, made["decision"], True)
    assert links(home) == before
    assert golden(home, "desk/person/beside", "job_title") == (None, None)
    assert command(home, monkeypatch, "undo", str(split["decision"]))[0] == 1
    assert command(home, monkeypatch, "split", "desk/person/nobody")[0] == 1
    assert command(home, monkeypatch, "pin", OTHER, "employee_count", "many")[0] == 1
