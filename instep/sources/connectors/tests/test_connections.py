"""A system is connected in the browser, asked when it is due, and its secrets are shown to nobody."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from typer.testing import CliRunner

from instep.cli.main import app
from instep.sources.connectors.models import Connection, SyncRun
from instep.sources.connectors.sealing import Unopenable, opened, sealed, without_secrets
from instep.sources.connectors.syncing import now
from instep.sources.taking.batch import batches
from instep.team.tests.cast import signed_in
from instep.warehouse import Home

pytestmark = pytest.mark.django_db
CONTACTS = """
create table contacts (id integer primary key, email text, last_name text, updated_at datetime);
insert into contacts values (1, 'ana@example.com', 'Ana', '2026-04-01'), (2, 'ben@example.com', 'Ben', '2026-04-02');
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Home:
    settings.HOME = Home(tmp_path).create()
    return settings.HOME  # type: ignore[no-any-return]


@pytest.fixture
def file(home: Home) -> Path:
    path = home.path / "databases" / "crm.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(CONTACTS)
    return path


def connect(client: Client, file: Path, **more: str) -> Any:
    told = {"source": "crm", "file": str(file), "every_minutes": "60"} | more
    return client.post("/sources/connections/new/sqlite/", told)


def connected(file: Path) -> Connection:
    connect(signed_in("lena"), file)
    return Connection.objects.get(source="crm")


def perform(connection: Connection, **more: Any) -> SyncRun:
    run = SyncRun.begin(connection, is_full=False)
    run.perform(Event(), **more)
    return run


def test_every_system_is_offered_and_asks_for_what_it_needs() -> None:
    lena = signed_in("lena")
    page = lena.get("/sources/connections/").content.decode()
    assert all(title in page for title in ("HubSpot", "PostgreSQL", "MySQL and MariaDB", "SQLite file"))
    assert 'name="token"' in lena.get("/sources/connections/new/hubspot/").content.decode()
    assert lena.get("/sources/connections/new/nothing/").status_code == 404


@pytest.mark.parametrize("who", ["sofia", "mark", "uma"])
def test_only_leads_and_admins_connect(who: str, file: Path) -> None:
    assert signed_in(who).get("/sources/connections/").status_code == 403
    assert connect(signed_in(who), file).status_code == 403


def test_what_does_not_answer_is_not_connected(tmp_path: Path) -> None:
    answer = connect(signed_in("lena"), tmp_path / "elsewhere.db")
    assert answer.status_code == 422
    assert "There is no database" in answer.content.decode()
    assert not Connection.objects.exists()


def test_a_database_at_a_private_address_is_refused_with_what_to_do(file: Path) -> None:
    told = {"source": "pg", "host": "127.0.0.1", "port": "5432", "database": "d", "user": "u", "password": "hunter22"}
    answer = signed_in("lena").post(
        "/sources/connections/new/postgresql/", told | {"sslmode": "prefer", "every_minutes": "60"}
    )
    page = answer.content.decode()
    assert "INSTEP_ALLOW_ADDRESSES=127.0.0.1" in page
    assert "hunter22" not in page


def test_a_connection_is_asked_and_says_what_came(file: Path, home: Home) -> None:
    connection = connected(file)
    assert connection.is_due(now())
    run = perform(connection)
    assert (run.read_count, run.new_count, run.problem) == (2, 2, "")
    assert [batch.source for batch in batches(home)] == ["crm"]
    page = signed_in("lena").get(f"/sources/connections/{connection.pk}/").content.decode()
    assert "up to date" in page
    assert not Connection.objects.get().is_due(now())
    assert Connection.objects.get().is_due(now() + timedelta(minutes=61))


def test_sync_now_makes_it_due_and_a_pause_does_not(file: Path) -> None:
    connection = connected(file)
    perform(connection)
    lena = signed_in("lena")
    lena.post(f"/sources/connections/{connection.pk}/pause/")
    assert not Connection.objects.get().is_due(now() + timedelta(days=9))
    lena.post(f"/sources/connections/{connection.pk}/runs/", {"all": "1"})
    assert Connection.objects.get().is_due(now())
    run = perform(Connection.objects.get())
    assert run.is_full
    assert Connection.objects.get().asked_at is None


def test_after_failures_it_is_asked_less_often(file: Path) -> None:
    connection = connected(file)
    perform(connection)
    file.unlink()
    assert "there is no database" in perform(connection).problem
    assert not connection.is_due(now() + timedelta(minutes=61))
    assert connection.is_due(now() + timedelta(minutes=121))


def test_a_run_whose_process_died_is_said_and_does_not_block(file: Path) -> None:
    connection = connected(file)
    SyncRun.objects.create(connection=connection, started_at=now() - timedelta(hours=2), process_id=2**22 - 1)
    assert connection.last_run().is_stopped  # type: ignore[union-attr]
    assert connection.is_due(now())


def test_a_connection_never_checked_is_not_fine(file: Path) -> None:
    connection = connected(file)
    assert connection.fresh_at is None
    assert "never checked" in signed_in("lena").get("/sources/connections/").content.decode()


