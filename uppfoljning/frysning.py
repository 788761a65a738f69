"""What a closed round keeps: every indicator as it stood, with all that its lights were computed from."""

import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from kkik import queries as kkik
from kkik.queries import GruppSaknas
from organisation.queries import kommuninstallning
from planering.models import Indikator
from uppfoljning.models import Bedomning, Ogonblicksbild, Omgang, Rapportrad, Utfall

UTOM = {"id", "indikator", "berakning"}


def bilder(omgang: Omgang, nar: datetime) -> list[Ogonblicksbild]:
    """One for each indicator of the plan, kön and year: the round's own year, and where that has no outcome the newest
    that has.

    `data`: "indikator" (what it is called and is measured in), "bedomning" (every field of the stored lights, inputs
    included; None where nothing had been computed), "grupp" (the other members and vintage of the comparison group, or
    why there is none), "rapport" (comment, forecast, who), "perioder" (an own measure's outcomes in the round). It is
    not saved here.
    """
    indikatorer = {
        i.pk: i
        for i in Indikator.objects.filter(mal__malomrade__plan=omgang.plan_id).select_related(
            "nyckeltal", "egetmatt", "mal", "agare", "ansvarig"
        )
    }
    rapporter = {r.indikator_id: r for r in Rapportrad.objects.filter(inlamning__omgang=omgang)}
    grupper = _Grupper()
    perioder = _perioder(omgang)
    return [
        Ogonblicksbild(
            omgang=omgang,
            indikator=i,
            ar=ar,
            kon=kon,
            utfall=b.utfall if b is not None else None,
            data=json.loads(
                json.dumps(
                    {
                        "indikator": _indikator(i),
                        "bedomning": {f.name: getattr(b, f.name) for f in _falt()} if b is not None else None,
                        "grupp": grupper.av(i),
                        "rapport": _rapport(rapporter.get(i.pk)),
                        "perioder": perioder.get(i.egetmatt_id, []),
                    },
                    cls=DjangoJSONEncoder,
                )
            ),
            tagen=nar,
        )
        for i, ar, kon, b in _valda(omgang, indikatorer)
    ]


def _falt() -> list[Any]:
    return [f for f in Bedomning._meta.concrete_fields if f.name not in UTOM]


def _valda(
    omgang: Omgang, indikatorer: dict[int, Indikator]
) -> list[tuple[Indikator, int, str, Bedomning | None]]:
    """(indicator, year, kön, what is stored about it). None: nothing has been computed, and that is kept too."""
    rader = Bedomning.objects.filter(indikator__in=list(indikatorer), ar__lte=omgang.ar).order_by("ar", "kon")
    alla = {(b.indikator_id, b.kon, b.ar): b for b in rader}
    valda: dict[tuple[int, str, int], Bedomning | None] = {n: b for n, b in alla.items() if n[2] == omgang.ar}
    for i in indikatorer.values():
        i_ar = valda.get((i.pk, i.kon, omgang.ar))
        if i_ar is not None and i_ar.utfall is not None:
            continue
        egna = [b for n, b in alla.items() if n[:2] == (i.pk, i.kon)]
        med_utfall = [b for b in egna if b.utfall is not None]
        if med_utfall or (i_ar is None and egna):
            b = (med_utfall or egna)[-1]
            valda[i.pk, i.kon, b.ar] = b
        elif i_ar is None:
            valda[i.pk, i.kon, omgang.ar] = None
    return [(indikatorer[pk], ar, kon, b) for (pk, kon, ar), b in sorted(valda.items(), key=lambda v: v[0])]


def _indikator(i: Indikator) -> dict[str, Any]:
    return {
        "namn": i.namn,
        "mal": i.mal.titel,
        "enhet": i.matt.enhet,
        "decimaler": i.decimaler,
        "riktning": i.riktning,
        "agare": i.agare.namn,
        "nyckeltal": i.nyckeltal.kolada_id if i.nyckeltal is not None else None,
        "egetmatt": i.egetmatt_id,
    }


class _Grupper:
    """The comparison groups as they are now, each looked up once."""

    def __init__(self) -> None:
        installning = kommuninstallning()
        self.egen = int(installning.kommunkod) if installning is not None else None
        self._kanda: dict[tuple[str, str], dict[str, Any]] = {}

    def av(self, i: Indikator) -> dict[str, Any] | None:
        if i.nyckeltal is None or self.egen is None:
            return None
        nyckel = kkik.gruppnyckel(i.jamforelsegrupp, i.nyckeltal)
        if nyckel not in self._kanda:
            self._kanda[nyckel] = self._las(nyckel[0], i)
        return self._kanda[nyckel]

    def _las(self, kod: str, i: Indikator) -> dict[str, Any]:
        assert self.egen is not None
        try:
            grupp = kkik.grupp(kod, self.egen, i.nyckeltal)
        except GruppSaknas as fel:
            return {"kod": kod, "saknas": str(fel)}
        return {
            "kod": kod,
            "etikett": grupp.etikett,
            "ar": grupp.ar,
            "medlemmar": sorted(grupp.medlemmar - {self.egen}),
        }


def _rapport(rad: Rapportrad | None) -> dict[str, Any] | None:
    if rad is None:
        return None
    return {"kommentar": rad.kommentar, "prognos": rad.prognos, "av": rad.andrad_av, "nar": rad.andrad}


def _perioder(omgang: Omgang) -> dict[int, list[dict[str, Any]]]:
    """Own measure → its outcomes that the round is closed with."""
    ut: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rader = (
        Utfall.objects.filter(omgang=omgang)
        .select_related("enhet")
        .order_by("ar", "period", "enhet_id", "kon")
    )
    for r in rader:
        ut[r.egetmatt_id].append(
            {
                "ar": r.ar,
                "period": r.period,
                "frekvens": r.egetmatt.frekvens,
                "kon": r.kon,
                "enhet": r.enhet.namn if r.enhet is not None else None,
                "varde": r.varde,
                "antal": r.antal,
            }
        )
    return ut
