"""How long, and how much, of what somebody types is kept before it is saved; and what tells two sendings apart."""

import hashlib
import json
from collections.abc import Iterable
from datetime import timedelta

HALLBART = timedelta(days=30)
LANGST = 200_000  # characters
PA_VAG = timedelta(hours=1)  # longer than any request that was on its way when the form was saved
MINNS = timedelta(days=1)  # how long a saved form is known, should it be sent again


def avtryck(innehall: Iterable[tuple[str, list[str]]]) -> str:
    """A print of all that a form held: field and values. The same for the same, in whatever order the fields came."""
    return hashlib.sha256(json.dumps(sorted(innehall)).encode()).hexdigest()
