"""Rounds of prioritising through the actions: what is saved, what is logged, and what is refused."""

from datetime import timedelta

import pytest

from atgarder.actions import prioritering as actions
from atgarder.domain.prioritering import Enighet, Kvadrant
from atgarder.models import Kriteriepoang, Placering, Prioritering
from atgarder.queries.prioritering import far_delta, prioriteringsbild
from organisation.models import Handelse, Person, Rolltilldelning, Utskick
from planering.domain.fel import Anvands, Krock, Planeringsfel
from planering.presenters.historik import historik
from tests.atgarder.prioriteringshjalp import forslagen, placera_alla, runda, satt_poang
from tests.atgarder.uppdragshjalp import besluta
from tests.conftest import NU
from uppfoljning.models import Atgardsforslag

SEDAN = NU + timedelta(hours=1)


@pytest.fixture
def forslag(rik) -> list[Atgardsforslag]:
    return forslagen(rik["sjunker"])


@pytest.fixture
def ada(personer) -> Person:
    return personer["analytiker"]


@pytest.fixture
def bo(personer) -> Person:
    return personer["fortroendevald"]


@pytest.fixture
def r(forslag, ada, bo) -> Prioritering:
    return runda(forslag, [ada, bo], av=ada)


@pytest.fixture
def kriterier(forslag, ada, bo) -> Prioritering:
    return runda(forslag, [ada, bo], modell="kriterier", kriterier=[("Nytta", 3), ("Liten risk", 1)])


def handelse(typ: str) -> Handelse:
    return Handelse.objects.filter(typ=f"atgarder.{typ}").order_by("-id")[0]


def antal_handelser() -> int:
    return Handelse.objects.filter(typ__startswith="atgarder.").count()


def fel(exc) -> dict[str, list[str]]:
    return exc.value.fel


# ---- Opening ----


def test_oppna_sparar_och_loggar_utan_namn(r, forslag, ada, bo):
    assert [(x.forslag, x.ordning) for x in r.rader.all()] == [(f, i) for i, f in enumerate(forslag, start=1)]
    assert [(d.person, d.namn, d.klar) for d in r.deltagare.all()] == [
        (ada, "Analytiker Storköping", None),
        (bo, "Förtroendevald Storköping", None),
    ]
    assert (r.oppnad_av, r.datum, r.ar_avslutad) == ("Analytiker Storköping", NU.date(), False)
    rad = handelse("oppna_prioritering")
    assert (rad.pseudonym, rad.objekt_id) == (ada.pseudonym, str(r.pk))
    assert rad.data["forslag"] == [f.pk for f in forslag]
    assert rad.data["deltagare"] == [str(ada.pseudonym), str(bo.pseudonym)]
    assert rad.data["efter"]["titel"] == "Skolförslagen"
    assert bo.namn not in str(rad.data)


def test_deltagarna_far_veta_det_en_gang(r, forslag, ada, bo, personer):
    cia = personer["namndsekreterare"]
    andra(r, ada, deltagare=[ada, bo, cia])
    utskick = Utskick.objects.order_by("id")
    assert [(u.mottagare, u.amne) for u in utskick] == [
        (bo, "Prioritera: Skolförslagen"),
        (cia, "Prioritera: Skolförslagen"),
    ]
    assert utskick[0].text.startswith("Skolförslagen, 2026-03-11\n\nDu är med och prioriterar")


def test_samma_forslag_och_person_flera_ganger_ar_en_gang(forslag, ada):
    r = runda([forslag[0], forslag[0]], [ada, ada])
    assert (r.rader.count(), r.deltagare.count()) == (1, 1)


