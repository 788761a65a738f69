"""Reads. Others import from here: `from uppfoljning import queries`."""

from uppfoljning.queries.underlag import Underlag, underlag

__all__ = ["Underlag", "underlag"]
