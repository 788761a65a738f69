"""manage.py databasroller: what the application's database role may do. Run it as the owner, after migrate."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction
from psycopg2 import sql

from organisation.models import Handelse

ORD = "SELECT, INSERT, UPDATE, DELETE"


class Command(BaseCommand):
    help = (
        "Gives the application's database role its rights: everything a row can need in every table, now and in "
        "future, but in the log only reading and adding. Makes the role where it is missing. Can be run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--agare", help="the role that owns the tables (default: the one that connects)")
        parser.add_argument("--app", help="the application's role (default: DATABAS_APP_ROLL)")

    def handle(self, *, agare, app, **_):
        app = app or os.environ.get("DATABAS_APP_ROLL", "")
        if not app:
            raise CommandError("Say which role the application connects as: --app ROLE, or DATABAS_APP_ROLL.")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            agare = agare or cursor.fetchone()[0]
            if app == agare:
                self._en_roll(app)
                return
            try:
                _skapa(cursor, app)
                _kontrollera(cursor, agare, app)
                _ge(cursor, agare, app)
            except ProgrammingError as fel:
                raise CommandError(
                    f"The connecting role may not do this: {str(fel).strip()} Connect as {agare}."
                ) from fel
        self.stdout.write(f"{app} uses the tables of {agare}; in the log it reads and adds only.")

    def _en_roll(self, roll):
        text = f"{roll} both owns the tables and is the application: only the trigger guards the log."
        if settings.LAGE == "produktion":
            raise CommandError(f"{text} Let the application connect as a role of its own (docs/drift.md).")
        self.stderr.write(text)


def _skapa(cursor, app: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app])
    if cursor.fetchone():
        return
    cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        raise CommandError(
            f"The role {app} does not exist, and this role may not make it: CREATE ROLE {app} LOGIN."
        )
    cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(app)))


def _kontrollera(cursor, agare: str, app: str) -> None:
    """Refuse where granting would be in vain: somebody else owns the log, or the application is above all rights."""
    cursor.execute(
        "SELECT tableowner, pg_has_role(current_user, tableowner, 'USAGE') FROM pg_tables"
        " WHERE schemaname = current_schema() AND tablename = %s",
        [Handelse._meta.db_table],
    )
    rad = cursor.fetchone()
    if rad is None:
        raise CommandError("The tables are not there yet: run migrate first.")
    if rad[0] != agare or not rad[1]:
        raise CommandError(
            f"The tables belong to {rad[0]}: connect as that role, and give it as --agare if needed."
        )
    cursor.execute(
        "SELECT rolsuper, pg_has_role(rolname, %s, 'MEMBER') FROM pg_roles WHERE rolname = %s", [agare, app]
    )
    if any(cursor.fetchone()):
        raise CommandError(f"{app} is a superuser or a member of {agare}: no right can be kept from it.")


def _ge(cursor, agare: str, app: str) -> None:
    cursor.execute("SELECT current_database(), current_schema()")
    databas, schema = cursor.fetchone()
    namn = {
        "db": sql.Identifier(databas),
        "schema": sql.Identifier(schema),
        "logg": sql.Identifier(Handelse._meta.db_table),
        "agare": sql.Identifier(agare),
        "app": sql.Identifier(app),
        "ord": sql.SQL(ORD),
    }
    framtida = "ALTER DEFAULT PRIVILEGES FOR ROLE {agare} IN SCHEMA {schema}"
    for sats in (
        "GRANT CONNECT, TEMPORARY ON DATABASE {db} TO {app}",
        "REVOKE ALL ON SCHEMA {schema} FROM {app}",
        "GRANT USAGE ON SCHEMA {schema} TO {app}",
        # Taken back first, so that what an earlier version or a hasty hand gave too much is gone.
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {app}",
        "GRANT {ord} ON ALL TABLES IN SCHEMA {schema} TO {app}",
        "REVOKE UPDATE, DELETE ON {logg} FROM {app}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {app}",
        f"{framtida} GRANT {{ord}} ON TABLES TO {{app}}",
        f"{framtida} GRANT USAGE, SELECT ON SEQUENCES TO {{app}}",
    ):
        cursor.execute(sql.SQL(sats).format(**namn))