@pytest.mark.parametrize(
    ("falt", "var", "text"),
    [
        ({"forslag": []}, "forslag", "Välj minst ett förslag."),
        ({"deltagare": []}, "deltagare", "Välj minst en deltagare."),
        ({"modell": "kriterier"}, "kriterier", "Skriv minst ett kriterium."),
        ({"kriterier": [("Nytta", 1)]}, "kriterier", "Kriterier hör till den andra modellen."),
        (
            {"modell": "kriterier", "kriterier": [("Nytta", 1), (" nytta ", 2)]},
            "kriterier",
            "Kriteriet ”Nytta” står två gånger.",
        ),
        ({"modell": "kriterier", "kriterier": [("Nytta", 6)]}, "kriterier", "Vikten är 1 till 5."),
        (
            {"modell": "kriterier", "kriterier": [(f"K{i}", 1) for i in range(9)]},
            "kriterier",
            "Högst 8 kriterier: fler går inte att väga mot varandra.",
        ),
        (
            {"modell": "kriterier", "kriterier": [("x" * 121, 1)]},
            "kriterier",
            "Ett kriterium får vara högst 120 tecken.",
        ),
    ],
)
def test_oppna_vagras(forslag, ada, falt, var, text):
    grund = {"forslag": forslag, "deltagare": [ada], "enhet": forslag[0].analys.enhet, "modell": "matris"}
    with pytest.raises(Planeringsfel) as exc:
        actions.oppna_prioritering(av=None, nar=NU, titel="R", datum=NU.date(), **grund | falt)
    assert fel(exc) == {var: [text]}
    assert not Prioritering.objects.exists()
    assert antal_handelser() == 0


def test_bara_framlagda_och_olasta_forslag(forslag, ada):
    besluta(forslag[0])
    with pytest.raises(Planeringsfel) as exc:
        runda(forslag, [ada])
    assert fel(exc) == {"forslag": ["Förslaget ”Tidigt stöd” är låst: beslutat, uppdrag saknas."]}
    Atgardsforslag.objects.filter(pk=forslag[1].pk).update(status="utkast")
    with pytest.raises(Planeringsfel) as exc:
        runda(forslag[1:], [ada])
    assert fel(exc) == {"forslag": ["Förslaget ”Läxhjälp” läggs inte fram."]}


def test_bara_de_som_far_prioritera(forslag, ada, bo, personer):
    lasare = personer["lasare"]
    with pytest.raises(Planeringsfel) as exc:
        runda(forslag, [lasare])
    assert fel(exc) == {
        "deltagare": ["Läsare Storköping har ingen roll som får prioritera. En administratör kan ge en."]
    }
    Person.objects.filter(pk=bo.pk).update(is_active=False)
    bo.refresh_from_db()
    with pytest.raises(Planeringsfel) as exc:
        runda(forslag, [bo])
    assert fel(exc) == {"deltagare": ["Välj någon annan: Förtroendevald Storköping är inte längre aktiv."]}
    Rolltilldelning.objects.filter(person=ada).update(galler_till=NU.date() - timedelta(days=1))
    assert not {ada, bo, lasare} & set(far_delta(NU.date()))
    assert ada in far_delta(NU.date() - timedelta(days=1))


# ---- Placing ----


def test_placera_flytta_och_ta_bort(r, ada):
    rad = r.rader.first()
    assert actions.placera(av=ada, nar=NU, rad=rad, insats=2, effekt=5).effekt == 5
    assert handelse("placera").data == {
        "prioritering": r.pk,
        "forslag": rad.forslag_id,
        "vad": "placerade",
    }
    actions.placera(av=ada, nar=SEDAN, rad=rad, insats=6, effekt=1)
    p = Placering.objects.get()
    assert (p.insats, p.effekt, p.nar, p.deltagare.person) == (6, 1, SEDAN, ada)
    assert handelse("placera").data["vad"] == "flyttade"
    antal = antal_handelser()
    actions.placera(av=ada, nar=SEDAN, rad=rad, insats=6, effekt=1)
    assert antal_handelser() == antal
    assert actions.placera(av=ada, nar=SEDAN, rad=rad, insats=None, effekt=None) is None
    assert not Placering.objects.exists()
    assert handelse("placera").data["vad"] == "tog bort"
    assert actions.placera(av=ada, nar=SEDAN, rad=rad, insats=None, effekt=None) is None
    assert antal_handelser() == antal + 1


def test_loggen_sager_vad_hon_bedomt_men_inte_hur(r, ada):
    placera_alla(r, ada, [(2, 5), None, (1, 6)], klar=False)
    assert not any("insats" in h.data for h in Handelse.objects.filter(typ="atgarder.placera"))
    deltagare = actions.klar_med_min_del(av=ada, nar=SEDAN, prioritering=r)
    f = [x.forslag_id for x in r.rader.all()]
    assert deltagare.klar == SEDAN
    assert handelse("klar_med_prioritering").data == {"deltagare": deltagare.pk, "forslag": [f[0], f[2]]}
    antal = antal_handelser()
    assert actions.klar_med_min_del(av=ada, nar=NU, prioritering=r).klar == SEDAN
    assert antal_handelser() == antal


