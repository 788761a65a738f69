"""Handing in: everything in the boxes is checked, and then all of it is saved, or nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from planering.domain.resurskolumner import Cellfel
from uppfoljning.actions.rapport import Inlamningsfel, oppen
from uppfoljning.actions.utfall import skriv
from uppfoljning.domain.perioder import har_gatt
from uppfoljning.domain.utfallsgranskning import Cell, granska
from uppfoljning.domain.utfallsrader import Utfallsrad
from uppfoljning.models import Inlamning, Rapportrad, Utfall
from uppfoljning.queries.omgangar import Skyldighet, skyldighet
from uppfoljning.queries.utfallslage import utfallslage
from uppfoljning.rapportrutor import ANTAL, VARDE, Ruta, rutnamn, rutor, texter, tolkat


def lamna_in(*, av: Person, nar: datetime, inlamning: Inlamning, revision: int) -> Inlamning:
    """Hand in what stands in the boxes, all of it or nothing.

    Raises Inlamningsfel (box by box), also when somebody has changed anything since `revision`, and InlamningLast.
    """
    with transaction.atomic():
        rad = oppen(inlamning)
        if rad.revision != revision:
            raise Inlamningsfel(
                "Någon annan ändrade i rapporten samtidigt. Läs igenom den och lämna in igen."
            )
        s = skyldighet(rad)
        rutorna = rutor(s)
        omkullkorda = _omkullkorda(rad, rutorna)
        if not omkullkorda:
            _lamna_in(s, rutorna, av=av, nar=nar)
            return rad
        rad.utkast = {
            namn: u | {"grund": rutorna[namn].sparat} if namn in omkullkorda else u
            for namn, u in rad.utkast.items()
        }
        rad.save(update_fields=["utkast"])
    raise Inlamningsfel(omkullkorda)


def _omkullkorda(rad: Inlamning, rutorna: Mapping[str, Ruta]) -> dict[str, str]:
    """Boxes whose stored value has become another than the one that was typed over."""
    return {
        namn: f"Sedan du skrev har {rutorna[namn].sparat or 'ett tomt värde'} lämnats från annat håll. "
        "Skriv det som gäller och lämna in igen."
        for namn, u in rad.utkast.items()
        if namn in rutorna and u["grund"] != rutorna[namn].sparat and u["text"] != rutorna[namn].sparat
    }


def _lamna_in(s: Skyldighet, rutorna: Mapping[str, Ruta], *, av: Person, nar: datetime) -> None:
    rad = s.inlamning
    varden, fel = _tolka(rutorna, texter(rutorna, rad.utkast))
    rader = _utfallsrader(s, rutorna, varden, fel)
    fel |= _brister(s, rutorna, varden, fel, nar)
    lage = utfallslage({rad.omgang.ar}, timezone.localdate(nar), nekat=lambda _: "", las=True, utom=rad)
    g = granska(rader, lage)
    namn_av = dict(enumerate(_cellnamn(rutorna)))
    fel |= {namn_av[f.rad]: f.text for f in g.fel if namn_av[f.rad] not in fel}
    if fel:
        raise Inlamningsfel(fel)
    _ta_bort_tomda(s, rutorna, varden, av=av, nar=nar)
    skriv(g.andringar, av=av, namn=av.namn, nar=nar, kalla=Utfall.Kalla.FORMULAR)
    _spara_rapportrader(s, varden, av=av, nar=nar)
    rad.sammanfattning = varden["s"]
    rad.status, rad.utkast, rad.aterlamnad_skal = Inlamning.Status.INLAMNAD, {}, ""
    rad.inlamnad, rad.inlamnad_av, rad.andrad = nar, av.namn[:120], nar
    rad.revision += 1
    rad.save()
    logga(av=av, nar=nar, typ="uppfoljning.lamna_in", objekt=rad, data={"varden": len(rader)})


def _tolka(rutorna: Mapping[str, Ruta], texterna: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    varden: dict[str, Any] = {}
    fel: dict[str, str] = {}
    for namn, ruta in rutorna.items():
        if len(texterna[namn]) > ruta.langst:
            fel[namn] = f"Texten är för lång: högst {ruta.langst} tecken."
            continue
        try:
            varden[namn] = tolkat(ruta, texterna[namn])
        except Cellfel as f:
            fel[namn] = str(f)
    return varden, fel


def _cellnamn(rutorna: Mapping[str, Ruta]) -> list[str]:
    return [namn for namn, ruta in rutorna.items() if ruta.slag == VARDE]


def _utfallsrader(
    s: Skyldighet, rutorna: Mapping[str, Ruta], varden: Mapping[str, Any], fel: dict[str, str]
) -> list[Utfallsrad]:
    """One row for each value that is there and not locked; its number is the box's place among the values."""
    ut = []
    for nr, namn in enumerate(_cellnamn(rutorna)):
        ruta = rutorna[namn]
        assert ruta.cell is not None
        matt, enhet, ar, period, kon = ruta.cell
        antalsruta = rutnamn(*ruta.cell, slag=ANTAL)
        antal = varden.get(antalsruta)
        if ruta.last:
            continue
        if varden.get(namn) is None:
            if antal is not None and namn not in fel:
                fel[namn] = "Antalet är angivet, men inte värdet."
            continue
        ut.append(Utfallsrad(nr, matt, ar, period, kon, enhet, varden[namn], antal))
    return ut


