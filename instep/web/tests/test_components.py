"""Building blocks keep the rules of the interface, and each is described."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

from instep.web.templatetags import components, values

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DESCRIPTION = Path(__file__).parents[3] / "docs" / "interface.md"
BLOCKS = [*components.register.tags, *values.register.tags, *values.register.filters]


def rendered(template: str, **context: object) -> str:
    request = RequestFactory().get("/handoffs/?region=DACH")
    return engines["django"].from_string(template).render(context, request)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_building_block_is_described(name: str) -> None:
    assert name in DESCRIPTION.read_text(encoding="utf-8")


def test_only_a_broken_promise_is_red() -> None:
    assert 'class="clock late"' in rendered("{% clock due now %}", due=NOW - timedelta(hours=2), now=NOW)
    assert 'class="clock soon"' in rendered("{% clock due now %}", due=NOW + timedelta(minutes=35), now=NOW)
    assert 'class="clock calm"' in rendered("{% clock due now %}", due=NOW + timedelta(days=3), now=NOW)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(minutes=35), "35 min left"),
        (timedelta(minutes=-90), "90 min late"),
        (timedelta(hours=-26), "26 h late"),
        (timedelta(days=-9), "9 days late"),
    ],
)
def test_a_clock_speaks_in_the_unit_a_person_would_use(left: timedelta, words: str) -> None:
    assert words in rendered("{% clock due now %}", due=NOW + left, now=NOW)


@pytest.mark.parametrize(
    ("delta", "better", "kind"), [(0.09, "up", "good"), (-0.06, "up", "poor"), (-3, "down", "good"), (5, "", "")]
)
def test_a_change_is_an_arrow_with_words(delta: float, better: str, kind: str) -> None:
    shown = rendered("{% change delta 'in words' better %}", delta=delta, better=better)
    assert f'class="change {kind}"' in shown
    assert ("▲" if delta > 0 else "▼") in shown
    assert "in words" in shown


def test_a_team_is_a_letter_and_a_name_beside_its_colour() -> None:
    assert rendered("{% team_mark 'service' %}") == '<abbr class="team service" title="Service">C</abbr>'
    assert rendered("{% team_mark 'unknown' %}") == ""


def test_what_people_wrote_is_never_markup() -> None:
    evil = "<script>alert(1)</script>"
    for template in (
        "{% change 1 evil %}",
        "{% empty evil evil %}",
        "{% why evil %}x{% endwhy %}",
        "{% figure evil evil %}",
    ):
        assert "<script" not in rendered(template, evil=evil)


def test_a_chart_stands_beside_its_table() -> None:
    shown = rendered(
        "{% chart 'won' option title='West lost most' %}<table></table>{% endchart %}", option={"a": "</script>"}
    )
    assert "<summary>As table</summary><table></table>" in shown
    assert "</script>" not in shown.split("application/json")[1].split("</script>")[0]


def test_the_next_page_keeps_the_filters() -> None:
    shown = rendered("{% pager 'h50' %}")
    assert "?region=DACH&amp;after=h50" in shown


def test_a_filter_shows_what_is_chosen() -> None:
    region = {"name": "region", "label": "Region", "options": [("DACH", "DACH")], "selected": "DACH"}
    assert '<option value="DACH" selected>' in rendered("{% filters choices %}", choices=[region])
