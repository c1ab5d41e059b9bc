"""`instep plan` says what a changed file would do and leaves with 3; `instep apply` asks both teams to sign it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from instep.cli.main import app
from instep.definitions.agreeing.tests.test_a_version_is_signed import BUYERS, SUBJECTS
from instep.definitions.reading import PACK
from instep.definitions.tests.folders import fresh_folder
from instep.definitions.tests.publishing import published
from instep.team.models import Proposal
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("INSTEP_HOME", str(settings.HOME.path))
    monkeypatch.setattr("instep.web.server.prepare", lambda home: None)
    tables = {"definitions.buyer": BUYERS, "definitions.subject": SUBJECTS}
    with fresh_folder(), published(tables):
        yield


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    file = tmp_path / "customer.yaml"
    text = (PACK / "customer.yaml").read_text("utf-8")
    file.write_text(text.replace("times: 1", "times: 2").replace("opportunity: won", "opportunity: lost"), "utf-8")
    return file


def test_plan_says_what_would_change_and_leaves_with_3(changed: Path) -> None:
    done = CliRunner().invoke(app, ["plan", str(changed)])
    assert done.exit_code == 3
    assert "Customer 1 → 2: 2 → 1 a quarter (2026 Q2); 0 of the 1 dropped were later won" in done.stdout


def test_plan_of_what_counts_already_leaves_with_0() -> None:
    done = CliRunner().invoke(app, ["plan", str(PACK / "customer.yaml")])
    assert (done.exit_code, done.stdout) == (0, "")


def test_plan_without_files_reads_the_drafts(changed: Path) -> None:
    drafts = settings.HOME.definitions / "drafts"
    drafts.mkdir()
    (drafts / "customer.yaml").write_text(changed.read_text("utf-8"), "utf-8")
    assert CliRunner().invoke(app, ["plan", "--json"]).exit_code == 3


def test_a_file_with_a_mistake_is_named(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("name: wrong", "utf-8")
    assert CliRunner().invoke(app, ["plan", str(tmp_path / "wrong.yaml")]).exit_code == 1


def test_apply_opens_a_change_request(changed: Path) -> None:
    signed_in("mark")
    done = CliRunner().invoke(app, ["apply", str(changed), "--why", "once is no habit", "--by", "mark"])
    assert done.exit_code == 0, done.output
    assert "/definitions/customer/versions/2/" in done.stdout
    offered = Proposal.objects.get()
    assert (offered.version, offered.proposed_for, offered.why) == (2, "marketing", "once is no habit")


def test_nobody_applies_under_a_name_that_nobody_has(changed: Path) -> None:
    done = CliRunner().invoke(app, ["apply", str(changed), "--why", "because", "--by", "nobody"])
    assert done.exit_code == 2
    assert not Proposal.objects.exists()
