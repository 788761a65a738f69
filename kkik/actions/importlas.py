"""One import at a time: an advisory lock, held by the connection of the process that runs it.

PostgreSQL lets go of it the moment that connection ends, so a killed run is known as dead at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.utils import OperationalError

LAS = (20_814, 1)
TALAMOD = "2s"  # somebody may hold the lock for the moment it takes to mark a dead run


class ImportPagar(Exception):
    """Another process is importing."""


@contextmanager
def importlas() -> Iterator[None]:
    """Hold the lock. Raises ImportPagar when another process has it. May be nested."""
    with connection.cursor() as cursor:
        # So that a server in the middle of a long statement notices that we died, and takes its work back.
        cursor.execute("SET client_connection_check_interval = '1s'")
        cursor.execute("SET lock_timeout = %s", [TALAMOD])
        try:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", LAS)
        except OperationalError as fel:
            if "lock timeout" not in str(fel):
                raise
            raise ImportPagar from fel
        finally:
            if connection.is_usable():
                cursor.execute("SET lock_timeout = 0")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", LAS)


@contextmanager
def om_ledigt() -> Iterator[bool]:
    """In a transaction: True when nobody is importing, and then nobody can begin before the transaction ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", LAS)
        yield cursor.fetchone()[0]