def test_secrets_are_sealed_and_never_shown(home: Home) -> None:
    connection = Connection(source="hub", system="hubspot", made_at=now(), told={})
    connection.seal({"token": "pat-very-secret"})
    connection.save()
    stored = json.dumps(list(Connection.objects.values("secrets", "told")))
    page = signed_in("lena").get(f"/sources/connections/{connection.pk}/").content.decode()
    assert "pat-very-secret" not in stored + page + repr(connection.connected())
    assert connection.opened_secrets() == {"token": "pat-very-secret"}
    assert (home.path / "connection_key").stat().st_mode & 0o777 == 0o600


def test_an_empty_secret_stays_as_it_is(file: Path) -> None:
    connection = connected(file)
    connection.seal({"password": "kept-secret"})
    connection.save()
    from instep.sources.connectors.forms import ConnectionForm
    from instep.sources.connectors.system import systems

    form = ConnectionForm(systems()["postgresql"], connection, {"password": "", "every_minutes": "60"})
    form.is_valid()
    form.cleaned_data = dict.fromkeys(form.fields, "") | {"every_minutes": 60}
    assert form.secrets() == {"password": "kept-secret"}


ASKED = {"host": "db.example.com", "port": "5432", "database": "d", "user": "u", "sslmode": "require"}


def edited(monkeypatch: pytest.MonkeyPatch, **changed: str) -> tuple[int, Connection]:
    """Lena edits a connection whose password somebody else filled in, without knowing it."""
    connection = Connection(source="pg", system="postgresql", made_at=now(), told={**ASKED, "schema": "", "tables": ""})
    connection.seal({"password": "kept-secret"})
    connection.save()
    monkeypatch.setattr("instep.sources.connectors.views.tried", lambda _: "")
    told = ASKED | {"password": "", "every_minutes": "15"} | changed
    status = signed_in("lena").post(f"/sources/connections/{connection.pk}/", told).status_code
    return status, Connection.objects.get(source="pg")


@pytest.mark.parametrize(
    "changed",
    [
        {"host": "evil.example"},
        {"port": "5433"},
        {"sslmode": "disable"},
        {"database": "host=evil.example"},
        {"user": "me"},
    ],
)
def test_a_stored_secret_goes_nowhere_else(
    home: Home, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    status, kept = edited(monkeypatch, **changed)
    assert (status, kept.told["host"], kept.every_minutes) == (422, "db.example.com", 60)
    assert kept.opened_secrets() == {"password": "kept-secret"}


def test_whoever_knows_the_secret_may_move_the_connection(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    status, kept = edited(monkeypatch, host="db2.example.com", password="typed")
    assert (status, kept.told["host"], kept.opened_secrets()) == (302, "db2.example.com", {"password": "typed"})


def test_a_stored_secret_stays_while_only_tables_and_pace_change(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    status, kept = edited(monkeypatch, tables="leads")
    assert (status, kept.told["tables"], kept.opened_secrets()) == (302, "leads", {"password": "kept-secret"})


def test_another_key_opens_nothing(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = sealed(home, {"token": "x"})
    with pytest.raises(Unopenable, match="another key"):
        opened(Home(tmp_path / "other").create(), text)


def test_a_key_can_be_changed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    text = sealed(home, {"token": "x"})
    old = (home.path / "connection_key").read_text()
    monkeypatch.setenv("INSTEP_CONNECTION_KEY", f"cGFzc3dvcmRwYXNzd29yZHBhc3N3b3JkcGFzc3dvcmQ=,{old}")
    assert opened(home, text) == {"token": "x"}


def test_messages_hide_secrets() -> None:
    assert without_secrets("no: hunter22 is wrong", {"password": "hunter22"}) == "no: ••• is wrong"


@pytest.mark.parametrize("url", ["postgresql://hunter22/crm", "postgresql://ada:hunter22", "mysql://hunter22:3306/crm"])
def test_what_stands_where_the_host_belongs_may_be_a_password(url: str) -> None:
    said = without_secrets("there is no host 'hunter22': see 127.0.0.1", {"url": url})
    assert said == "there is no host '•••': see 127.0.0.1"


def test_disconnecting_forgets_the_credentials_and_keeps_what_came(file: Path, home: Home) -> None:
    connection = connected(file)
    perform(connection)
    signed_in("lena").post(f"/sources/connections/{connection.pk}/deletion/")
    assert not Connection.objects.exists()
    assert len(batches(home)) == 1


def test_the_worker_starts_what_is_due(file: Path) -> None:
    connection = connected(file)
    call_command("sync_connection", str(connection.pk))
    assert SyncRun.objects.get().new_count == 2


def test_sync_on_the_command_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connected(file)
    monkeypatch.setenv("INSTEP_HOME", str(settings.HOME.path))
    done = CliRunner().invoke(app, ["sync", "crm", "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["source"], said["new_count"], said["tables"][0]["table"]) == ("crm", 2, "contacts")
    assert CliRunner().invoke(app, ["sync", "nobody"]).exit_code == 2
    file.unlink()
    assert CliRunner().invoke(app, ["sync", "crm", "--full"]).exit_code == 1


def test_coverage_is_a_page_and_a_command(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connected(file)
    page = signed_in("sofia").get("/sources/connections/coverage/").content.decode()
    assert "never checked" in page
    perform(connection)
    monkeypatch.setenv("INSTEP_HOME", str(settings.HOME.path))
    done = CliRunner().invoke(app, ["coverage", "--json"])
    [said] = json.loads(done.stdout)
    assert (said["source"], said["kind"], said["record_count"], said["state"]) == ("crm", "person", 2, "fresh")
    assert done.exit_code == 0