def _brister(
    s: Skyldighet,
    rutorna: Mapping[str, Ruta],
    varden: Mapping[str, Any],
    fel: Mapping[str, str],
    nar: datetime,
) -> dict[str, str]:
    """What is missing: a comment where one is required, and a reason for values that are not there."""
    ut = {
        f"k-{krav.indikator.pk}": "Indikatorn avviker. Skriv varför och vad ni gör åt det."
        for krav in s.indikatorer
        if krav.kraver_kommentar and not varden.get(f"k-{krav.indikator.pk}")
    }
    antal = len(saknade(s, rutorna, varden, fel, nar))
    if antal and not varden.get("s"):
        vad = "Ett värde saknas" if antal == 1 else f"{antal} värden saknas"
        ut["s"] = f"{vad}. Skriv i sammanfattningen varför."
    return {namn: text for namn, text in ut.items() if namn not in fel}


def saknade(
    s: Skyldighet,
    rutorna: Mapping[str, Ruta],
    varden: Mapping[str, Any],
    fel: Mapping[str, str],
    nar: datetime,
) -> list[str]:
    """The boxes of whole measures that should have a value by now and are empty."""
    idag = timezone.localdate(nar)
    frekvens = {m.matt.pk: m.matt.frekvens for m in s.matt}
    return [
        namn
        for namn in _cellnamn(rutorna)
        if (c := rutorna[namn].cell) is not None
        and c[1] is None
        and namn not in fel
        and varden.get(namn) is None
        and har_gatt(frekvens[c[0]], c[2], c[3], idag)
    ]


def _ta_bort_tomda(
    s: Skyldighet, rutorna: Mapping[str, Ruta], varden: Mapping[str, Any], *, av: Person, nar: datetime
) -> None:
    """A value that was stored and whose box has been emptied is taken back; the log keeps it."""
    bort = {
        cell: s.sparat[cell]
        for namn in _cellnamn(rutorna)
        if not rutorna[namn].last and varden.get(namn) is None and (cell := rutorna[namn].cell) in s.sparat
    }
    if not bort:
        return
    Utfall.objects.filter(pk__in=[rad.pk for rad in bort.values()]).delete()
    data = [_borttaget(cell, rad) for cell, rad in bort.items()]
    logga(av=av, nar=nar, typ="uppfoljning.ta_bort_utfall", objekt=s.inlamning, data={"borttaget": data})


def _borttaget(cell: Cell, rad: Utfall) -> dict[str, Any]:
    return dict(zip(("matt", "enhet", "ar", "period", "kon"), cell, strict=True)) | {"varde": rad.varde}


def _spara_rapportrader(s: Skyldighet, varden: Mapping[str, Any], *, av: Person, nar: datetime) -> None:
    for krav in s.indikatorer:
        i = krav.indikator
        falt = {"kommentar": varden[f"k-{i.pk}"], "prognos": varden.get(f"p-{i.pk}")}
        rad = s.rapportrader.get(i.pk) or Rapportrad(inlamning=s.inlamning, indikator=i)
        fore = {"kommentar": rad.kommentar, "prognos": rad.prognos}
        if falt == fore:
            continue
        rad.kommentar, rad.prognos = falt["kommentar"], falt["prognos"]
        rad.andrad, rad.andrad_av = nar, av.namn[:120]
        rad.save()
