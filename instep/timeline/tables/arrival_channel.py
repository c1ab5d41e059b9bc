"""Which channel does each arrival count for, by the rules that both teams signed?"""

from functools import lru_cache

from instep.timeline.rule_compiling import channel_of_arrivals
from instep.timeline.rule_reading import rule_table, rules_in_force
from instep.warehouse.home import Home

GRAIN = "One row per arrival: its channel (empty where no rule fits), the rule that decided, the version of the rules."
LOCALITY = "local to record_key"
READS = ("timeline.arrival",)


def select(home: Home) -> str:
    return _compiled(rules_in_force(home).text)


@lru_cache(maxsize=4)
def _compiled(text: str) -> str:
    return channel_of_arrivals(rule_table(text)).sql("duckdb", pretty=True)
