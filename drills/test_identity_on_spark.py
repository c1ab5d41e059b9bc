"""Fifty thousand records are the same persons on Spark as in memory."""

from pathlib import Path

import pytest

from instep.identity.resolving.person.subject import PERSONS
from instep.identity.resolving.resolution import resolve
from instep.identity.resolving.spark_desk import SparkDesk
from instep.identity.resolving.tests.crowd import crowd, told
from instep.warehouse.spark_engine import Spark


@pytest.mark.spark
def test_fifty_thousand_records_are_the_same_persons_on_spark(tmp_path: Path) -> None:
    records = told(crowd(26_000))
    assert len(records) > 50_000
    engine = Spark.on_sail(tmp_path)
    found = resolve(records, PERSONS, spark=SparkDesk(engine, PERSONS.fields))
    engine.close()
    assert found.answer().equals(resolve(records, PERSONS).answer())
