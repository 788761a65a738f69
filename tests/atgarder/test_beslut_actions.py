"""Papers, decisions, corrections and återkoppling: what the actions save, refuse and log."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from atgarder.actions import beslut as actions
from atgarder.actions.gemensamt import Forslagslast
from atgarder.domain.skede import Skede
from atgarder.models import (
    Aterkoppling,
    Beslut,
    Beslutadeffekt,
    Beslutsavslut,
    Beslutspunkt,
    Beslutsunderlag,
    Resursbehov,
)
from atgarder.queries.lage import forslagslage
from organisation.models import Handelse
from planering.domain.fel import Krock, Planeringsfel
from tests.atgarder.besluthjalp import (
    SAMMANTRADE,
    aterkoppla_alla,
    beskriv,
    beslutat,
    fler_forslag,
    framlagt,
    lamnat,
    underlaget,
    uppgifter,
)
from tests.conftest import NU
from uppfoljning.actions import analys


@pytest.fixture
def indikator(rik):
    return rik["sjunker"]


@pytest.fixture
def forslag(indikator):
    return framlagt(indikator)


@pytest.fixture
def beskrivet(forslag, indikator):
    beskriv(forslag, indikator)
    return forslag


@pytest.fixture
def tre(beskrivet):
    """Three proposals of one analysis, all with finished consequences."""
    andra = [fler_forslag(beskrivet.analys, titel) for titel in ("Läxhjälp", "Fler timmar")]
    for f in andra:
        beskriv(f)
    return [beskrivet, *andra]


def fel_av(gor) -> dict[str, list[str]]:
    with pytest.raises(Planeringsfel) as fel, transaction.atomic():
        gor()
    return fel.value.fel


def typer(*borjan: str) -> list[str]:
    rader = Handelse.objects.filter(typ__startswith="atgarder.").order_by("pk").values_list("typ", flat=True)
    return [t.removeprefix("atgarder.") for t in rader if any(b in t for b in borjan)]


# ---- The paper ----


def test_underlag_far_att_satser_ur_forslagen(beskrivet, personer):
    rad = underlaget(beskrivet, av=personer["analytiker"])
    assert rad.att_satser.splitlines() == [
        "att bifalla förslaget ”Tidigt stöd” enligt beslutsunderlaget,",
        "att behovet av resurser, 1\u00a0200\u00a0tkr 2027 och 2\u00a0400\u00a0tkr 2028, tas upp i arbetet "
        "med nästa budget, samt",
        "att effekten följs upp när utfallet för 2028 är känt.",
    ]
    assert forslagslage(beskrivet).skede == Skede.BEREDS
    (h,) = Handelse.objects.filter(typ="atgarder.skapa_beslutsunderlag")
    assert h.pseudonym == personer["analytiker"].pseudonym
    assert h.data["efter"]["forslag"] == [[beskrivet.pk, "bifall"]]


def test_egna_att_satser_behalls_och_tomda_foreslas_igen(beskrivet):
    rad = underlaget(beskrivet, att_satser="att pröva i ett år")
    assert rad.att_satser == "att pröva i ett år"
    grund = {"titel": rad.titel, "enhet": rad.enhet, "forslag": [beskrivet]}
    rad = actions.andra_underlag(
        av=None, nar=NU, underlag=rad, **grund, avsla=[beskrivet], att_satser="", revision=1
    )
    assert rad.att_satser == "att avslå förslaget ”Tidigt stöd” enligt beslutsunderlaget."
    (h,) = Handelse.objects.filter(typ="atgarder.andra_beslutsunderlag")
    assert h.data["andrat"]["forslag"] == [[[beskrivet.pk, "bifall"]], [[beskrivet.pk, "avslag"]]]
    with pytest.raises(Krock):
        actions.andra_underlag(av=None, nar=NU, underlag=rad, **grund, revision=1)


def test_forslagen_star_i_den_ordning_de_valts(tre):
    a, b, c = tre
    rad = underlaget(c, a, b)
    assert [r.forslag for r in rad.rader.all()] == [c, a, b]
    rad = actions.andra_underlag(
        av=None, nar=NU, underlag=rad, titel=rad.titel, enhet=rad.enhet, forslag=[b, c]
    )
    assert [r.forslag for r in rad.rader.all()] == [b, c]


def test_forslag_som_inte_kan_vara_med(forslag, tre):
    a, b, _ = tre
    assert list(fel_av(lambda: underlaget(a, forslag=[]))) == ["forslag"]
    underlaget(a)
    assert fel_av(lambda: underlaget(b, a)) == {
        "forslag": ["”Tidigt stöd” ligger redan i underlaget ”Tidigt stöd i skolan”."]
    }
    assert Beslutsunderlag.objects.count() == 1


def test_lamna_nekas_med_allt_som_saknas(forslag):
    rad = underlaget(forslag)
    assert fel_av(lambda: actions.lamna_underlag(av=None, nar=NU, underlag=rad)) == {
        "": ["Konsekvenserna av ”Tidigt stöd” är inte beskrivna."]
    }
    rad.refresh_from_db()
    assert (rad.lamnat, rad.innehall) == (None, {})


def test_lamnat_ligger_fast_och_laser_forslaget(beskrivet, personer):
    rad = underlaget(beskrivet)
    rad = actions.lamna_underlag(av=personer["analytiker"], nar=NU, underlag=rad, revision=1)
    assert (rad.lamnat, rad.lamnat_av, rad.revision) == (NU, personer["analytiker"].namn, 2)
    assert rad.innehall["titel"] == "Tidigt stöd i skolan"
    assert forslagslage(beskrivet).skede == Skede.VANTAR_BESLUT
    grund = {"titel": "Ny", "enhet": rad.enhet, "forslag": [beskrivet]}
    for gor in (
        lambda: actions.andra_underlag(av=None, nar=NU, underlag=rad, **grund),
        lambda: actions.ta_bort_underlag(av=None, nar=NU, underlag=rad),
        lambda: actions.lamna_underlag(av=None, nar=NU, underlag=rad),
    ):
        (text,) = fel_av(gor)[""]
        assert text == "Underlaget lämnades 2026-03-11 och är låst. Ta tillbaka det för att ändra."
    with pytest.raises(Forslagslast):
        beskriv(beskrivet)


def test_aterta_oppnar_det_igen(beskrivet):
    rad = actions.aterta_underlag(av=None, nar=NU, underlag=lamnat(beskrivet), revision=2)
    assert (rad.lamnat, rad.lamnat_av, rad.innehall) == (None, "", {})
    assert forslagslage(beskrivet).skede == Skede.BEREDS
    assert fel_av(lambda: actions.aterta_underlag(av=None, nar=NU, underlag=rad)) == {
        "": ["Underlaget är inte lämnat."]
    }
    actions.ta_bort_underlag(av=None, nar=NU, underlag=rad)
    assert typer("underlag") == [
        "skapa_beslutsunderlag",
        "lamna_beslutsunderlag",
        "aterta_beslutsunderlag",
        "ta_bort_beslutsunderlag",
    ]


def test_fryst_innehall_foljer_inte_med_nar_analysen_andras(beskrivet):
    rad = lamnat(beskrivet)
    innehall = rad.innehall
    beskrivet.analys.titel = "En helt annan fråga"
    beskrivet.analys.save()
    rad.refresh_from_db()
    assert rad.innehall == innehall
    assert "En helt annan fråga" not in str(rad.innehall)


# ---- The decision ----


def test_beslut_registreras_med_utfall_effekter_och_behov(tre, personer, indikator):
    underlag = lamnat(*tre)
    sekreterare = personer["namndsekreterare"]
    rad = beslutat(underlag, "andring", "avslag", "aterremiss", av=sekreterare, reservation="(S) yrkar mer.")
    assert (rad.registrerad, rad.registrerad_av, rad.reservation) == (NU, sekreterare.namn, "(S) yrkar mer.")
    assert [(p.forslag, p.utfall, p.andring) for p in rad.punkter.all()] == [
        (tre[0], "andring", "Fyra tjänster blir två."),
        (tre[1], "avslag", ""),
        (tre[2], "aterremiss", "Utred mer."),
    ]
    (effekt,) = Beslutadeffekt.objects.all()
    assert (effekt.punkt.forslag, effekt.indikator, effekt.fran, effekt.franar, effekt.till) == (
        tre[0],
        indikator,
        69.0,
        2025,
        75.0,
    )
    assert [(b.punkt.forslag, b.ar, b.belopp_tkr) for b in Resursbehov.objects.all()] == [
        (tre[0], 2027, 1200),
        (tre[0], 2028, 2400),
    ]
    assert [forslagslage(f).skede for f in tre] == [Skede.BESLUTAT, Skede.AVSLAGET, Skede.ATERREMISS]
    (h,) = Handelse.objects.filter(typ="atgarder.registrera_beslut")
    assert h.pseudonym == sekreterare.pseudonym
    assert h.data["punkter"][0] == [tre[0].pk, "andring", "Fyra tjänster blir två."]
    assert sekreterare.namn not in str(h.data)


@pytest.mark.parametrize(
    ("falt", "vantat"),
    [
        ({"instans": "rad"}, ["instans"]),
        ({"namnd": None}, ["namnd"]),
        ({"instans": "ks"}, ["namnd"]),
        ({"sammantrade": date(2026, 3, 12)}, ["sammantrade"]),
        ({"diarienummer": " ", "paragraf": "", "lydelse": "\n"}, ["diarienummer", "paragraf", "lydelse"]),
        ({"informeras": "", "uppfoljning_hur": ""}, ["informeras", "uppfoljning_hur"]),
        ({"uppfoljning_nar": SAMMANTRADE - timedelta(days=1)}, ["uppfoljning_nar"]),
        ({"effektuppfoljning_nar": SAMMANTRADE - timedelta(days=1)}, ["effektuppfoljning_nar"]),
        ({"punkter": []}, [""]),
    ],
)
def test_beslut_som_nekas(beskrivet, falt, vantat):
    underlag = lamnat(beskrivet)
    assert list(fel_av(lambda: beslutat(underlag, **falt))) == vantat
    assert not Beslut.objects.exists()


def test_punkter_som_nekas(tre):
    underlag = lamnat(*tre)
    punkter = [(tre[0], "", ""), (tre[1], "andring", " "), (tre[2], "aterremiss", "")]
    assert fel_av(lambda: beslutat(underlag, punkter=punkter)) == {
        f"utfall_{tre[0].pk}": ["Välj utfall för ”Tidigt stöd”."],
        f"andring_{tre[1].pk}": ["Skriv vad som ändrades."],
        f"andring_{tre[2].pk}": ["Skriv varför ärendet skickades tillbaka."],
    }


def test_beslut_fattas_pa_ett_lamnat_underlag_en_gang(beskrivet):
    rad = underlaget(beskrivet)
    assert list(fel_av(lambda: beslutat(rad))) == [""]
    rad = actions.lamna_underlag(av=None, nar=NU, underlag=rad)
    beslutat(rad)
    assert fel_av(lambda: beslutat(rad)) == {
        "": ["Beslutet är redan registrerat. Blev något fel rättas det med ett nytt beslut."]
    }
    assert list(fel_av(lambda: actions.aterta_underlag(av=None, nar=NU, underlag=rad))) == [""]
    assert Beslut.objects.count() == 1


def test_aterremiss_far_ett_nytt_underlag(tre):
    underlag = lamnat(*tre)
    beslutat(underlag, "bifall", "aterremiss", "aterremiss")
    nytt = actions.svara_pa_aterremiss(av=None, nar=NU, underlag=underlag)
    assert nytt.vid_aterremiss == underlag
    assert [r.forslag for r in nytt.rader.all()] == tre[1:]
    assert forslagslage(tre[1]).skede == Skede.ATERREMISS
    nytt = actions.lamna_underlag(av=None, nar=NU, underlag=nytt)
    assert forslagslage(tre[1]).skede == Skede.VANTAR_BESLUT
    beslutat(nytt, "bifall", "avslag")
    assert [forslagslage(f).skede for f in tre] == [Skede.BESLUTAT, Skede.BESLUTAT, Skede.AVSLAGET]
    with pytest.raises(Planeringsfel):
        actions.svara_pa_aterremiss(av=None, nar=NU, underlag=nytt)


# ---- Correcting ----


def ratta(beslut, *utfall, av=None, **falt):
    u = uppgifter(beslut.underlag, *utfall, **{"paragraf": "§ 24"} | falt)
    return actions.ratta_beslut(
        av=av, nar=NU + timedelta(days=1), rattar=beslut, **{"rattar_skal": "Fel paragraf."} | u
    )


def test_rattelse_ar_ett_nytt_beslut_och_det_gamla_star_kvar(beskrivet):
    gammalt = beslutat(lamnat(beskrivet))
    (gammal_punkt,) = gammalt.punkter.all()
    fore = list(Beslut.objects.filter(pk=gammalt.pk).values())
    nytt = ratta(gammalt)
    assert list(Beslut.objects.filter(pk=gammalt.pk).values()) == fore
    assert (nytt.rattar, nytt.rattar_skal, nytt.paragraf) == (gammalt, "Fel paragraf.", "§ 24")
    (punkt,) = nytt.punkter.all()
    assert [(e.punkt, e.till) for e in Beslutadeffekt.objects.order_by("id")] == [
        (gammal_punkt, 75.0),
        (punkt, 75.0),
    ]
    assert set(Resursbehov.objects.values_list("punkt", flat=True)) == {punkt.pk}
    assert Resursbehov.objects.count() == 2
    assert forslagslage(beskrivet).punkt == punkt
    assert fel_av(lambda: ratta(gammalt)) == {
        "": ["Beslutet är redan rättat. Rätta det beslut som gäller nu."]
    }
    assert list(fel_av(lambda: ratta(nytt, rattar_skal=" "))) == ["rattar_skal"]
    assert ratta(nytt).rattar == nytt


def test_rattat_till_avslag_svarar_pa_behoven(beskrivet):
    nytt = ratta(beslutat(lamnat(beskrivet)), "avslag")
    assert {(b.status, b.svar) for b in Resursbehov.objects.all()} == {
        ("avbojt", "Beslutet är rättat: Fel paragraf.")
    }
    assert not nytt.punkter.get().effekter.exists()
    assert forslagslage(beskrivet).skede == Skede.AVSLAGET


def test_rattat_till_bifall_begar_det_som_behovs(beskrivet):
    gammalt = beslutat(lamnat(beskrivet), "avslag")
    assert not Resursbehov.objects.exists()
    nytt = ratta(gammalt, "bifall")
    assert Resursbehov.objects.filter(punkt__beslut=nytt).count() == 2
    assert nytt.punkter.get().effekter.count() == 1


def test_uppdraget_foljer_med_eller_hindrar(beskrivet, storkoping):
    from atgarder.actions.uppdrag import ge_uppdrag

    gammalt = beslutat(lamnat(beskrivet))
    mal = beskrivet.analys.avvikelser.first().indikator.mal
    uppdrag = ge_uppdrag(
        av=None, nar=NU, punkt=gammalt.punkter.get(), enhet=storkoping["forvaltning"], mal=mal
    )
    (namn,) = fel_av(lambda: ratta(gammalt, "avslag"))
    assert namn == f"utfall_{beskrivet.pk}"
    assert Beslut.objects.count() == 1
    nytt = ratta(gammalt, "andring")
    uppdrag.refresh_from_db()
    assert uppdrag.punkt == nytt.punkter.get()
    (h,) = Handelse.objects.filter(typ="atgarder.flytta_till_rattat_beslut")
    assert (h.data["uppdrag"], h.data["resursbehov"]) == (1, 2)


# ---- Immutable, whoever writes ----


@pytest.mark.parametrize("tabell", ["beslut", "beslutspunkt", "beslutadeffekt", "beslutsavslut"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_databasen_andrar_inte_det_beslutade(beskrivet, tabell, sql):
    rad = beslutat(lamnat(beskrivet))
    aterkoppla_alla(rad)
    actions.stang_beslut(av=None, nar=NU, beslut=rad)
    fel = pytest.raises(IntegrityError, match="stays as it was recorded")
    with fel, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(f"atgarder_{tabell}"))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE atgarder_beslutsunderlag SET titel = 'Ny'",
        "UPDATE atgarder_beslutsunderlag SET innehall = '{}'",
        "DELETE FROM atgarder_beslutsunderlag",
        "UPDATE atgarder_underlagsforslag SET foreslas = 'avslag'",
        "DELETE FROM atgarder_underlagsforslag",
        "INSERT INTO atgarder_underlagsforslag (underlag_id, forslag_id, foreslas, ordning) "
        "SELECT underlag_id, forslag_id, 'bifall', 9 FROM atgarder_underlagsforslag",
    ],
)
def test_databasen_andrar_inte_ett_avgjort_underlag(beskrivet, sql):
    beslutat(lamnat(beskrivet))
    fel = pytest.raises(IntegrityError, match="has been decided on")
    with fel, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_den_som_andrat_underlaget_kan_tas_bort(beskrivet, personer):
    person = personer["ansvarig"]
    rad = underlaget(beskrivet, av=person)
    actions.lamna_underlag(av=person, nar=NU, underlag=rad)
    beslutat(rad)
    person.delete()
    rad.refresh_from_db()
    assert (rad.andrad_av, rad.lamnat_av) == (None, person.namn)


# ---- Återkoppling ----


def test_beslut_avslutas_nar_alla_fatt_veta(beskrivet, personer):
    rad = beslutat(lamnat(beskrivet))
    assert fel_av(lambda: actions.stang_beslut(av=None, nar=NU, beslut=rad)) == {
        "": [
            "Återkoppling saknas till analysgruppen, medarbetare, brukare och medborgare. "
            "Gör den, eller skriv varför den inte görs."
        ]
    }
    aterkoppla_alla(rad)
    avslut = actions.stang_beslut(av=personer["namndsekreterare"], nar=NU, beslut=rad)
    assert (avslut.nar, avslut.av) == (NU, personer["namndsekreterare"].namn)
    for gor in (
        lambda: actions.stang_beslut(av=None, nar=NU, beslut=rad),
        lambda: actions.aterkoppla(
            av=None, nar=NU, beslut=rad, till="brukare", datum=NU.date(), hur="En gång till."
        ),
    ):
        assert fel_av(gor) == {"": ["Beslutet är avslutat, och återkopplingen ligger fast."]}
    assert Beslutsavslut.objects.count() == 1
    assert typer("aterkoppling", "stang") == ["skapa_aterkoppling"] * 4 + ["stang_beslut"]


def test_aterkoppling_andras_med_historik(beskrivet):
    rad = beslutat(lamnat(beskrivet))
    forsta = actions.avsta_aterkoppling(av=None, nar=NU, beslut=rad, till="brukare", skal="Ingen deltog.")
    nu = actions.aterkoppla(
        av=None,
        nar=NU,
        beslut=rad,
        till="brukare",
        datum=NU.date(),
        hur="Brev.",
        sagt="Bra.",
        revision=1,
    )
    assert (nu.pk, nu.hur, nu.sagt, nu.avstar_skal, nu.revision) == (forsta.pk, "Brev.", "Bra.", "", 2)
    (h,) = Handelse.objects.filter(typ="atgarder.andra_aterkoppling")
    assert h.data["andrat"]["avstar_skal"] == ["Ingen deltog.", ""]
    with pytest.raises(Krock):
        actions.avsta_aterkoppling(av=None, nar=NU, beslut=rad, till="brukare", skal="x", revision=1)


@pytest.mark.parametrize(
    ("falt", "vantat"),
    [
        ({"till": "alla"}, "till"),
        ({"datum": None}, "datum"),
        ({"datum": NU.date() + timedelta(days=1)}, "datum"),
        ({"datum": SAMMANTRADE - timedelta(days=1)}, "datum"),
        ({"hur": " "}, "hur"),
    ],
)
def test_aterkoppling_som_nekas(beskrivet, falt, vantat):
    rad = beslutat(lamnat(beskrivet))
    grund = {"till": "brukare", "datum": NU.date(), "hur": "Brev."}
    assert list(fel_av(lambda: actions.aterkoppla(av=None, nar=NU, beslut=rad, **grund | falt))) == [vantat]
    assert list(
        fel_av(lambda: actions.avsta_aterkoppling(av=None, nar=NU, beslut=rad, till="brukare", skal=" "))
    ) == ["skal"]
    assert not Aterkoppling.objects.exists()


@pytest.mark.parametrize(("utfall", "vantat"), [("bifall", 4), ("avslag", 0)])
def test_aterkopplingen_foljer_med_en_rattelse_som_inte_andrar_utfallet(beskrivet, utfall, vantat):
    gammalt = beslutat(lamnat(beskrivet))
    aterkoppla_alla(gammalt)
    nytt = ratta(gammalt, utfall)
    assert nytt.aterkopplingar.count() == vantat
    assert gammalt.aterkopplingar.count() == 4
    with pytest.raises(Planeringsfel, match="Beslutet är rättat"):
        actions.stang_beslut(av=None, nar=NU, beslut=gammalt)


def test_punkternas_ordning_ar_underlagets(tre):
    underlag = lamnat(tre[2], tre[0], tre[1])
    beslutat(underlag)
    assert [p.forslag for p in Beslutspunkt.objects.all()] == [tre[2], tre[0], tre[1]]


def test_forslagets_egen_text_ligger_fast_nar_underlaget_ar_lamnat(beskrivet):
    """Also in the room below, where it was written; until the paper is taken back."""
    kalla = analys.skapa_kunskapskalla(
        av=None, nar=NU, forslag=beskrivet, slag="forskning", text="Tidigt stöd ger mest."
    )
    underlag = lamnat(beskrivet)
    ny = {"titel": "Något annat", "beskrivning": "Helt annat.", "hypoteser": list(beskrivet.hypoteser.all())}
    nya_ord = {"slag": "forskning", "text": "Annat."}
    for gor in (
        lambda: analys.andra_forslag(av=None, nar=NU, forslag=beskrivet, status="foreslas", **ny),
        lambda: analys.ta_bort_forslag(av=None, nar=NU, forslag=beskrivet),
        lambda: analys.skapa_kunskapskalla(av=None, nar=NU, forslag=beskrivet, **nya_ord),
        lambda: analys.andra_kunskapskalla(av=None, nar=NU, kunskapskalla=kalla, **nya_ord),
        lambda: analys.ta_bort_kunskapskalla(av=None, nar=NU, kunskapskalla=kalla),
    ):
        with pytest.raises(Planeringsfel, match="är låst: väntar på beslut"):
            gor()
    titel = beskrivet.titel
    beskrivet.refresh_from_db()
    assert (beskrivet.titel, beskrivet.kunskapskallor.get(pk=kalla.pk).text) == (
        titel,
        "Tidigt stöd ger mest.",
    )
    actions.aterta_underlag(av=None, nar=NU, underlag=underlag)
    analys.andra_forslag(av=None, nar=NU, forslag=beskrivet, status="foreslas", **ny)
    beskrivet.refresh_from_db()
    assert beskrivet.titel == "Något annat"
