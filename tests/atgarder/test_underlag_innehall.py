"""The paper compiled from analysis, consequences and priority, and what is missing in it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atgarder.actions import beslut as actions
from atgarder.actions import konsekvens
from atgarder.actions import prioritering as prioritera
from atgarder.domain.dokument import Fakta, Lista, Matris, Notis, Rubrik, Stycke, Tabell, fran_json, texter
from atgarder.skrivare.pdf import pdf
from atgarder.skrivare.word import word
from atgarder.underlagsinnehall import brister, sammanstall
from tests.atgarder.besluthjalp import beskriv, beslutat, fler_forslag, framlagt, lamnat, underlaget
from tests.conftest import NU


@pytest.fixture
def forslag(rik):
    return framlagt(rik["sjunker"])


@pytest.fixture
def tva(forslag, rik):
    annat = fler_forslag(forslag.analys, "Läxhjälp")
    beskriv(forslag, rik["sjunker"])
    beskriv(annat)
    return [forslag, annat]


@pytest.fixture
def runda(tva, personer):
    a, b = personer["analytiker"], personer["fortroendevald"]
    rad = prioritera.oppna_prioritering(
        av=a,
        nar=NU,
        titel="Inför budget",
        enhet=tva[0].analys.enhet,
        datum=date(2026, 3, 5),
        modell="matris",
        forslag=tva,
        deltagare=[a, b],
    )
    for person, platser in ((a, [(2, 5), (5, 2)]), (b, [(4, 6), (5, 3)])):
        for r, (insats, effekt) in zip(rad.rader.order_by("ordning"), platser, strict=True):
            prioritera.placera(av=person, nar=NU, rad=r, insats=insats, effekt=effekt)
    return rad


def avsluta(rad, av):
    prioritera.avsluta_prioritering(av=av, nar=NU, prioritering=rad, sammanfattning="Tidigt stöd ger mest.")
    rad.refresh_from_db()


def tabellen(d, titel: str) -> Tabell:
    (t,) = [b for b in d.block if isinstance(b, Tabell) and b.titel.startswith(titel)]
    return t


def test_allt_ar_med_i_underlaget(tva, runda, personer):
    avsluta(runda, personer["analytiker"])
    d = fran_json(lamnat(*tva, prioritering=runda).innehall)
    assert (d.titel, d.overrad, d.kommun) == ("Tidigt stöd i skolan", "Beslutsunderlag", "Storköpings kommun")
    assert d.huvud == (
        ("Gäller", "Barn- och utbildningsnämnden"),
        ("Diarienummer", "BUN 2026/17"),
        ("Lämnat", "2026-03-11"),
    )
    assert [b.text for b in d.block if isinstance(b, Rubrik) and b.niva == 1] == [
        "Förslag till beslut",
        "Ärendet i korthet",
        "Analysen: Varför når färre gymnasiet?",
        "Förslagen",
        "Prioritering",
        "Det här saknas i underlaget",
        "Källor",
    ]
    assert d.block[1].numrerad
    allt = " ".join(texter(d))
    for text in (
        "Behöriga: 69 % 2025 mot målet 85 %.",
        "Vad beror det på?",
        "Stödet ligger sent.",
        "Flytta stödet.",
        "Forskning: Tidigt stöd hjälper. (En översikt)",
        "Två speciallärare.",
        "Andelen fortsätter att sjunka.",
        "2026-03-02, rektorerna: Det går om tjänsterna finns.",
        "Tidigt stöd ger mest.",
        "Inför budget",
        personer["fortroendevald"].namn,
    ):
        assert text in allt, text


def test_prov_utslag_pengar_och_effekt_i_tabeller(tva):
    d = sammanstall(underlaget(tva[0]), NU)
    assert tabellen(d, "Möjliga orsaker").rader == (
        (
            "Stödet kommer för sent",
            "Stämmer",
            "Inte vägd",
            "Beläggen säger samma sak.\nBelägg, rektorerna: Rektorerna beskriver samma sak.",
        ),
    )
    per_ar = tabellen(d, "Belopp per år")
    assert per_ar.rader == (
        ("2027", "0", "1\u00a0200", "1\u00a0200", "2"),
        ("2028", "0", "2\u00a0400", "2\u00a0400", "2"),
    )
    assert per_ar.summa == ("Hela perioden", "0", "3\u00a0600", "3\u00a0600", "")
    assert tabellen(d, "Risker").rader == (("Ingen söker tjänsterna", "Stor", "Måttlig", "–"),)
    assert tabellen(d, "Grupper").rader == (("Pojkar i årskurs 1–3", "Män", "Får det bättre", "–"),)
    assert tabellen(d, "Effekt").rader == (("Behöriga", "69\u00a0% (2025)", "75\u00a0%", "2028"),)
    (realism,) = [b.text for b in d.block if isinstance(b, Stycke) and b.text.startswith("Behöriga: ")]
    assert realism.endswith(".")


def test_prioriteringens_matris_medel_och_spridning(tva, runda, personer):
    avsluta(runda, personer["analytiker"])
    d = sammanstall(underlaget(*tva, prioritering=runda), NU)
    (matris,) = [b for b in d.block if isinstance(b, Matris)]
    assert [(p.nummer, p.insats, p.effekt, p.insats_min, p.insats_max) for p in matris.punkter] == [
        (1, 3.0, 5.5, 2, 4),
        (2, 5.0, 2.5, 5, 5),
    ]
    assert matris.alt == ("1, Tidigt stöd: insats 3,0, effekt 5,5. 2, Läxhjälp: insats 5,0, effekt 2,5.")
    assert tabellen(d, "Medelvärden").rader == (
        ("1", "Tidigt stöd", "Gör först", "3,0 (2–4)", "5,5 (5–6)", "Nästan överens (2 personer)"),
        ("2", "Läxhjälp", "Avstå", "5,0", "2,5 (2–3)", "Överens (2 personer)"),
    )


def test_en_pagaende_prioritering_visas_inte_och_hindrar(tva, runda):
    rad = underlaget(*tva, prioritering=runda)
    assert not [b for b in sammanstall(rad, NU).block if isinstance(b, Matris)]
    (hinder,) = [b.text for b in brister(rad) if b.hindrar]
    assert hinder == "Prioriteringen ”Inför budget” pågår. Avsluta den först."


def test_det_som_saknas_sags(forslag, rik):
    annat = fler_forslag(forslag.analys, "Läxhjälp")
    b = konsekvens.spara_konsekvens(
        av=None,
        nar=NU,
        forslag=annat,
        resurser="ja",
        resurser_text="Mer.",
        verksamhet="osakert",
        medborgare="nej",
        malandring="nej",
    )
    rad = underlaget(forslag, annat, inledning="", diarienummer="")
    assert [x.text for x in brister(rad) if x.hindrar] == [
        "Konsekvenserna av ”Tidigt stöd” är inte beskrivna.",
        "Konsekvenserna av ”Läxhjälp” är inte färdigbeskrivna.",
    ]
    konsekvens.klarmarkera(av=None, nar=NU, beskrivning=b)
    ovriga = [x.text for x in brister(rad) if not x.hindrar]
    assert "”Läxhjälp”: mer resurser behövs, men inte hur mycket." in ovriga
    assert "”Läxhjälp”: ingen effekt är angiven i siffror." in ovriga
    assert "Förslagen är inte prioriterade mot varandra." in ovriga
    assert ovriga[-3:] == [
        "Ärendet i korthet är inte skrivet.",
        "Diarienummer saknas.",
        "Analysen ”Varför når färre gymnasiet?” är inte avslutad. "
        "Det som står här är så långt den har kommit.",
    ]
    d = sammanstall(rad, NU)
    saknas = [b for b in d.block if isinstance(b, Lista)][-1]
    assert set(ovriga) <= set(saknas.punkter)


def test_svaret_pa_en_aterremiss_sager_det(tva):
    gammalt = lamnat(*tva)
    beslutat(gammalt, "bifall", "aterremiss")
    nytt = actions.svara_pa_aterremiss(av=None, nar=NU, underlag=gammalt)
    (notis,) = [b for b in sammanstall(nytt, NU).block if isinstance(b, Notis)]
    assert "återremiss" in notis.text


def test_fragorna_till_databasen_vaxer_inte_med_forslagen(tva, rik):
    def antal(rad) -> int:
        with CaptureQueriesContext(
            connection,
        ) as fragor:
            sammanstall(rad, NU)
        return len(fragor)

    ett = underlaget(tva[0])
    sammanstall(ett, NU)  # the municipality is then in the cache
    fore = antal(ett)
    for i in range(2):
        f = fler_forslag(tva[0].analys, f"Extra {i}")
        beskriv(f, rik["sjunker"])
        tva.append(f)
    actions.ta_bort_underlag(av=None, nar=NU, underlag=ett)
    assert antal(underlaget(*tva)) == fore


def test_fientlig_text_hela_vagen(rik):
    """Signs that no file takes are gone, the rest is text in both files."""
    f = framlagt(rik["sjunker"])
    beskriv(
        f, scenario='#sys.inputs <w:t>\x0b\x01 "x" \u202eomvänd\r\nny rad', nollalternativ="$ \\ # * _ ` @ ~"
    )
    d = fran_json(lamnat(f, titel="#title() <script>", inledning="]]> &amp; {{ x }}").innehall)
    (scenario,) = [b.text for b in d.block if isinstance(b, Stycke) and b.text.startswith("#sys")]
    assert scenario == '#sys.inputs <w:t> "x" omvänd\nny rad'
    assert ("Om vi inte gör något", "$ \\ # * _ ` @ ~") in [
        par for b in d.block if isinstance(b, Fakta) for par in b.rader
    ]
    assert pdf(d).startswith(b"%PDF")
    assert word(d).startswith(b"PK")
