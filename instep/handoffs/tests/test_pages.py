"""Sofia answers hand-offs, Mark sees at once what became of his leads, Uma may look, Charlie may see nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from instep.handoffs import views
from instep.handoffs.models import Verdict
from instep.handoffs.tests.laying import bench, clocks
from instep.team.models import User
from instep.team.tests.cast import signed_in
from instep.warehouse import Warehouse

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
BUILT: list[Warehouse] = []
HTMX = {"HX-Request": "true"}


def ago(hours: float) -> str:
    return f"{NOW - timedelta(hours=hours):%Y-%m-%d %H:%M:%S}"


@pytest.fixture(autouse=True)
def warehouse(monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """Ana waits for 30 hours, Ben for one; Chi was sent back in the CRM. Ben's owner is Sofia, the others' is Tom."""
    membership = "definition | version | person_id | from_at\n" + "\n".join(
        f"sales_ready | 1 | {who} | {ago(hours)}" for who, hours in (("ana", 30), ("ben", 1), ("chi", 50))
    )
    laid = bench(
        definitions__membership=membership,
        identity__person="""
            person_id | full_name | company_name | job_title | owner_name   | lead_status
            ana       | Ana Pérez | Perez SL     | CFO       | Tom Brandt   |
            ben       | Ben Haas  | Haas AG      |           | Sofia Keller |
            chi       | Chi Tran  |              |           | Tom Brandt   | Unqualified - No budget
        """,
        journey__path="""
            person_id | channel | campaign
            ana       | Webinar | Spring
            ben       | Search  | Brand
            chi       | Webinar | Spring
        """,
    )
    clocks(laid)
    monkeypatch.setattr(views, "current", lambda home: laid.warehouse)
    BUILT.append(laid.warehouse)
    return laid.warehouse


def handoff_of(name: str) -> str:
    (row,) = BUILT[-1].select("select handoff_id from handoffs.clock where label = $name", name=name)
    return str(row["handoff_id"])


def verdict(client: Client, name: str, htmx: bool = False, **said: str) -> str:
    answer = client.post(f"/handoffs/{handoff_of(name)}/verdict/", said, headers=HTMX if htmx else {}, follow=True)
    return answer.text


def test_a_rep_sees_their_own_first_and_everybody_on_demand() -> None:
    sofia = signed_in("sofia")
    mine, everybody = sofia.get("/handoffs/").text, sofia.get("/handoffs/?whose=everybody").text
    assert ("Ben Haas" in mine, "Ana Pérez" in mine) == (True, False)
    assert "Ana Pérez" in everybody


def test_late_comes_before_new_and_says_by_how_much() -> None:
    page = signed_in("lena").get("/handoffs/").text
    assert page.index("Ana Pérez") < page.index("Ben Haas") < page.index("Chi Tran")
    assert "6 h late" in page
    assert "23 h left" in page


def test_the_list_says_what_is_known_and_what_to_find_out() -> None:
    page = signed_in("lena").get("/handoffs/").text
    assert "CFO" in page
    assert "find out: e-mail, phone, company size" in page


def test_accepting_takes_somebody_off_the_list_at_once() -> None:
    sofia = signed_in("sofia")
    assert "Ben Haas accepted." in verdict(sofia, "Ben Haas", decision="accepted")
    assert "Nobody waits for an answer" in sofia.get("/handoffs/").text
    given = Verdict.objects.get()
    assert (given.decision, given.given_by) == ("accepted", User.objects.get(username="sofia"))


def test_for_htmx_the_row_vanishes_and_a_toast_offers_undo() -> None:
    fragment = verdict(signed_in("sofia"), "Ben Haas", htmx=True, decision="accepted")
    assert "<html" not in fragment
    assert "verdict/undo/" in fragment


def test_sending_back_needs_a_reason() -> None:
    page = verdict(signed_in("sofia"), "Ben Haas", decision="sent back")
    assert "Say why it goes back" in page
    assert not Verdict.objects.exists()


def test_marketing_sees_the_reason_at_once() -> None:
    mark = signed_in("mark")
    assert "Not now" not in mark.get("/handoffs/").text
    verdict(signed_in("sofia"), "Ben Haas", decision="sent back", reason="timing", note="asks again in autumn")
    page = mark.get("/handoffs/").text
    assert re.search(r'Not now <b><a class="rows" data-figure="1"[^>]*>1</a></b>', page)
    assert "asks again in autumn" in page
    assert page.index("Ben Haas") < page.index("Chi Tran"), "what came back last comes first"
    assert 'data-figure="1"' in page


def test_the_mirror_turns_to_campaigns() -> None:
    page = signed_in("mark").get("/handoffs/became/?by=campaign").text
    assert page.index("Spring") < page.index("Brand")


def test_undo_brings_it_back() -> None:
    sofia = signed_in("sofia")
    verdict(sofia, "Ben Haas", decision="sent back", reason="timing")
    sofia.post(f"/handoffs/{handoff_of('Ben Haas')}/verdict/undo/")
    assert "Ben Haas" in sofia.get("/handoffs/").text
    assert [given.decision for given in Verdict.objects.order_by("pk")] == ["sent back", "taken back"]


def test_undo_restores_what_held_before() -> None:
    sofia = signed_in("sofia")
    verdict(sofia, "Ben Haas", decision="accepted")
    verdict(sofia, "Ben Haas", decision="sent back", reason="fit")
    sofia.post(f"/handoffs/{handoff_of('Ben Haas')}/verdict/undo/")
    held = Verdict.last_on([handoff_of("Ben Haas")])[handoff_of("Ben Haas")]
    assert (held.decision, held.given_by) == ("accepted", User.objects.get(username="sofia"))


def test_undo_gives_a_word_back_to_whom_it_belongs_and_never_undoes_itself() -> None:
    sofia = signed_in("sofia")
    undo = f"/handoffs/{handoff_of('Ben Haas')}/verdict/undo/"
    verdict(sofia, "Ben Haas", decision="accepted")
    verdict(sofia, "Ben Haas", decision="sent back", reason="fit")
    first = Verdict.objects.order_by("pk").first()
    assert sofia.post(undo).status_code == 302
    assert Verdict.last_on([handoff_of("Ben Haas")]) == {handoff_of("Ben Haas"): first}
    assert sofia.post(undo).status_code == 302
    assert Verdict.last_on([handoff_of("Ben Haas")]) == {}
    assert sofia.post(undo).status_code == 404


def test_of_two_who_answer_at_once_the_first_counts_and_the_second_is_told() -> None:
    verdict(signed_in("lena"), "Ben Haas", decision="accepted")
    page = verdict(signed_in("sofia"), "Ben Haas", decision="sent back", reason="fit")
    assert "Lena Fischer was first: Ben Haas is accepted already." in page
    held = Verdict.last_on([handoff_of("Ben Haas")])[handoff_of("Ben Haas")]
    assert (held.decision, held.given_by) == ("accepted", User.objects.get(username="lena"))


def test_nobody_takes_back_somebody_elses_verdict() -> None:
    verdict(signed_in("lena"), "Ben Haas", decision="accepted")
    assert signed_in("sofia").post(f"/handoffs/{handoff_of('Ben Haas')}/verdict/undo/").status_code == 404


def test_r_opens_the_reasons_numbered_for_the_keyboard() -> None:
    fragment = signed_in("sofia").get(f"/handoffs/{handoff_of('Ben Haas')}/", headers=HTMX).text
    assert "<html" not in fragment
    assert [f'data-number="{number}"' in fragment for number in range(1, 8)] == [True] * 6 + [False]


def test_without_javascript_the_brief_holds_the_form() -> None:
    page = signed_in("sofia").get(f"/handoffs/{handoff_of('Ben Haas')}/").text
    assert page.count('type="radio"') == 6
    assert "Is there a budget for it" in page


def test_marketing_and_service_look_but_give_no_verdict() -> None:
    for name in ("mark", "uma"):
        client = signed_in(name)
        assert client.get("/handoffs/list/").status_code == 200
        assert 'value="accepted"' not in client.get("/handoffs/list/").text
        assert client.post(f"/handoffs/{handoff_of('Ben Haas')}/verdict/", {"decision": "accepted"}).status_code == 403


def test_charlie_sees_nothing() -> None:
    charlie = signed_in("charlie")
    for page in ("", "list/", "became/", f"{handoff_of('Ana Pérez')}/"):
        assert charlie.get(f"/handoffs/{page}").status_code == 403


def test_a_handoff_that_never_was_is_not_found() -> None:
    assert signed_in("sofia").get("/handoffs/nobody/").status_code == 404


def test_one_band_can_be_listed_alone() -> None:
    page = signed_in("lena").get("/handoffs/?band=sent+back").text
    assert "Chi Tran" in page
    assert "Ana Pérez" not in page


def test_nonsense_in_the_address_is_ignored() -> None:
    assert signed_in("lena").get("/handoffs/?band=x&after=-1&order=y&whose=z&team=nowhere").status_code == 200