@pytest.mark.parametrize(("insats", "effekt"), [(0, 3), (3, 7), (-1, -1), (3, None), (None, 3)])
def test_placera_utanfor_matrisen(r, ada, insats, effekt):
    with pytest.raises(Planeringsfel, match="Välj både insats och effekt"):
        actions.placera(av=ada, nar=NU, rad=r.rader.first(), insats=insats, effekt=effekt)
    assert not Placering.objects.exists()


def test_utomstaende_vagras(r, personer):
    cia, rad = personer["namndsekreterare"], r.rader.first()
    for gor in (
        lambda: actions.placera(av=cia, nar=NU, rad=rad, insats=1, effekt=1),
        lambda: actions.klar_med_min_del(av=cia, nar=NU, prioritering=r),
        lambda: actions.oppna_min_del(av=cia, nar=NU, prioritering=r),
    ):
        with pytest.raises(Planeringsfel, match="Du deltar inte i den här"):
            gor()


def test_klar_kraver_nagot_och_star_fast_tills_den_oppnas(r, ada):
    with pytest.raises(Planeringsfel, match="Bedöm minst ett förslag först"):
        actions.klar_med_min_del(av=ada, nar=NU, prioritering=r)
    placera_alla(r, ada, [(2, 5), None, None])
    with pytest.raises(Planeringsfel, match="Du har sagt att du är klar"):
        actions.placera(av=ada, nar=NU, rad=r.rader.first(), insats=1, effekt=1)
    assert actions.oppna_min_del(av=ada, nar=SEDAN, prioritering=r).klar is None
    actions.placera(av=ada, nar=SEDAN, rad=r.rader.first(), insats=1, effekt=1)
    antal = antal_handelser()
    actions.oppna_min_del(av=ada, nar=SEDAN, prioritering=r)
    assert antal_handelser() == antal


# ---- The picture ----


def test_bilden_ar_de_klaras(r, ada, bo):
    """Ada: (2, 5), (5, 2), –. Bo, not done: (3, 1), –, (1, 1)."""
    placera_alla(r, ada, [(2, 5), (5, 2), None])
    placera_alla(r, bo, [(3, 1), None, (1, 1)], klar=False)
    bild = prioriteringsbild(r)
    d = {x.person: x.pk for x in r.deltagare.all()}
    assert (bild.klara, bild.alla_klara, bild.raknade) == (1, False, {d[ada]})
    assert [(x.forslag.titel, x.plats, x.n) for x in bild.rader] == [
        ("Tidigt stöd", 1, 1),
        ("Läxhjälp", 2, 1),
        ("Ny skola", None, 0),
    ]
    assert bild.rader[0].lage.enighet == Enighet.ENSAM
    assert bild.rader[2].lage is None
    actions.klar_med_min_del(av=bo, nar=NU, prioritering=r)
    bild = prioriteringsbild(r)
    # Tidigt stöd: effekt (5 + 1) / 2 = 3, insats 2,5. Ny skola: 1 − 1 = 0. Läxhjälp: 2 − 5 = −3.
    assert [(x.forslag.titel, x.plats) for x in bild.rader] == [
        ("Tidigt stöd", 1),
        ("Ny skola", 2),
        ("Läxhjälp", 3),
    ]
    stod = bild.rader[0].lage
    assert (float(stod.insats.medel), float(stod.effekt.medel)) == (2.5, 3.0)
    assert stod.kvadranter == (Kvadrant.PASSAR,)
    assert stod.roster_per == {Kvadrant.GOR_FORST: 1, Kvadrant.PASSAR: 1}
    assert stod.effekt.enighet == Enighet.DELADE
    assert bild.alla_klara


def test_en_avslutad_raknar_alla_som_bedomt(r, ada, bo):
    placera_alla(r, bo, [(3, 1), None, None], klar=False)
    assert prioriteringsbild(r).raknade == set()
    r = actions.avsluta_prioritering(av=ada, nar=SEDAN, prioritering=r, sammanfattning=" Vi väntar. ")
    assert prioriteringsbild(r).raknade == {r.deltagare.get(person=bo).pk}
    assert (r.sammanfattning, r.avslutad, r.avslutad_av) == ("Vi väntar.", SEDAN, "Analytiker Storköping")
    rad = handelse("avsluta_prioritering")
    bos = str(r.deltagare.get(person=bo).pk)
    assert rad.data == {
        "sammanfattning": "Vi väntar.",
        "bedomningar": {bos: {str(r.rader.first().forslag_id): [3, 1]}},
    }


