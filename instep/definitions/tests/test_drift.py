"""A signed version keeps its seal as long as months stay within the band that both teams signed."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.utils import timezone

from instep.definitions.agreeing.models import Said as Asked
from instep.definitions.agreeing.models import broken_seals, open_request, sign
from instep.definitions.drift import Month, Promise, drift, promised
from instep.definitions.models import Band
from instep.definitions.reading import PACK, definition
from instep.definitions.tests.folders import fresh_folder
from instep.definitions.tests.publishing import published
from instep.team.models import User
from instep.team.tests.cast import signed_in
from instep.warehouse import current

ONE = definition("customer.yaml", (PACK / "customer.yaml").read_text("utf-8"))
SIGNED = datetime(2025, 1, 1, tzinfo=UTC)
STEADY = [Month(datetime(2024, month, 1, tzinfo=UTC), 100 + month % 3, 100, 30) for month in range(1, 13)]


def after(*counts: tuple[int, int]) -> list[Month]:
    """Months of 2025: how many met it, how many of them bought."""
    return [
        Month(datetime(2025, month, 1, tzinfo=UTC), met, met, won) for month, (met, won) in enumerate(counts, start=1)
    ]


def test_a_band_comes_from_the_twelve_months_before() -> None:
    promise = promised(STEADY, SIGNED)
    assert promise is not None
    assert 60 < promise.monthly_low < 101 < promise.monthly_high < 140
    assert promised(STEADY[:5], SIGNED) is None


@pytest.mark.parametrize(
    ("months", "reasons"),
    [
        (after(*[(101, 30)] * 8), ()),
        (after(*[(101, 30)] * 7, (180, 50)), ("180 in August 2025, signed for 71 to 131 a month",)),
        (after(*[(101, 30)] * 7), ("0 in August 2025, signed for 71 to 131 a month",)),
        (after(*[(101, 4)] * 8), ("4 % of them buy, signed for 27 to 33 %",)),
    ],
)
def test_volume_or_precision_outside_the_band_breaks_the_seal(months: list[Month], reasons: tuple[str, ...]) -> None:
    promise = promised(STEADY, SIGNED)
    assert promise is not None
    found = drift(ONE, [*STEADY, *months], promise, SIGNED, datetime(2025, 9, 10, tzinfo=UTC))
    assert (found.reasons if found else ()) == reasons


def test_a_version_that_just_began_is_not_judged() -> None:
    promise = Promise(90, 110, None, None)
    assert drift(ONE, after((500, 1)), promise, SIGNED, datetime(2025, 1, 20, tzinfo=UTC)) is None


@pytest.mark.django_db
def test_the_band_is_kept_when_the_second_side_signs_and_drift_stands_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("instep.definitions.agreeing.models.run_beside", lambda *command: None)
    signed_in("mark"), signed_in("sofia")
    mark, sofia = User.objects.get(username="mark"), User.objects.get(username="sofia")
    orders = [
        f"order | {month}-{one} | s{month}-{one} | won | 1 | 2026-{month:02}-02 | 2026-{month:02}-02"
        for month in range(1, 7)
        for one in range(40)
    ]
    subjects = [f"s{month}-{one} | s{month}-{one} | | 2026-01-01" for month in range(1, 7) for one in range(40)]
    tables = {
        "definitions.buyer": "kind | record_id | subject_id | outcome | amount | started_at | ended_at\n"
        + "\n".join(orders),
        "definitions.subject": "subject_id | person_id | account_id | seen_at\n" + "\n".join(subjects),
        "definitions.first_met": "definition | version | subject_id | met_at\ncustomer | 2 | s1-1 | 2026-06-02",
    }
    with fresh_folder(), published(tables):
        offered = open_request(ONE, mark, timezone.now(), Asked("steady", "marketing", timezone.now().date()))
        sign(offered, mark, "marketing", timezone.now())
        sign(offered, sofia, "sales", timezone.now())
        band = Band.objects.get()
        assert band.monthly_low < 40 < band.monthly_high
        file = settings.HOME.definitions / "customer-v2.yaml"
        text = file.read_text("utf-8")
        today = timezone.now().date().isoformat()
        file.write_text(text.replace(f"effective_from: {today}", "effective_from: 2026-05-01").replace(
            f"at: '{today}'", "at: '2026-05-01'"), "utf-8")  # fmt: skip
        (found,) = broken_seals(current(settings.HOME))
        assert found.reasons[0].startswith("1 in June 2026, signed for 21 to 59 a month")
