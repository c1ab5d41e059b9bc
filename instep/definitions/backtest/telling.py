"""How is a back-test told as JSON?"""

from dataclasses import asdict
from typing import Any

from instep.definitions.backtest.counting import Counted
from instep.definitions.backtest.leaks import Leak
from instep.definitions.rule import Compare, Rule, nodes
from instep.definitions.wording import sentence


def record(rule: Rule, whole: Counted, months: dict[str, Counted], leaks: list[Leak]) -> dict[str, Any]:
    """Shares from 0 to 1, each with its interval of 95 %. leaking_fields are those of the leaks that the rule uses."""
    used = sorted({node.field for node in nodes(rule) if isinstance(node, Compare)})
    return {
        "rule": sentence(rule),
        "fields": used,
        **counts(whole),
        "months": [{"month": month, **counts(each)} for month, each in months.items()],
        "leaks": [asdict(leak) for leak in leaks],
        "leaking_fields": [leak.field for leak in leaks if leak.field in used],
    }


def counts(counted: Counted) -> dict[str, Any]:
    return {
        **asdict(counted),
        "precision": asdict(counted.precision),
        "recall": asdict(counted.recall),
        "base_rate": asdict(counted.base_rate),
        "lift": counted.lift,
    }
