"""How is a log's picture told as JSON?"""

from dataclasses import asdict
from typing import Any

from instep.journey.mining.conformance import Conformance, Outcome
from instep.journey.mining.opening import Opened
from instep.journey.mining.picture import Picture


def record(opened: Opened, picture: Picture) -> dict[str, Any]:
    """Counts as numbers, durations in days, shares from 0 to 1."""
    return {
        "columns": {name: value for name, value in asdict(opened.told).items() if value},
        "received_count": opened.received,
        "refused_count": len(opened.refused),
        "refused": [{"line": each.line, "reason": each.reason} for each in opened.refused[:100]],
        "transitions": opened.transitions,
        "case_count": picture.case_count,
        "event_count": picture.event_count,
        "activity_count": len(picture.activities),
        "variant_count": len(picture.variants),
        "duration_days": asdict(picture.duration) if picture.duration else None,
        "activities": [asdict(each) for each in picture.activities],
        "start_activities": {each.name: each.first_count for each in picture.activities if each.first_count},
        "end_activities": {each.name: each.last_count for each in picture.activities if each.last_count},
        "directly_follows": [
            {"from": each.before, "to": each.after, "count": each.count, "wait_days": asdict(each.wait)}
            for each in picture.steps
        ],
        "variants": [
            {
                "activities": list(each.activities),
                "case_count": each.count,
                "share": each.count / picture.case_count,
                "duration_days": asdict(each.duration),
            }
            for each in picture.variants
        ],
    }


def conformance_record(found: Conformance) -> dict[str, Any]:
    return {
        "conforming_share": found.share,
        "conforming": _outcome(found.conforming),
        "departing": _outcome(found.departing),
        "deviations": [
            {
                "kind": each.kind,
                "step": each.step,
                "having": _outcome(each.having),
                "others": _outcome(each.others),
                "conversion_cost": each.conversion_cost,
                "extra_days": each.extra_days,
            }
            for each in found.deviations
        ],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {**asdict(outcome), "share": outcome.share}
