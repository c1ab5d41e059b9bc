"""One page says everything about one customer, and where each word of it comes from."""

import pytest

from instep.customers.tests.company import id_of, tables
from instep.team.tests.cast import signed_in
from instep.warehouse import Warehouse

__all__ = ["tables"]
pytestmark = pytest.mark.django_db


def page(tables: Warehouse, name: str, query: str = "") -> str:
    return signed_in("sofia").get(f"/customers/{id_of(tables, name)}/{query}").text


def test_a_value_shows_who_says_so_and_who_says_otherwise(tables: Warehouse) -> None:
    known = signed_in("sofia").get(f"/customers/{id_of(tables, 'Ana Pérez')}/").context["known"]
    phone = next(field for field in known if field.label == "Phone")
    assert (phone.golden.value, phone.golden.source) == ("+49301", "crm")
    assert [(fact.value, fact.source) for fact in phone.contradicting] == [("+49302", "mkt")]


def test_what_anybody_may_have_said_is_called_unverified(tables: Warehouse) -> None:
    known = signed_in("sofia").get(f"/customers/{id_of(tables, 'Ben Ito')}/").context["known"]
    assert [field.label for field in known if field.golden.is_public] == ["Phone"]
    assert page(tables, "Ben Ito").count(">unverified<") == 2
    assert ">unverified<" not in page(tables, "Ana Pérez")


def test_it_says_why_these_records_are_one_person(tables: Warehouse) -> None:
    html = page(tables, "Ana Pérez")
    assert "Why these 2 records are one" in html
    assert "same e-mail" in html
    assert " % sure" in html.replace("\u00a0", " ")


def test_the_timeline_holds_all_three_teams_newest_first(tables: Warehouse) -> None:
    html = page(tables, "Ana Pérez")
    places = [html.index(words) for words in ("It squeaks", "First call", "/prices", "Spring offer")]
    assert places == sorted(places)


def test_the_timeline_can_be_narrowed_to_a_team(tables: Warehouse) -> None:
    html = page(tables, "Ana Pérez", "?team=service")
    assert "It squeaks" in html
    assert "First call" not in html


def test_what_a_machine_sent_is_marked(tables: Warehouse) -> None:
    assert page(tables, "Ana Pérez").count('<span class="tag">automatic</span>') == 1


def test_a_company_shows_its_people_their_touches_and_its_opportunities(tables: Warehouse) -> None:
    html = page(tables, "Acme GmbH")
    assert f'href="/customers/{id_of(tables, "Ana Pérez")}/"' in html
    assert "It squeaks" in html
    assert "Forty pumps" in html


def test_who_waits_for_an_answer_is_said_on_top(tables: Warehouse) -> None:
    ana = id_of(tables, "Ana Pérez")
    tables.connection.execute(f"update handoffs.clock set person_id = '{ana}'")
    assert "Sofia Keller owes an answer" in page(tables, "Ana Pérez")
    assert "owes an answer" not in page(tables, "Ben Ito")


def test_an_unknown_customer_is_not_found(tables: Warehouse) -> None:
    client = signed_in("sofia")
    assert [client.get(f"/customers/{id}/").status_code for id in ("p_0123", "a_x", "nonsense")] == [404, 404, 404]


def test_a_made_up_page_of_the_timeline_is_its_beginning(tables: Warehouse) -> None:
    assert "First call" in page(tables, "Ana Pérez", "?after=rubbish")


def test_the_timeline_is_paged(tables: Warehouse) -> None:
    ana = id_of(tables, "Ana Pérez")
    tables.connection.execute(
        'insert into timeline.touchpoint (touchpoint_id, person_id, "at", kind, team, is_human, source, record_key)'
        f" select 't' || i, '{ana}', '2025-01-01', 'call', 'sales', true, 'crm', 'x' from range(100) as t (i)"
    )
    client, after, seen = signed_in("sofia"), "", list[str]()
    while after is not None:
        context = client.get(f"/customers/{ana}/", {"after": after}).context
        seen += [touch.touchpoint_id for touch in context["touches"]]
        after = context["after"]
    assert len(seen) == len(set(seen)) == 104
