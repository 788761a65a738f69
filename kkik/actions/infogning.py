"""The values' way into the database: COPY to a staging table, one comparison, one merge.

The staging table is temporary, so it dies with the connection. The comparison and the merge run in the caller's
transaction. A row that is unchanged is never touched, not even locked.

Lists of keys are always cast to smallint[]: against a wider type PostgreSQL searches the list from the start for every
row, instead of hashing it once.
"""

import io
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper

_KOLUMNER = "nyckeltal_id, kommun_id, ar, kon, borttagen, varde, status"
_NYCKEL = "nyckeltal_id, kommun_id, ar, kon"


@dataclass(frozen=True, slots=True)
class Omfang:
    """Within what a missing row has vanished: `hela` nyckeltal (keys) × areas × years (None = all). For `andrade`
    only changes were asked for, and nothing can be said about what did not come."""

    hela: list[int]
    andrade: list[int]
    omraden: list[int]
    ar: list[int] | None

    @property
    def alla(self) -> list[int]:
        return [*self.hela, *self.andrade]


@dataclass(frozen=True, slots=True)
class Jamforelse:
    """What a merge would do. `lagrade` and `lagrade_varden` are rows, and rows with a number, in scope before it.

    `borttagna` were sent as deleted, `forsvunna` not at all; `tomda` lose their number in any of the three ways.
    `aterkomna` are among `andrade`, but were not among the `lagrade`. `bara_status`: only Kolada's status differs.
    """

    nya: int = 0
    andrade: int = 0
    borttagna: int = 0
    aterkomna: int = 0
    forsvunna: int = 0
    tomda: int = 0
    bara_status: int = 0
    lagrade: int = 0
    lagrade_varden: int = 0
    tommast: tuple[tuple[int, int], ...] = ()

    @property
    def nagot(self) -> bool:
        return bool(self.nya or self.andrade or self.forsvunna)


def skapa_mellanlager() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.import_varde, pg_temp.import_skillnad")
        cursor.execute(
            """CREATE TEMPORARY TABLE import_varde (
                   nyckeltal_id smallint NOT NULL, kommun_id smallint NOT NULL, ar smallint NOT NULL,
                   kon varchar(1) NOT NULL, borttagen boolean NOT NULL, varde double precision, status varchar(40))"""
        )


def slang_mellanlager() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.import_varde, pg_temp.import_skillnad")


def kopiera(data: bytes) -> None:
    """A page's rows, in binary COPY form, to the staging table."""
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY pg_temp.import_varde ({_KOLUMNER}) FROM STDIN (FORMAT binary)", io.BytesIO(data), 1 << 18
        )


