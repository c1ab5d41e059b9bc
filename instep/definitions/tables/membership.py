"""Who met which version of a definition, from when to when?"""

from datetime import UTC, date, datetime
from functools import lru_cache

from instep.definitions.compiling import membership
from instep.definitions.reading import read, texts
from instep.warehouse.home import Home

GRAIN = (
    "One row per period in which a person (or an account without known people) met a version of a definition. "
    "from_at is the first moment the rule was met; until_at is empty while it still is."
)
LOCALITY = "local to person_id, account_id"
SORTED_BY = "definition, version, from_at, person_id, account_id"
READS = (
    *("sources.person", "identity.link", "identity.person", "identity.account", "timeline.touchpoint"),
    *("definitions.subject", "definitions.buyer", "definitions.colleague", "definitions.answer"),
)


def select(home: Home) -> str:
    return _compiled(texts(home.definitions), datetime.now(UTC).date())


@lru_cache(maxsize=4)
def _compiled(files: tuple[tuple[str, str], ...], on: date) -> str:
    return membership(read(files, on), on).sql("duckdb", pretty=True)
