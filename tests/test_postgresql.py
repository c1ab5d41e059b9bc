"""What people decide is kept by PostgreSQL as well as by SQLite: the same tests, on a real server."""

import os
import subprocess
import sys

import pytest

from tests.servers import postgresql

ON_BOTH = (
    "instep/team/tests",
    "instep/handoffs/tests/test_given.py",
    "instep/sources/posted/tests/test_doors.py",
    "instep/sources/connectors/tests/test_connections.py",
)


@pytest.mark.skipif("INSTEP_DATABASE_URL" in os.environ, reason="this run is on PostgreSQL itself")
def test_decisions_are_kept_by_postgresql_too() -> None:
    with postgresql() as server:
        url = f"postgresql://{server.user}:{server.password}@{server.host}:{server.port}/postgres"
        words = [sys.executable, "-m", "pytest", "-q", "-x", *ON_BOTH]
        done = subprocess.run(
            words, env=os.environ | {"INSTEP_DATABASE_URL": url}, capture_output=True, text=True, timeout=300
        )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
