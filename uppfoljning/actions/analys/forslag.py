"""Proposals and the knowledge they build on."""

from datetime import datetime

from django.db import transaction

from organisation.models import Person
from planering.actions import gemensamt
from uppfoljning.actions.analys.gemensamt import egna_hypoteser, kraver_olast, las_analys
from uppfoljning.actions.analys.slutsats import satt_hypoteser
from uppfoljning.domain import analysregler
from uppfoljning.models import Analys, Atgardsforslag, Hypotes, Kunskapskalla


@transaction.atomic
def skapa_forslag(
    *,
    av: Person | None,
    nar: datetime,
    analys: Analys,
    titel: str,
    beskrivning: str,
    hypoteser: list[Hypotes],
    forvantad_effekt: str = "",
    status: str = Atgardsforslag.Status.UTKAST,
    utan_hypotes_skal: str = "",
) -> Atgardsforslag:
    """`hypoteser` are verified ones; without any, `utan_hypotes_skal` says why it is proposed nevertheless."""
    rad = las_analys(analys.pk)
    bygger_pa = egna_hypoteser(rad, hypoteser)
    _granska(bygger_pa, utan_hypotes_skal)
    forslag = Atgardsforslag(
        analys=rad,
        titel=titel.strip(),
        beskrivning=beskrivning.strip(),
        forvantad_effekt=forvantad_effekt.strip(),
        status=status,
        utan_hypotes_skal=utan_hypotes_skal.strip(),
        ordning=gemensamt.sist(rad.forslag),
    )
    gemensamt.spara(forslag, av, nar)
    forslag.hypoteser.set(bygger_pa)
    gemensamt.logga_skapad(forslag, av=av, nar=nar, ovrigt={"hypoteser": [h.pk for h in bygger_pa]})
    return forslag


@transaction.atomic
def andra_forslag(
    *,
    av: Person | None,
    nar: datetime,
    forslag: Atgardsforslag,
    titel: str,
    beskrivning: str,
    hypoteser: list[Hypotes],
    forvantad_effekt: str = "",
    status: str = Atgardsforslag.Status.UTKAST,
    utan_hypotes_skal: str = "",
    revision: int | None = None,
) -> Atgardsforslag:
    analys = las_analys(forslag.analys_id)
    rad = gemensamt.las_rad(forslag, revision)
    kraver_olast(rad)
    bygger_pa = egna_hypoteser(analys, hypoteser)
    _granska(bygger_pa, utan_hypotes_skal)
    ovrigt = satt_hypoteser(rad, bygger_pa)
    falt = {
        "titel": titel.strip(),
        "beskrivning": beskrivning.strip(),
        "forvantad_effekt": forvantad_effekt.strip(),
        "status": status,
        "utan_hypotes_skal": utan_hypotes_skal.strip(),
    }
    return gemensamt.andra(rad, falt, av=av, nar=nar, ovrigt=ovrigt)


@transaction.atomic
def ta_bort_forslag(*, av: Person | None, nar: datetime, forslag: Atgardsforslag) -> None:
    las_analys(forslag.analys_id)
    rad = gemensamt.las_rad(forslag, None)
    kraver_olast(rad)
    gemensamt.ta_bort(rad, av=av, nar=nar, ovrigt={"analys": rad.analys_id})


def _granska(hypoteser: list[Hypotes], skal: str) -> None:
    verifierade = sum(h.utslag == Hypotes.Utslag.VERIFIERAD for h in hypoteser)
    gemensamt.fraga_fel(dict(analysregler.forslag_bygger_pa(verifierade, len(hypoteser) - verifierade, skal)))


@transaction.atomic
def skapa_kunskapskalla(
    *,
    av: Person | None,
    nar: datetime,
    forslag: Atgardsforslag,
    slag: str,
    text: str,
    kalla: str = "",
    lank: str = "",
) -> Kunskapskalla:
    las_analys(forslag.analys_id)
    rad = gemensamt.las_rad(forslag, None)
    kraver_olast(rad)
    gemensamt.fraga_fel({"lank": analysregler.lank(lank.strip())})
    return gemensamt.skapa(
        Kunskapskalla(forslag=rad, slag=slag, text=text.strip(), kalla=kalla.strip(), lank=lank.strip()),
        av=av,
        nar=nar,
    )


@transaction.atomic
def andra_kunskapskalla(
    *,
    av: Person | None,
    nar: datetime,
    kunskapskalla: Kunskapskalla,
    slag: str,
    text: str,
    kalla: str = "",
    lank: str = "",
    revision: int | None = None,
) -> Kunskapskalla:
    las_analys(kunskapskalla.forslag.analys_id)
    rad = gemensamt.las_rad(kunskapskalla, revision)
    kraver_olast(rad.forslag)
    gemensamt.fraga_fel({"lank": analysregler.lank(lank.strip())})
    falt = {"slag": slag, "text": text.strip(), "kalla": kalla.strip(), "lank": lank.strip()}
    return gemensamt.andra(rad, falt, av=av, nar=nar)


@transaction.atomic
def ta_bort_kunskapskalla(*, av: Person | None, nar: datetime, kunskapskalla: Kunskapskalla) -> None:
    las_analys(kunskapskalla.forslag.analys_id)
    rad = gemensamt.las_rad(kunskapskalla, None)
    kraver_olast(rad.forslag)
    gemensamt.ta_bort(rad, av=av, nar=nar, ovrigt={"analys": rad.forslag.analys_id})
