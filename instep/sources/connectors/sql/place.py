"""How is a row's key written down as JSON and read again, type and all?"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

READERS = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "Decimal": Decimal,
    "UUID": UUID,
    "bytes": bytes.fromhex,
}


def frozen(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return {type(value).__name__: value.isoformat()}
    if isinstance(value, Decimal | UUID):
        return {type(value).__name__: str(value)}
    if isinstance(value, bytes | bytearray | memoryview):
        return {"bytes": bytes(value).hex()}
    return value


def thawed(written: Any) -> Any:
    if isinstance(written, dict):
        [(name, text)] = written.items()
        return READERS[name](text)  # type: ignore[operator]
    return written