def test_den_som_oppnat_sin_del_igen_syns(r, ada, bo):
    placera_alla(r, ada, [(2, 5), None, None])
    placera_alla(r, bo, [(2, 5), None, None])
    assert prioriteringsbild(r).andrade == set()
    actions.oppna_min_del(av=bo, nar=NU, prioritering=r)
    assert prioriteringsbild(r).andrade == {r.deltagare.get(person=bo).pk}


def test_namnet_star_kvar_nar_personen_tas_bort(r, bo):
    placera_alla(r, bo, [(3, 1), None, None])
    Person.objects.filter(pk=bo.pk).delete()
    bild = prioriteringsbild(r)
    assert [bild.namn[pk] for pk in bild.raknade] == ["Förtroendevald Storköping"]


# ---- Closing ----


def test_avsluta_vagras_utan_ord_eller_bedomning(r, ada):
    with pytest.raises(Planeringsfel) as exc:
        actions.avsluta_prioritering(av=ada, nar=NU, prioritering=r, sammanfattning=" ")
    assert fel(exc) == {"sammanfattning": ["Skriv vad ni kom fram till."]}
    with pytest.raises(Planeringsfel, match="Ingen har bedömt något än"):
        actions.avsluta_prioritering(av=ada, nar=NU, prioritering=r, sammanfattning="Inget")
    r.refresh_from_db()
    assert not r.ar_avslutad


def test_en_avslutad_andras_inte(r, ada, forslag):
    placera_alla(r, ada, [(2, 5), None, None])
    actions.avsluta_prioritering(av=ada, nar=NU, prioritering=r, sammanfattning="Så blev det.")
    antal = antal_handelser()
    for gor in (
        lambda: actions.placera(av=ada, nar=NU, rad=r.rader.first(), insats=1, effekt=1),
        lambda: actions.klar_med_min_del(av=ada, nar=NU, prioritering=r),
        lambda: actions.oppna_min_del(av=ada, nar=NU, prioritering=r),
        lambda: actions.avsluta_prioritering(av=ada, nar=NU, prioritering=r, sammanfattning="Igen"),
        lambda: actions.ta_bort_prioritering(av=ada, nar=NU, prioritering=r),
        lambda: actions.andra_prioritering(
            av=ada,
            nar=NU,
            prioritering=r,
            titel="X",
            enhet=r.enhet,
            datum=r.datum,
            forslag=forslag,
            deltagare=[ada],
        ),
    ):
        with pytest.raises(actions.Prioriteringslast, match="avslutades 2026-03-11"):
            gor()
    assert antal_handelser() == antal


# ---- Own criteria ----


def test_poangsatt_vager_och_loggar(kriterier, ada, bo):
    """Weights 3 and 1. Tidigt stöd: Ada 6, 2, Bo 2, 4, so (3·4 + 3) / 4 = 3,75. Läxhjälp: 5, 5 and 5, 5. Ny skola has
    no score on the second."""
    satt_poang(kriterier, ada, [(6, 2), (5, 5), (6, None)])
    satt_poang(kriterier, bo, [(2, 4), (5, 5), (None, None)])
    bild = prioriteringsbild(kriterier)
    assert [(x.forslag.titel, x.plats) for x in bild.rader] == [
        ("Läxhjälp", 1),
        ("Tidigt stöd", 2),
        ("Ny skola", None),
    ]
    assert float(bild.rader[1].viktat.poang) == 3.75
    assert [x.n for x in bild.rader] == [2, 2, 1]
    k = [x.pk for x in kriterier.kriterier.all()]
    rad = Handelse.objects.filter(typ="atgarder.poangsatt").order_by("id").first()
    assert rad.data == {
        "prioritering": kriterier.pk,
        "forslag": kriterier.rader.first().forslag_id,
        "kriterier": sorted(k),
    }


