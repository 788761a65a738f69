"""What must never stand in a log."""

import logging
import re
from typing import Any

KALENDER = re.compile(r"(/kalender/)[^/\s?'\"]+")


class DoljHemligheter(logging.Filter):
    """Hides the key of a calendar address wherever a record tells of one: a refused request is logged with its path."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = _dolj(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_dolj, record.args))
        return True


def _dolj(varde: Any) -> Any:
    """Only texts, and what tells of a request when it is written out, are changed."""
    if isinstance(varde, (int, float, type(None))):
        return varde
    text = str(varde)
    return KALENDER.sub(r"\1…", text) if KALENDER.search(text) else varde
