"""How are the figures of a report written for a program?"""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from instep.audit.report import Report


def as_json(report: Report) -> str:
    """Shares are 0..1 and amounts numbers; a figure that was not measured is null."""
    return json.dumps(asdict(report), default=_plain, indent=2, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
