"""The country that follow-up is tested in."""

from tests.uppfoljning.conftest import rik, varld

__all__ = ["rik", "varld"]
