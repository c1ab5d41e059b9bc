"""What is wrong when a database does not do as we ask, and what can somebody do about it?"""

import re
from typing import Any

from sqlalchemy import Engine, event

ADVICE = (
    (r"password authentication failed|Access denied for user|no password supplied",
     "the database does not accept this user with this password: check both"),
    (r"no pg_hba.conf entry|is not allowed to connect",
     "the database lets nobody in from this server: its administrator has to allow this server's address"),
    (r"does not support SSL|SSL was required",
     "the database has no encryption switched on: have it switched on, or choose another encryption"),
    (r"certificate verify failed|SSL error", "the database's certificate can't be trusted: check host and encryption"),
    (r"database .* does not exist|Unknown database", "there is no database of this name: check its spelling"),
    (r"permission denied|command denied", "the user may not read this: grant it select"),
    (r"refused|Can't connect",
     "nobody answers there: check host and port, and whether a firewall lets this server through"),
    (r"timeout|timed out|No route to host|unreachable",
     "no answer in time: check the host, and whether a firewall lets this server through"),
    (r"remaining connection slots|too many connections|Too many connections",
     "the database has no connection free: the next sync tries again"),
    (r"starting up|shutting down|terminating connection|server closed the connection|Lost connection|gone away",
     "the database went away in between: the next sync goes on from here"),
    (r"does not exist|doesn't exist|no such table", "the table is not there any more: read everything again"),
    (r"canceling statement|max_statement_time|lock", "the database broke the question off: the next sync tries again"),
)  # fmt: skip


class Trouble(Exception):
    """A database refused; the sentence says what to do, then what the database itself says."""


def told(error: BaseException) -> str:
    said = " ".join(str(error).split())[:240]
    advice = next((words for pattern, words in ADVICE if re.search(pattern, said, re.IGNORECASE)), "")
    return f"{advice}. It says: {said}" if advice else f"the database says: {said}"


def explain(engine: Engine) -> None:
    """From now on what goes wrong with this database is said in words."""

    @event.listens_for(engine, "handle_error")
    def _explain(context: Any) -> Trouble:
        return Trouble(told(context.original_exception))
