"""Who met which version of a definition, from when to when?"""

from instep.definitions.compiling import membership
from instep.definitions.reading import definitions
from instep.warehouse.home import Home

GRAIN = (
    "One row per period in which a person (or an account without known people) met a version of a definition. "
    "from_at is the first moment the rule was met; until_at is empty while it still is."
)
SORTED_BY = "definition, version, from_at, person_id, account_id"
READS = (
    *("sources.person", "identity.link", "identity.person", "identity.account", "timeline.touchpoint"),
    *("definitions.subject", "definitions.buyer", "definitions.colleague"),
)


def select(home: Home) -> str:
    return membership(definitions(home.definitions)).sql("duckdb", pretty=True)
