"""How long, and how much, of what somebody types is kept before it is saved."""

from datetime import timedelta

HALLBART = timedelta(days=30)
LANGST = 200_000  # characters
