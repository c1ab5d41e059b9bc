"""What a crash left is put right before anybody sees a page."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from instep.sources.importing import import_files
from instep.sources.taking import undoing
from instep.sources.taking.batch import visible_ids
from instep.warehouse import Home
from instep.web.server import prepare

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_an_undoing_that_broke_off_is_done_before_anybody_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, file = Home(tmp_path / "home"), tmp_path / "contacts.csv"
    file.write_text("Contact ID,First name,Email\n1,Ana,ana@acme.com\n")
    (batch,) = import_files(home, file, source="crm", received_at=NOW).batches
    with monkeypatch.context() as crash:
        crash.setattr(undoing, "read_again", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            undoing.undo(home, batch.batch_id, NOW)
    assert visible_ids(home) == {batch.batch_id}
    monkeypatch.setenv("INSTEP_HOME", str(home.path))
    prepare(home)
    assert not visible_ids(home)
