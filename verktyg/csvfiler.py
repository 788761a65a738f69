"""From answers and results to the rows of a file."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from verktyg.domain.instrument import Fritext
from verktyg.domain.plats import Plats
from verktyg.models import Genomforande, Svar
from verktyg.queries import Resultat


def checklistrader(
    runda: Genomforande, svar: Mapping[Plats, Svar]
) -> tuple[list[str], list[list[str | None]]]:
    """Headings and rows of a checklist: each question with its answer, its note, and when and by whom."""
    instrument, rader = runda.fragorna, []
    for avsnitt in instrument.avsnitt:
        for fraga in avsnitt.fragor:
            ett = svar.get(Plats(fraga.id))
            sagt = ett is not None and bool(ett.varde or ett.text)
            rader.append(
                [
                    avsnitt.rubrik,
                    fraga.text,
                    instrument.etikett(fraga, ett.varde) if sagt and ett.varde else "Obesvarad",
                    ett.text if sagt else None,
                    timezone.localtime(ett.nar).strftime("%Y-%m-%d %H:%M") if sagt else None,
                    str(ett.av or "") if sagt else None,
                ]
            )
    return ["Avsnitt", "Fråga", "Svar", "Anteckning", "Datum", "Av"], rader


def csvrader(res: Resultat) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows: how many chose what, how many alike, what was agreed and why. No persons."""
    alternativ = next(
        (
            s.alternativ
            for s in map(res.instrument.svarssatt, res.instrument.fragor)
            if not isinstance(s, Fritext)
        ),
        (),
    )
    under = res.instrument.rader.under.capitalize() if res.instrument.rader else ""
    rubriker = [under or "Avsnitt", "Rad", "Nyckel", *(a.etikett for a in alternativ)]
    rubriker += ["Antal svar", "Flest lika", "Enades om", "Varför", "Infört"]
    rader = []
    for rad in res.rader:
        f, k = rad.fordelning, rad.konsensus
        antal = list(f.antal) if f else [None] * len(alternativ)
        rader.append(
            [
                rad.rubrik,
                rad.etikett,
                rad.nyckel,
                *antal,
                f.n if f else None,
                f.storst if f else None,
                res.instrument.etikett(rad.fraga, rad.enat) if rad.enat else None,
                k.anteckning if k else None,
                timezone.localtime(k.nar).strftime("%Y-%m-%d %H:%M") if k else None,
            ]
        )
    return rubriker, rader
