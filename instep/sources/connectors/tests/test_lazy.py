"""Whoever only looks at pages waits for no connector."""

import subprocess
import sys

HEAVY = """
import django, sys
django.setup()
import instep.sources.connectors.views
from instep.web.jobs import jobs
assert [job.name for job in jobs()]
print(sorted({"dlt", "sqlalchemy", "requests", "psycopg", "pymysql"} & set(sys.modules)))
"""
QUIET = """
import os, sys
from instep.sources.connectors.opening import Connected
Connected("hubspot", {"token": "x"}).feeds()
from dlt.common.configuration import resolve_configuration
from dlt.common.configuration.specs import RuntimeConfiguration
print(resolve_configuration(RuntimeConfiguration()).dlthub_telemetry)
"""


def said(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_connectors_are_imported_only_where_they_are_used() -> None:
    assert said("import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'instep.web.tests.settings'" + HEAVY) == "[]"


def test_no_library_tells_anybody_what_we_do() -> None:
    assert said(QUIET) == "False"
