"""Every figure on every page opens rows that add up to it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from instep.demo.opening import open_company
from instep.team.tests.cast import signed_in
from instep.warehouse import Home
from tests.figures import Reader

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 6, 30, 15, tzinfo=UTC)
AT_LEAST = 400


@pytest.fixture(scope="module")
def company(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The sample company, an hour after its last record."""
    home = Home(tmp_path_factory.mktemp("figures")).create()
    open_company(home, UNTIL, seed=7, persons=1500, say=lambda words: None, watch=lambda step: None)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "HOME", home)
        patch.setenv("INSTEP_HOME", str(home.path))
        patch.setattr("django.utils.timezone.now", lambda: UNTIL + timedelta(hours=1))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def lena(company: None) -> Reader:
    """Lena leads; she sees every place. Her pages are read once."""
    return Reader(signed_in("lena")).walk("/today/")


def test_every_figure_opens_rows_that_add_up_to_it(lena: Reader) -> None:
    assert list(lena.disagreements()) == []
    assert len(lena.figures()) >= AT_LEAST


def test_a_list_holds_as_many_rows_as_it_says(lena: Reader) -> None:
    assert list(lena.disagreements()) == []
    assert list(lena.miscounted()) == []


def test_no_number_opens_nothing_without_saying_why(lena: Reader) -> None:
    assert [(page.address, page.unopened) for page in lena.walked if page.unopened] == []


def test_the_steps_of_a_waterfall_add_up_to_the_change(lena: Reader) -> None:
    splits = [page.parts for page in lena.walked if page.parts]
    assert splits
    for parts in splits:
        [change] = parts.pop("change")
        for name, steps in parts.items():
            assert sum(steps) == pytest.approx(change, rel=1e-6, abs=1e-6), name


@pytest.mark.parametrize("who", ["mark", "sofia", "uma"])
def test_figures_of_everybodys_own_pages_add_up_too(company: None, who: str) -> None:
    reader = Reader(signed_in(who))
    for place in ("/today/", "/handoffs/", "/handoffs/list/", "/handoffs/became/"):
        reader.walked.append(reader.open(place))
    assert list(reader.disagreements()) == []