def test_poang_andras_och_tas_tillbaka(kriterier, ada):
    rad, (nytta, risk) = kriterier.rader.first(), [k.pk for k in kriterier.kriterier.all()]
    actions.poangsatt(av=ada, nar=NU, rad=rad, poang={nytta: 4, risk: 2})
    nu = actions.poangsatt(av=ada, nar=SEDAN, rad=rad, poang={nytta: 5})
    assert [(p.kriterium_id, p.varde) for p in nu] == [(nytta, 5), (risk, 2)]
    assert handelse("poangsatt").data["kriterier"] == [nytta]
    actions.poangsatt(av=ada, nar=SEDAN, rad=rad, poang={nytta: None})
    assert [p.kriterium_id for p in Kriteriepoang.objects.all()] == [risk]
    antal = antal_handelser()
    actions.poangsatt(av=ada, nar=SEDAN, rad=rad, poang={nytta: None, risk: 2})
    assert antal_handelser() == antal


def test_poang_vagras(kriterier, r, ada, personer):
    rad, k = kriterier.rader.first(), kriterier.kriterier.first().pk
    for poang, text in (({k: 0}, "från 1 till 6"), ({k: 7}, "från 1 till 6"), ({0: 3}, "hör inte till")):
        with pytest.raises(Planeringsfel, match=text):
            actions.poangsatt(av=ada, nar=NU, rad=rad, poang=poang)
    with pytest.raises(Planeringsfel, match="görs i matrisen"):
        actions.poangsatt(av=ada, nar=NU, rad=r.rader.first(), poang={k: 3})
    with pytest.raises(Planeringsfel, match="görs med kriterier"):
        actions.placera(av=ada, nar=NU, rad=rad, insats=1, effekt=1)
    with pytest.raises(Planeringsfel, match="Du deltar inte"):
        actions.poangsatt(av=personer["ansvarig"], nar=NU, rad=rad, poang={k: 3})
    assert not Kriteriepoang.objects.exists()


# ---- Changing and deleting ----


def andra(r, ada, **falt):
    grund = {
        "titel": r.titel,
        "enhet": r.enhet,
        "datum": r.datum,
        "forslag": [x.forslag for x in r.rader.select_related("forslag")],
        "deltagare": [d.person for d in r.deltagare.all()],
        "kriterier": [(k.namn, k.vikt) for k in r.kriterier.all()],
    }
    return actions.andra_prioritering(av=ada, nar=SEDAN, prioritering=r, **grund | falt)


def test_andra_lagger_till_och_tar_ur(r, ada, bo, personer, forslag):
    cia = personer["namndsekreterare"]
    placera_alla(r, ada, [(2, 5), None, None])
    andra(r, ada, titel="Nytt namn", forslag=[forslag[0], forslag[2]], deltagare=[ada, cia])
    r.refresh_from_db()
    assert r.titel == "Nytt namn"
    assert [x.forslag for x in r.rader.all()] == [forslag[0], forslag[2]]
    assert [d.person for d in r.deltagare.all()] == [ada, cia]
    assert Placering.objects.count() == 1
    data = handelse("andra_prioritering").data["andrat"]
    assert data["titel"] == ["Skolförslagen", "Nytt namn"]
    assert data["förslag"] == ["Tidigt stöd; Läxhjälp; Ny skola", "Tidigt stöd; Ny skola"]
    assert data["pseudonymer"][1] == sorted([str(ada.pseudonym), str(cia.pseudonym)])
    assert data.keys() == {"titel", "förslag", "pseudonymer"}
    assert [(a.etikett, a.efter) for a in historik(r)[0].andringar] == [
        ("Namn", "Nytt namn"),
        ("Förslag", "Tidigt stöd; Ny skola"),
    ]
    assert [h.vad for h in historik(r)] == ["Ändrades", "En deltagare blev klar med sin del", "Öppnades"]
    antal = antal_handelser()
    andra(r, ada)
    assert antal_handelser() == antal


def test_det_bedomda_star_kvar(r, ada, bo, forslag):
    placera_alla(r, ada, [(2, 5), None, None], klar=False)
    with pytest.raises(Planeringsfel) as exc:
        andra(r, ada, forslag=forslag[1:], deltagare=[bo])
    assert fel(exc) == {
        "forslag": ["”Tidigt stöd” har redan bedömts och kan inte tas ur prioriteringen."],
        "deltagare": ["Analytiker Storköping har redan bedömt och kan inte tas ur prioriteringen."],
    }
    assert (r.rader.count(), r.deltagare.count()) == (3, 2)


