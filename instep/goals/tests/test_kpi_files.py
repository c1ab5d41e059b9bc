"""Every KPI says in a readable file what it means."""

from pathlib import Path

import pytest

from instep.goals.kpi import Kpi, UnclearKpi, kpis
from instep.goals.tables.measure import MEASURES
from instep.goals.tests.laying import KPIS
from instep.warehouse import Home

WIN_RATE = (Path(__file__).parent.parent / "kpis" / "win_rate.yaml").read_text()


@pytest.mark.parametrize("kpi", KPIS.values(), ids=list(KPIS))
def test_a_kpi_counts_the_rows_of_a_measure(kpi: Kpi) -> None:
    assert (MEASURES / f"{kpi.measure}.sql").is_file()


@pytest.mark.parametrize("kpi", KPIS.values(), ids=list(KPIS))
def test_both_teams_answer_for_it(kpi: Kpi) -> None:
    assert len(kpi.owners) == 2


def test_every_measure_belongs_to_a_kpi() -> None:
    assert {file.stem for file in MEASURES.glob("*.sql")} == {kpi.measure for kpi in KPIS.values()}


def own(home: Path, text: str) -> dict[str, Kpi]:
    (home / "goals" / "kpis").mkdir(parents=True)
    (home / "goals" / "kpis" / "win_rate.yaml").write_text(text)
    return kpis(Home(home))


def test_an_organisation_can_say_it_in_its_own_words(tmp_path: Path) -> None:
    assert own(tmp_path, WIN_RATE.replace("title: Win rate", "title: Hit rate"))["win_rate"].title == "Hit rate"


@pytest.mark.parametrize(
    ("said", "instead", "problem"),
    [
        ("unit: share", "unit: percent", "unit must be one of"),
        ("zero: nothing was closed\n", "", "does not say zero"),
        ("basis: P", "basis: P\ncolour: blue", "does not know colour"),
        ("name: win_rate", "name: hit_rate", "calls itself hit_rate"),
    ],
)
def test_a_file_that_is_unclear_is_refused_with_the_reason(
    tmp_path: Path, said: str, instead: str, problem: str
) -> None:
    with pytest.raises(UnclearKpi, match=problem):
        own(tmp_path, WIN_RATE.replace(said, instead))