def jamfor(*, omfang: Omfang, korning_id: int, bara_aldre: bool) -> tuple[Jamforelse, list[int]]:
    """Find every difference, into a table of its own, and count. Also the nyckeltal that had nothing stored.

    `bara_aldre`: rows that a later import has changed are left alone (a run that waited for approval).
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        gamla = _med_rader(cursor, omfang.alla)
        farska = [n for n in omfang.alla if n not in gamla]
        cursor.execute(_SKILLNAD)
        if gamla:
            cursor.execute("ANALYZE pg_temp.import_varde")
            _finn_skillnader(cursor, omfang, gamla, korning_id if bara_aldre else None)
        return _rakna(cursor, omfang, gamla, _helt_nya(cursor, farska, bool(gamla))), farska


def _helt_nya(cursor: CursorWrapper, farska: list[int], blandat: bool) -> int:
    """Staged rows of nyckeltal with nothing stored. That is all of them in a first import."""
    if not farska:
        return 0
    if blandat:
        cursor.execute(
            "SELECT count(*) FROM pg_temp.import_varde WHERE nyckeltal_id = ANY(%s::smallint[]) AND NOT borttagen",
            [farska],
        )
    else:
        cursor.execute("SELECT count(*) FROM pg_temp.import_varde WHERE NOT borttagen")
    return cursor.fetchone()[0]


def _med_rader(cursor: CursorWrapper, nyckeltal: list[int]) -> set[int]:
    cursor.execute(
        """SELECT n FROM unnest(%s::smallint[]) AS n
           WHERE EXISTS (SELECT 1 FROM kkik_varde v WHERE v.nyckeltal_id = n)""",
        [nyckeltal],
    )
    return {n for (n,) in cursor.fetchall()}


_SKILLNAD = """CREATE TEMPORARY TABLE import_skillnad (
    nyckeltal_id smallint, kommun_id smallint, ar smallint, kon varchar(1), varde double precision, status varchar(40),
    slag "char", fore double precision, fore_borttagen boolean, fore_andrad integer) ON COMMIT DROP"""
# `slag`: N new, A another value (or back again), B deleted by Kolada, F no longer sent, S only the status differs.
_SLAG = """CASE WHEN s.kommun_id IS NULL THEN 'F' WHEN v.kommun_id IS NULL THEN 'N' WHEN s.borttagen THEN 'B'
                WHEN v.borttagen OR v.varde IS DISTINCT FROM s.varde THEN 'A' ELSE 'S' END"""
_OLIKA = """CASE WHEN v.kommun_id IS NULL THEN NOT s.borttagen WHEN s.borttagen THEN NOT v.borttagen
                 ELSE v.borttagen OR v.varde IS DISTINCT FROM s.varde OR v.status IS DISTINCT FROM s.status END"""
_FALT = f"""nyckeltal_id, kommun_id, ar, kon, s.varde, s.status, {_SLAG} AS slag,
            v.varde AS fore, v.borttagen AS fore_borttagen, v.andrad AS fore_andrad"""


def _finn_skillnader(cursor: CursorWrapper, omfang: Omfang, gamla: set[int], aldre_an: int | None) -> None:
    hela = [n for n in omfang.hela if n in gamla]
    andrade = [n for n in omfang.andrade if n in gamla]
    param = {
        "hela": hela,
        "andrade": andrade,
        "omraden": omfang.omraden,
        "ar": omfang.ar,
        "aldre": aldre_an,
    }
    cursor.execute(
        f"""INSERT INTO pg_temp.import_skillnad
            SELECT {_FALT}
            FROM (SELECT * FROM pg_temp.import_varde WHERE nyckeltal_id = ANY(%(hela)s::smallint[])) s
            FULL JOIN (SELECT * FROM kkik_varde WHERE nyckeltal_id = ANY(%(hela)s::smallint[])) v USING ({_NYCKEL})
            WHERE (%(aldre)s::int IS NULL OR v.andrad IS NULL OR v.andrad <= %(aldre)s)
              AND CASE WHEN s.kommun_id IS NULL THEN
                       NOT v.borttagen AND v.kommun_id = ANY(%(omraden)s::smallint[])
                       AND (%(ar)s::smallint[] IS NULL OR v.ar = ANY(%(ar)s::smallint[]))
                  ELSE {_OLIKA} END
            UNION ALL
            SELECT {_FALT}
            FROM (SELECT * FROM pg_temp.import_varde WHERE nyckeltal_id = ANY(%(andrade)s::smallint[])) s
            LEFT JOIN kkik_varde v USING ({_NYCKEL})
            WHERE (%(aldre)s::int IS NULL OR v.andrad IS NULL OR v.andrad <= %(aldre)s) AND {_OLIKA}""",  # noqa: S608
        param,
    )


def _rakna(cursor: CursorWrapper, omfang: Omfang, gamla: set[int], helt_nya: int) -> Jamforelse:
    cursor.execute(
        """SELECT count(*) FILTER (WHERE slag = 'N'), count(*) FILTER (WHERE slag IN ('A', 'B')),
                  count(*) FILTER (WHERE slag = 'B'), count(*) FILTER (WHERE slag = 'A' AND fore_borttagen),
                  count(*) FILTER (WHERE slag = 'F'),
                  count(*) FILTER (WHERE fore IS NOT NULL AND NOT fore_borttagen
                                   AND (slag IN ('B', 'F') OR (slag = 'A' AND varde IS NULL))),
                  count(*) FILTER (WHERE slag = 'S')
           FROM pg_temp.import_skillnad"""
    )
    nya, andrade, borttagna, aterkomna, forsvunna, tomda, bara_status = cursor.fetchone()
    cursor.execute(
        """SELECT count(*), count(varde) FROM kkik_varde
           WHERE nyckeltal_id = ANY(%s::smallint[]) AND kommun_id = ANY(%s::smallint[]) AND NOT borttagen
             AND (%s::smallint[] IS NULL OR ar = ANY(%s::smallint[]))""",
        [list(gamla), omfang.omraden, omfang.ar, omfang.ar],
    )
    lagrade, lagrade_varden = cursor.fetchone()
    cursor.execute(
        """SELECT nyckeltal_id, count(*) FROM pg_temp.import_skillnad WHERE slag IN ('B', 'F')
           GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5"""
    )
    return Jamforelse(
        nya=nya + helt_nya,
        andrade=andrade,
        borttagna=borttagna,
        aterkomna=aterkomna,
        forsvunna=forsvunna,
        tomda=tomda,
        bara_status=bara_status,
        lagrade=lagrade,
        lagrade_varden=lagrade_varden,
        tommast=tuple(cursor.fetchall()),
    )


def infor(*, farska: list[int], korning_id: int) -> None:
    """The merge itself. Every earlier value that gives way is remembered; nothing is deleted."""
    with connection.cursor() as cursor:
        if farska:
            cursor.execute(
                f"""INSERT INTO kkik_varde ({_KOLUMNER}, andrad)
                    SELECT {_KOLUMNER}, %s FROM pg_temp.import_varde
                    WHERE nyckeltal_id = ANY(%s::smallint[]) AND NOT borttagen""",  # noqa: S608
                [korning_id, farska],
            )
        cursor.execute(
            f"""INSERT INTO kkik_vardeandring
                    ({_NYCKEL}, tidigare, tidigare_borttagen, tidigare_import, importkorning)
                SELECT {_NYCKEL}, fore, fore_borttagen, fore_andrad, %s
                FROM pg_temp.import_skillnad WHERE slag IN ('A', 'B', 'F')""",  # noqa: S608
            [korning_id],
        )
        cursor.execute(
            f"""UPDATE kkik_varde v SET borttagen = true, andrad = %s
                FROM pg_temp.import_skillnad s
                WHERE s.slag IN ('B', 'F') AND {_lika("v", "s")}""",  # noqa: S608
            [korning_id],
        )
        cursor.execute(
            f"""INSERT INTO kkik_varde AS v ({_KOLUMNER}, andrad)
                SELECT {_NYCKEL}, false, varde, status, CASE WHEN slag = 'S' THEN fore_andrad ELSE %s END
                FROM pg_temp.import_skillnad WHERE slag IN ('N', 'A', 'S')
                ON CONFLICT ({_NYCKEL}) DO UPDATE
                SET varde = EXCLUDED.varde, status = EXCLUDED.status, borttagen = false, andrad = EXCLUDED.andrad
                WHERE (v.varde, v.status, v.borttagen)
                      IS DISTINCT FROM (EXCLUDED.varde, EXCLUDED.status, EXCLUDED.borttagen)""",  # noqa: S608
            [korning_id],
        )


def _lika(a: str, b: str) -> str:
    return " AND ".join(f"{a}.{n} = {b}.{n}" for n in _NYCKEL.split(", "))


def infor_gruppvarden(
    rader: list[tuple[int, str, int, str, float | None, int]],
    nyckeltal: list[int],
    grupper: list[str],
    ar: list[int] | None,
) -> None:
    """Kolada's group means for the nyckeltal and groups asked for: shown only, so the newest is all that is kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            """CREATE TEMPORARY TABLE import_gruppvarde ON COMMIT DROP AS
               SELECT r.nyckeltal_id, g.id AS grupp_id, r.ar, r.kon, r.varde, r.antal
               FROM unnest(%s::smallint[], %s::text[], %s::smallint[], %s::text[],
                           %s::double precision[], %s::smallint[])
                    AS r(nyckeltal_id, kod, ar, kon, varde, antal)
               JOIN kkik_kommungrupp g ON g.kolada_id = r.kod""",
            [list(k) for k in zip(*rader, strict=True)] if rader else [[]] * 6,
        )
        cursor.execute(
            """DELETE FROM kkik_gruppvarde v USING kkik_kommungrupp g
               WHERE g.id = v.grupp_id AND v.nyckeltal_id = ANY(%s::smallint[]) AND g.kolada_id = ANY(%s)
                 AND (%s::smallint[] IS NULL OR v.ar = ANY(%s::smallint[]))
                 AND NOT EXISTS (SELECT 1 FROM pg_temp.import_gruppvarde r
                                 WHERE (r.nyckeltal_id, r.grupp_id, r.ar, r.kon)
                                     = (v.nyckeltal_id, v.grupp_id, v.ar, v.kon))""",
            [nyckeltal, grupper, ar, ar],
        )
        cursor.execute(
            """INSERT INTO kkik_gruppvarde AS v (nyckeltal_id, grupp_id, ar, kon, varde, antal)
               SELECT * FROM pg_temp.import_gruppvarde
               ON CONFLICT (nyckeltal_id, grupp_id, ar, kon) DO UPDATE
               SET varde = EXCLUDED.varde, antal = EXCLUDED.antal
               WHERE (v.varde, v.antal) IS DISTINCT FROM (EXCLUDED.varde, EXCLUDED.antal)"""
        )
