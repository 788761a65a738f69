"""Papers and decisions for the tests, made through the actions."""

from datetime import date
from typing import Any

from atgarder.actions import beslut as actions
from atgarder.actions import forvantan, konsekvens
from atgarder.models import Beslut, Beslutsunderlag
from planering.models import Indikator
from tests.atgarder.uppdragshjalp import besluta, forslag_att_besluta
from tests.conftest import NU
from tests.uppfoljning.analyshjalp import hel_analys
from uppfoljning.actions import analys as analysactions
from uppfoljning.models import Analys, Atgardsforslag

SAMMANTRADE = date(2026, 3, 10)


def fler_forslag(analys: Analys, titel: str) -> Atgardsforslag:
    """A proposal without a verified hypothesis, laid forward."""
    return analysactions.skapa_forslag(
        av=None,
        nar=NU,
        analys=analys,
        titel=titel,
        beskrivning=f"{titel} i alla skolor.",
        hypoteser=[],
        utan_hypotes_skal="Kommunerna med bäst resultat gör så.",
        status="foreslas",
    )


def framlagt(indikator: Indikator) -> Atgardsforslag:
    """The proposal of a whole analysis, laid forward."""
    f = hel_analys(indikator)["forslag"]
    return analysactions.andra_forslag(
        av=None,
        nar=NU,
        forslag=f,
        titel=f.titel,
        beskrivning=f.beskrivning,
        hypoteser=list(f.hypoteser.all()),
        status="foreslas",
    )


def beskriv(forslag: Atgardsforslag, indikator: Indikator | None = None, **falt: Any) -> None:
    """Finished consequences with one of everything, and an expected effect when an indicator is given."""
    grund = {
        "resurser": "ja",
        "resurser_text": "Två speciallärare.",
        "verksamhet": "ja",
        "verksamhet_text": "Stödet flyttas till årskurs 1–3.",
        "medborgare": "ja",
        "medborgare_text": "Fler elever får hjälp tidigt.",
        "malandring": "nej",
        "scenario": "Hösten 2026 börjar två speciallärare.",
        "nollalternativ": "Andelen fortsätter att sjunka.",
    }
    b = konsekvens.spara_konsekvens(av=None, nar=NU, forslag=forslag, **grund | falt)
    gemensamt: dict[str, Any] = {"av": None, "nar": NU, "beskrivning": b}
    for ar, tkr in ((2027, 1200), (2028, 2400)):
        konsekvens.skapa_belopp(
            **gemensamt, ar=ar, post="Speciallärare", slag="lopande", belopp_tkr=tkr, tjanster=2
        )
    konsekvens.skapa_risk(**gemensamt, text="Ingen söker tjänsterna", sannolikhet=3, foljd=2)
    konsekvens.skapa_grupp(**gemensamt, namn="Pojkar i årskurs 1–3", kon="M", riktning="battre")
    konsekvens.skapa_alternativ(**gemensamt, titel="Läxhjälp", text="Hjälp efter skolan.")
    konsekvens.skapa_dialog(
        **gemensamt, datum=date(2026, 3, 2), med="rektorerna", sagt="Det går om tjänsterna finns."
    )
    if indikator is not None:
        forvantan.skapa_forvantan(
            av=None, nar=NU, forslag=forslag, indikator=indikator, till=75.0, effektar=2028
        )
    b.refresh_from_db()
    konsekvens.klarmarkera(av=None, nar=NU, beskrivning=b)


def underlaget(*forslag: Atgardsforslag, av=None, **falt: Any) -> Beslutsunderlag:
    grund = {
        "titel": "Tidigt stöd i skolan",
        "enhet": forslag[0].analys.enhet,
        "forslag": list(forslag),
        "inledning": "Färre elever når gymnasiet.",
        "diarienummer": "BUN 2026/17",
    }
    return actions.skapa_underlag(av=av, nar=NU, **grund | falt)


def lamnat(*forslag: Atgardsforslag, **falt: Any) -> Beslutsunderlag:
    return actions.lamna_underlag(av=None, nar=NU, underlag=underlaget(*forslag, **falt))


def uppgifter(underlag: Beslutsunderlag, *utfall: str, **falt: Any) -> dict[str, Any]:
    """What a decision is recorded with; `utfall` one for each proposal, "bifall" without."""
    forslag = [r.forslag for r in underlag.rader.order_by("ordning")]
    alla = utfall or ("bifall",) * len(forslag)
    return {
        "instans": "namnd",
        "namnd": underlag.enhet,
        "sammantrade": SAMMANTRADE,
        "diarienummer": "BUN 2026/17",
        "paragraf": "§ 23",
        "lydelse": underlag.att_satser,
        "informeras": "Rektorerna, genom förvaltningschefen.",
        "uppfoljning_hur": "I delårsrapporten.",
        "uppfoljning_nar": date(2026, 9, 30),
        "punkter": [
            (f, u, "Fyra tjänster blir två." if u == "andring" else "Utred mer." if u == "aterremiss" else "")
            for f, u in zip(forslag, alla, strict=True)
        ],
    } | falt


def beslutat(underlag: Beslutsunderlag, *utfall: str, av=None, **falt: Any) -> Beslut:
    return actions.registrera_beslut(av=av, nar=NU, underlag=underlag, **uppgifter(underlag, *utfall, **falt))


def aterkoppla_alla(beslut: Beslut) -> None:
    for till in ("analysgrupp", "medarbetare", "brukare"):
        actions.aterkoppla(av=None, nar=NU, beslut=beslut, till=till, datum=NU.date(), hur="På ett möte.")
    actions.avsta_aterkoppling(
        av=None, nar=NU, beslut=beslut, till="medborgare", skal="De svarade på en enkät utan namn."
    )


def beslutsobjekt(indikator: Indikator) -> dict[str, object]:
    """What stands in the addresses of papers and decisions, by the word before it."""
    skrivs = underlaget(forslag_att_besluta(indikator, "Förslag som skrivs"))
    return {
        "underlag": skrivs.pk,
        "beslut": besluta(forslag_att_besluta(indikator, "Förslag som är avgjort")).beslut_id,
        "aterkoppla": "brukare",
    }
