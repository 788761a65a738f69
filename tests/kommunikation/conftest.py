"""The country and the plan of the follow-up's tests."""

from tests.uppfoljning.conftest import rik, varld

__all__ = ["rik", "varld"]