def test_kriterierna_star_fast_fran_forsta_poangen(kriterier, ada):
    andra(kriterier, ada, kriterier=[("Nytta", 5)])
    assert [(k.namn, k.vikt) for k in kriterier.kriterier.all()] == [("Nytta", 5)]
    satt_poang(kriterier, ada, [(6,), (5,), (None,)], klar=False)
    with pytest.raises(Planeringsfel) as exc:
        andra(kriterier, ada, kriterier=[("Nytta", 4)])
    assert fel(exc) == {"kriterier": ["Kriterierna står fast sedan någon har satt poäng."]}
    andra(kriterier, ada, titel="Bara namnet")
    assert kriterier.kriterier.count() == 1


def test_ett_forslag_som_tagits_ur_bedoms_inte(r, ada, forslag):
    rad = r.rader.last()
    andra(r, ada, forslag=forslag[:2])
    with pytest.raises(Planeringsfel, match="har tagits ur prioriteringen"):
        actions.placera(av=ada, nar=NU, rad=rad, insats=1, effekt=1)


def test_inaktuell_andring_ar_en_krock(r, ada):
    andra(r, ada, titel="Först", revision=1)
    with pytest.raises(Krock):
        andra(r, ada, titel="Sedan", revision=1)


def test_ta_bort_och_angra(r, ada, bo):
    placera_alla(r, ada, [(2, 5), (3, 3), None])
    fore = [
        list(m.objects.order_by("pk").values(*falt))
        for m, falt in (
            (Prioritering, ("pk", "titel", "enhet", "datum", "modell", "oppnad_av")),
            (Placering, ("pk", "deltagare", "rad", "insats", "effekt", "nar")),
        )
    ]
    deltagare = list(r.deltagare.values("pk", "person", "namn", "klar"))
    actions.ta_bort_prioritering(av=ada, nar=NU, prioritering=r)
    assert not Prioritering.objects.exists()
    h = handelse("ta_bort_prioritering")
    assert ada.namn not in str(h.data["borttaget"]["atgarder.Prioriteringsdeltagare"])
    tillbaka = actions.angra_borttagning(av=ada, nar=SEDAN, handelse=h)
    assert fore == [
        list(m.objects.order_by("pk").values(*falt))
        for m, falt in (
            (Prioritering, ("pk", "titel", "enhet", "datum", "modell", "oppnad_av")),
            (Placering, ("pk", "deltagare", "rad", "insats", "effekt", "nar")),
        )
    ]
    assert list(tillbaka.deltagare.values("pk", "person", "namn", "klar")) == deltagare
    assert handelse("aterstall_prioritering").objekt_id == str(r.pk)
    with pytest.raises(Planeringsfel, match="redan återställt"):
        actions.angra_borttagning(av=ada, nar=SEDAN, handelse=h)
    with pytest.raises(Planeringsfel, match="går inte att ångra"):
        actions.angra_borttagning(av=ada, nar=SEDAN, handelse=handelse("placera"))


def test_en_som_ett_underlag_pekar_pa_tas_inte_bort(r, ada):
    from atgarder.models import Beslutsunderlag

    Beslutsunderlag.objects.create(titel="Ärende", enhet=r.enhet, prioritering=r)
    with pytest.raises(Anvands, match="Ett beslutsunderlag hänvisar"):
        actions.ta_bort_prioritering(av=ada, nar=NU, prioritering=r)


def test_en_borttagen_prioritering_sags(r, ada):
    rad = r.rader.first()
    actions.ta_bort_prioritering(av=ada, nar=NU, prioritering=r)
    with pytest.raises(Planeringsfel, match="har tagits bort av någon annan"):
        actions.placera(av=ada, nar=NU, rad=rad, insats=1, effekt=1)


def test_alla_handelser_har_namn():
    from django.apps import apps

    namn = apps.get_app_config("atgarder").handelser
    for verb in "oppna andra avsluta ta_bort aterstall".split():
        assert namn[f"atgarder.{verb}_prioritering"]
    for typ in ("placera", "poangsatt", "klar_med_prioritering", "oppna_prioriteringsdel"):
        assert namn[f"atgarder.{typ}"]
