"""Over polluted files nothing is ever silently different, and no clean record is lost.

A short form: `make drill` takes all of them, with fresh seeds.
"""

import random
from collections import Counter
from pathlib import Path

import pytest

from instep.sources.reading.tests.clean_tables import MANNERS, Table, tables
from instep.sources.reading.tests.judging import LOST, REFUSED, RIGHT, SILENT, judged
from instep.sources.reading.tests.pollutions import Polluted, every

EVERY = 12


def polluted(seed: int, step: int = 1) -> list[Polluted]:
    found = (one for manner in MANNERS for table in tables(seed) for one in every(table, manner, random.Random(seed)))
    return list(found)[seed % step :: step]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_polluted_file_is_right_or_refused_and_never_silently_different(tmp_path: Path, seed: int) -> None:
    verdicts = [(one.name, *judged(one, tmp_path)) for one in polluted(seed, EVERY)]
    assert not [one for one in verdicts if one[1] in (SILENT, LOST)]
    shares = Counter(verdict for _, verdict, _ in verdicts)
    assert len(verdicts) > 150
    assert shares[RIGHT] > shares[REFUSED] / 2


def test_the_judge_sees_a_shifted_cell(tmp_path: Path) -> None:
    table = Table("shifted", ["id", "name"], [["1", "Ana"], ["2", "Ben"]])
    content = b"id,name\n1,Ana\nBen,2\n"
    assert judged(Polluted("shifted", content, table.header, table.rows), tmp_path)[0] == SILENT


def test_the_judge_sees_a_clean_record_that_was_refused(tmp_path: Path) -> None:
    content = b"id,name\n1,Ana,x\n2,Ben\n3,Chi\n"
    truth = Polluted("lost", content, ["id", "name"], [["1", "Ana"], ["2", "Ben"], ["3", "Chi"]])
    assert judged(truth, tmp_path)[0] == LOST
