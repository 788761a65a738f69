"""Computing whether decided actions had effect, and what people make of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from atgarder.domain.effekt import Effekt, atgardseffekt
from atgarder.domain.effektserie import effektserie, eget_matt
from atgarder.models import Atgardseffekt, Atgardsuppdrag, Beslutadeffekt, Effektbedomning
from atgarder.queries.effekter import gallande_effekter
from kkik import queries as kkik
from organisation.actions import logga
from organisation.models import Person
from organisation.queries import kommuninstallning
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from uppfoljning.queries.utfall import arsutfall
from uppfoljning.regelindata import intervall_av

LAS = 0x4546464B  # the advisory lock's number: one computation at a time, so that each change is logged once
FALT = ("utslag", "orsak", "fore", "efter", "skillnad", "placeboandel", "antal", "underlag", "raknad")


@transaction.atomic
def rakna_effekter(*, nar: datetime, effekter: Iterable[Beslutadeffekt] | None = None) -> int:
    """Calculation 8 for every expected effect of the standing decisions, or for `effekter` of them: how many.

    Written whole. A verdict that has changed is logged; one on a decision that has been corrected is taken away when
    all are computed. One query for the values of each kön that is measured.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LAS])
    rader = list(gallande_effekter(effekter))
    fore = {
        e: (utslag, orsak)
        for e, utslag, orsak in Atgardseffekt.objects.filter(effekt__in=rader).values_list(
            "effekt_id", "utslag", "orsak"
        )
    }
    nya = [Atgardseffekt(effekt=rad, raknad=nar, **falt) for rad, falt in _raknade(rader)]
    Atgardseffekt.objects.bulk_create(
        nya, update_conflicts=True, unique_fields=["effekt"], update_fields=FALT
    )
    if effekter is None:
        Atgardseffekt.objects.exclude(effekt__in=rader).delete()
    for ny in nya:
        tidigare = fore.get(ny.effekt_id, ("", ""))
        if tidigare != (ny.utslag, ny.orsak):
            andrat = {"utslag": [tidigare[0], ny.utslag], "orsak": [tidigare[1], ny.orsak]}
            data = {"andrat": {namn: par for namn, par in andrat.items() if par[0] != par[1]}}
            logga(av=None, nar=nar, typ="atgarder.rakna_effekt", objekt=ny.effekt, data=data)
    return len(nya)


def _raknade(rader: list[Beslutadeffekt]) -> Iterable[tuple[Beslutadeffekt, dict[str, Any]]]:
    installning = kommuninstallning()
    kommun = int(installning.kommunkod) if installning is not None else -1
    behov: dict[str, set[int]] = {}
    for rad in rader:
        if rad.indikator.nyckeltal_id is not None:
            behov.setdefault(rad.indikator.kon, set()).add(rad.indikator.nyckeltal_id)
    matriser = {kon: kkik.matriser(sorted(ids), kon) for kon, ids in behov.items()}
    egna_ids = {r.indikator.egetmatt_id for r in rader if r.indikator.egetmatt_id is not None}
    egna = arsutfall(egna_ids) if egna_ids else {}
    for rad in rader:
        i = rad.indikator
        om = (kommun, rad.punkt.beslut.sammantrade.year, rad.effektar, i.riktning, intervall_av(i))
        if i.nyckeltal_id is None:
            r, serie = eget_matt(egna.get((i.egetmatt_id, i.kon), {}), *om)
        else:
            matris = matriser[i.kon][i.nyckeltal_id]
            r = atgardseffekt(matris, *om)
            serie = effektserie(matris, r)
        yield rad, _falt(r, serie)


def _falt(r: Effekt, serie: dict[str, Any]) -> dict[str, Any]:
    return {
        "utslag": str(r.utslag),
        "orsak": str(r.hinder or ""),
        "fore": r.fore,
        "efter": r.efter,
        "skillnad": r.skillnad,
        "placeboandel": r.placeboandel,
        "antal": r.n,
        "underlag": {"indata": r.indata(), "serie": serie},
    }


@transaction.atomic
def bedom_effekt(
    *,
    av: Person | None,
    nar: datetime,
    uppdrag: Atgardsuppdrag,
    slutsats: str,
    text: str,
    datum: date,
    revision: int | None = None,
) -> Effektbedomning:
    """What people make of it, beside the computed verdicts. The first time it is made, then changed.

    `revision` is that of the assessment the form was opened with (None: there was none). Raises Planeringsfel, Krock.
    """
    rad = gemensamt.las_rad(uppdrag, None)  # two first assessments at once come after each other
    gemensamt.fraga_fel(_bedomningsfel(rad, slutsats, text, datum, timezone.localdate(nar)))
    falt = {"slutsats": slutsats, "text": text.strip(), "datum": datum}
    befintlig = Effektbedomning.objects.filter(uppdrag=rad).first()
    if befintlig is None:
        return gemensamt.skapa(Effektbedomning(uppdrag=rad, **falt), av=av, nar=nar)
    if revision is None:
        raise Planeringsfel("Någon annan har just bedömt effekten. Öppna bedömningen igen.")
    return gemensamt.andra(gemensamt.las_rad(befintlig, revision), falt, av=av, nar=nar)


def _bedomningsfel(
    uppdrag: Atgardsuppdrag, slutsats: str, text: str, datum: date, idag: date
) -> dict[str, str | None]:
    fel: dict[str, str | None] = {}
    pagar = uppdrag.genomforande == Atgardsuppdrag.Genomforande.PAGAR
    if slutsats not in Effektbedomning.Slutsats.values:
        fel["slutsats"] = "Välj vad ni menar."
    elif pagar and slutsats != Effektbedomning.Slutsats.FOR_TIDIGT:
        fel["slutsats"] = "Uppdraget pågår. Säg först att det är gjort, eller svara att det är för tidigt."
    if not text.strip():
        fel["text"] = "Skriv varför ni menar det."
    if datum > idag:
        fel["datum"] = "Bedömningen kan inte vara gjord längre fram än i dag."
    return fel
