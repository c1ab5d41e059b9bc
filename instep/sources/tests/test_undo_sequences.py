"""Whatever was imported and undone in whatever order: the records are those of never having imported it."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from instep.sources.tests.histories import History, accounts, histories, live, live_without, mappings, records
from instep.warehouse import Home


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(history=histories())
def test_undone_equals_never_imported(tmp_path_factory: pytest.TempPathFactory, history: History) -> None:
    home, other = (Home(tmp_path_factory.mktemp("home")).create() for _ in range(2))
    files = tmp_path_factory.mktemp("files")
    live(home, history, files)
    live_without(other, history, files)
    assert records(home) == records(other)
    assert accounts(home) == accounts(other)
    assert mappings(home) == mappings(other)
