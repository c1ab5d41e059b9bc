"""What may stand in the log? Nothing that lets whoever reads it in, and no long story about an ordinary refusal."""

import logging
import re

KEYS = re.compile(r"(/in/|/team/enter/)[^/\s?&'\"<>]+")
REFUSED = 403


class Line(logging.Formatter):
    """Form addresses and entry links without their last part, in the message and in what is said about an error."""

    def format(self, record: logging.LogRecord) -> str:
        if getattr(record, "status_code", None) != REFUSED:
            return without_keys(super().format(record))
        plain = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None})
        return without_keys(super().format(plain))


def without_keys(text: str) -> str:
    return KEYS.sub(r"\1•••", text)
