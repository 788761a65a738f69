"""Opening, changing and closing rounds; what is frozen stays, and what changes afterwards is shown."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kkik.models import Importkorning, Varde, Vardeandring
from organisation.models import Handelse
from tests.uppfoljning.samla.conftest import SEN
from uppfoljning.actions.inlamning import faststall_inlamning
from uppfoljning.actions.omgang import Omgangsfel, andra_omgang, faststall_omgang, oppna_omgang
from uppfoljning.models import Inlamning, Ogonblicksbild, Omgang, Rapportrad, Utfall
from uppfoljning.omgangsvy import fryst

pytestmark = pytest.mark.django_db


def stang(samling, utan=True):
    samling.lamna()
    faststall_inlamning(av=samling.analytiker, nar=SEN, inlamning=samling.skolans)
    return faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, utan=utan)


def bild(samling, indikator, ar) -> Ogonblicksbild:
    return Ogonblicksbild.objects.get(omgang=samling.omgang, indikator=indikator, ar=ar)


def test_en_omgang_oppnas_for_valda_enheter(samling):
    assert samling.omgang.namn == "Tertialrapport 1 2026"
    assert list(
        samling.omgang.inlamningar.order_by("pk").values_list("enhet__namn", "ansvarig__namn", "status")
    ) == [
        ("Barn- och utbildningsnämnden", "Per Hedin", "utkast"),
        ("Kultur- och fritidsnämnden", "Ingrid Nyberg", "utkast"),
    ]


@pytest.mark.parametrize(
    ("andra", "falt", "text"),
    [
        ({"ar": 2031}, "ar", "Mål och budget 2024–2026 gäller 2024–2026. Välj ett år inom planen."),
        ({"ansvariga": {}}, "enheter", "Välj minst en enhet."),
        ({"period": 4}, "", "Ange månad 1–12, tertial 1–3 eller delårets sista månad, juni till augusti. "
         "Ett årsbokslut har ingen period."),
        ({"slag": "delar", "period": 5}, "", "Ange månad 1–12, tertial 1–3 eller delårets sista månad, juni till "
         "augusti. Ett årsbokslut har ingen period."),
        ({"period": 1}, "", "Det finns redan en sådan omgång för perioden."),
        ({"sista_dag": date(2026, 1, 1)}, "", "Sista dagen kan inte ligga före den dag omgången öppnar."),
    ],
)  # fmt: skip
def test_vad_som_inte_gar_att_oppna(samling, andra, falt, text):
    falten = {
        "plan": samling.varld.plan, "slag": "tertial", "ar": 2026, "period": 2, "oppnar": date(2026, 9, 1),
        "sista_dag": date(2026, 9, 20), "ansvariga": {samling.enheter["skolnamnd"]: None},
    }  # fmt: skip
    with pytest.raises(Omgangsfel) as fel:
        oppna_omgang(av=samling.analytiker, nar=SEN, **(falten | andra))
    assert fel.value.fel == {falt: [text]}


def test_den_ansvariga_maste_fa_rapportera_for_enheten(samling):
    kultur = samling.enheter["kulturnamnd"]
    with pytest.raises(Omgangsfel, match="Per Hedin får inte rapportera för Kultur- och fritidsnämnden"):
        oppna_omgang(
            av=samling.analytiker, nar=SEN, plan=samling.varld.plan, slag="arsbokslut", ar=2025, period=None,
            oppnar=SEN.date(), sista_dag=SEN.date(), ansvariga={kultur: samling.skolchef},
        )  # fmt: skip


def test_en_omgang_andras_men_den_som_lamnat_in_star_kvar(samling):
    skola, kultur, kf = (samling.enheter[e] for e in ("skolnamnd", "kulturnamnd", "kf"))
    falt = {"oppnar": date(2026, 5, 5), "sista_dag": date(2026, 6, 1), "anvisning": "Ny"}
    andra_omgang(
        av=samling.analytiker, nar=SEN, omgang=samling.omgang, ansvariga={skola: None, kf: None}, **falt
    )
    samling.omgang.refresh_from_db()
    assert (samling.omgang.sista_dag, samling.omgang.anvisning) == (date(2026, 6, 1), "Ny")
    assert {i.enhet for i in samling.omgang.inlamningar.all()} == {skola, kf}
    samling.lamna()
    with pytest.raises(Omgangsfel, match="Barn- och utbildningsnämnden har redan lämnat in"):
        andra_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, ansvariga={kultur: None}, **falt)


def test_stangs_forst_nar_alla_ar_fastställda(samling):
    samling.lamna()
    with pytest.raises(Omgangsfel, match="Fastställ först rapporten från Barn- och utbildningsnämnden"):
        faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, utan=True)
    faststall_inlamning(av=samling.analytiker, nar=SEN, inlamning=samling.skolans)
    with pytest.raises(Omgangsfel, match="Kultur- och fritidsnämnden har inte lämnat in"):
        faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang)
    assert Ogonblicksbild.objects.count() == 0
    rad = faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, utan=True)
    assert (rad.faststalld, rad.faststalld_av) == (SEN, samling.analytiker)
    assert Handelse.objects.get(typ="uppfoljning.faststall_omgang").data == {
        "utan": ["Kultur- och fritidsnämnden"]
    }
    with pytest.raises(Omgangsfel, match="redan fastställd"):
        faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, utan=True)


def test_bilden_har_allt_som_ljusen_raknades_av(samling):
    stang(samling)
    b = bild(samling, samling.behoriga, 2025)
    data = b.data
    assert (b.utfall, data["bedomning"]["mal_signal"], data["bedomning"]["andra_signal"]) == (
        69.0,
        "rod",
        "gul",
    )
    assert data["bedomning"]["mal_indata"]["mal"]["varde"] == 85
    assert data["bedomning"]["trend_indata"]
    assert data["grupp"]["medlemmar"] == [*range(1, 30)]
    assert (data["grupp"]["kod"], data["grupp"]["etikett"]) == ("alla", "alla kommuner")
    assert data["rapport"] == {
        "kommentar": "Färre blev behöriga.", "prognos": None, "av": "Per Hedin", "nar": SEN.isoformat(),
    } | {"nar": data["rapport"]["nar"]}  # fmt: skip
    egen = Ogonblicksbild.objects.get(indikator=samling.egen).data
    assert [(p["period"], p["kon"], p["varde"]) for p in egen["perioder"]] == [(1, "T", 74.5)]
    # Every indicator of the plan has one, whatever is known of it.
    assert set(Ogonblicksbild.objects.values_list("indikator", flat=True)) == {
        samling.behoriga.pk, samling.egen.pk, samling.lan.pk,
    }  # fmt: skip
    assert (
        Ogonblicksbild.objects.filter(indikator=samling.behoriga).count() == 2
    )  # its own year and the newest


def test_sparade_ljus_gar_att_rakna_om_ur_bilden(samling):
    from uppfoljning.ljusfalt import ljus_av

    stang(samling)
    falt = bild(samling, samling.behoriga, 2025).data["bedomning"]
    raknat = ljus_av(falt)
    assert {namn: falt[namn] for namn in ("mal_signal", "andra_signal", "trend", "godhet", "vag_signal")} == {
        namn: raknat[namn] for namn in ("mal_signal", "andra_signal", "trend", "godhet", "vag_signal")
    }


def test_en_revidering_efterat_syns_men_andrar_inget(samling):
    stang(samling)
    fore = {b.pk: (b.utfall, b.data) for b in Ogonblicksbild.objects.all()}
    assert fryst(samling.omgang).andrade == 0
    import_ = Importkorning.objects.create(
        skapad=SEN, avslutad=SEN + timedelta(days=175), slag="full", status="klar"
    )
    Varde.objects.filter(nyckeltal=samling.behoriga.nyckeltal_id, kommun=9999, ar=2025).update(varde=86.5)
    Vardeandring.objects.create(
        nyckeltal=samling.behoriga.nyckeltal, kommun_id=9999, ar=2025, kon="T", tidigare=69.0, tidigare_import=1,
        importkorning=import_.pk,
    )  # fmt: skip
    samling.berakna()
    assert {b.pk: (b.utfall, b.data) for b in Ogonblicksbild.objects.all()} == fore
    f = fryst(samling.omgang)
    rad = next(r for r in f.andrat)
    assert (f.andrade, rad.namn, rad.utfall) == (1, "Behöriga", "69\u00a0% 2025")
    assert rad.skillnader == (
        "då 69\u00a0% – nu 87\u00a0% (reviderat 2026-11-02)",
        "målet: då når inte målet – nu når målet",
        "mot andra: då i mitten – nu bland de bästa 25 %",
    )


def test_databasen_vagrar_andra_det_fastställda(samling):
    stang(samling)
    omgang = Omgang.objects.get(pk=samling.omgang.pk)
    forsok = (
        lambda: Ogonblicksbild.objects.update(utfall=1),
        lambda: Ogonblicksbild.objects.all().delete(),
        lambda: Ogonblicksbild.objects.create(
            omgang=omgang, indikator=samling.lan, ar=1999, data={}, tagen=SEN
        ),
        lambda: Utfall.objects.filter(omgang=omgang).update(varde=1),
        lambda: Utfall.objects.filter(omgang=omgang)[0].delete(),
        lambda: Rapportrad.objects.update(kommentar="Annat"),
        lambda: Rapportrad.objects.all().delete(),
        lambda: Inlamning.objects.update(status="utkast"),
        lambda: Omgang.objects.update(faststalld=None),
        lambda: Omgang.objects.update(namn="Annat"),
    )
    for gor in forsok:
        with pytest.raises(IntegrityError), transaction.atomic():
            gor()
    # A person may still be let go of, and what the round did not ask for is free.
    samling.analytiker.delete()
    omgang.refresh_from_db()
    assert (omgang.faststalld_av, omgang.faststalld) == (None, SEN)
    fritt = Utfall.objects.create(
        egetmatt=samling.arligt, ar=2025, varde=4.0, rapporterat=SEN, rapporterat_av=""
    )
    Utfall.objects.filter(pk=fritt.pk).update(varde=5.0)


def test_fastställda_varden_tas_inte_emot_en_gang_till(samling):
    from uppfoljning.domain.utfallsgranskning import granska
    from uppfoljning.domain.utfallsrader import Utfallsrad
    from uppfoljning.queries.utfallslage import utfallslage

    samling.lamna()
    lage = utfallslage({2026}, SEN.date(), nekat=lambda _: "")
    rad = Utfallsrad(1, samling.telefon.pk, 2026, 1, "T", None, 80.0, None)
    vantat = "Tertialrapport 1 2026 är inlämnad av Barn- och utbildningsnämnden."
    assert [f.text for f in granska([rad], lage).fel] == [vantat]
    faststall_inlamning(av=samling.analytiker, nar=SEN, inlamning=samling.skolans)
    faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, utan=True)
    lage = utfallslage({2026}, SEN.date(), nekat=lambda _: "")
    assert [f.text for f in granska([rad], lage).fel] == [
        "Värdet ingår i Tertialrapport 1 2026, som är fastställd."
    ]


def test_arsbokslutet_visar_fastställda_perioder_lasta(samling):
    stang(samling)
    from uppfoljning.queries.omgangar import skyldighet
    from uppfoljning.rapportrutor import rutor

    bokslut = oppna_omgang(
        av=samling.analytiker, nar=SEN, plan=samling.varld.plan, slag="arsbokslut", ar=2026, period=None,
        oppnar=SEN.date(), sista_dag=SEN.date(), ansvariga={samling.enheter["skolnamnd"]: None},
    )  # fmt: skip
    s = skyldighet(bokslut.inlamningar.get())
    assert [(m.matt.namn, len(m.perioder)) for m in s.matt] == [
        ("Sjukfrånvaro", 12), ("Svar i telefon inom en minut", 3), ("Årlig enkät", 1),
    ]  # fmt: skip
    alla = rutor(s)
    forsta, andra = (alla[samling.ruta(samling.telefon, p)] for p in (1, 2))
    assert (forsta.last, forsta.sparat, andra.last) == ("Fastställt i Tertialrapport 1 2026", "74,5", "")
    assert not [r for r in alla.values() if r.slag == "p"]
