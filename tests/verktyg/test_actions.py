"""Starting, answering, agreeing and closing, on a real database."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from organisation.models import Handelse
from tests.verktyg.conftest import NAR
from verktyg import actions, queries
from verktyg.actions import Krock, Post, Verktygsfel
from verktyg.domain.plats import Plats
from verktyg.models import Deltagande, Genomforande, Inbjudan, Konsensus, Rad, Svar

pytestmark = pytest.mark.django_db


def platser(runda):
    return queries.platser(runda, runda.rader.all())


def handelser(typ):
    return list(Handelse.objects.filter(typ=f"verktyg.{typ}").order_by("id"))


# ---- Starting ----


def test_starta(ovning, personer):
    runda = ovning(
        galler="Plan 2027", galler_nyckel="plan:1", personer=[personer["ansvarig"]], grupper=["A", "B", "A "]
    )
    assert (runda.instrument, runda.version, runda.titel) == ("paverkansgrad", 1, "Påverkansgrad: Plan 2027")
    assert list(runda.rader.values_list("nyckel", "etikett", "rubrik")) == [
        ("i1", "Behöriga till yrkesprogram", "Skola"),
        ("i2", "Nöjda med hemtjänsten", "Äldre"),
        ("i3", "Nya företag", ""),
    ]
    assert list(runda.grupper.values_list("namn", flat=True)) == ["A", "B"]
    assert list(runda.inbjudningar.values_list("person", flat=True)) == [personer["ansvarig"].pk]
    (rad,) = handelser("starta")
    assert (rad.pseudonym, rad.data["rader"][0]) == (
        personer["analytiker"].pseudonym,
        ["i1", "Behöriga till yrkesprogram"],
    )


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"rader": []}, "Skriv minst en rad"),
        ({"rader": [("a", "A"), ("a", "A igen")]}, "”A” finns två gånger"),
        ({"rader": [("a", "")]}, "inte vara tomt"),
        ({"rader": [(str(i), "R") for i in range(501)]}, "501 rader är för många"),
        ({"sista_dag": date(2026, 3, 10)}, "har redan varit"),
        ({"instrument": "finns-inte"}, "no instrument"),
        ({"instrument": "satta-mal"}, "har inga rader"),
        ({"instrument": "satta-mal", "rader": [], "anonym": True}, "kan inte vara anonym"),
    ],
)
def test_starta_avvisar(ovning, falt, fel):
    with pytest.raises(Verktygsfel, match=fel), transaction.atomic():
        ovning(**falt)
    assert Genomforande.objects.count() == 0


# ---- Answering ----


def test_nyaste_svaret_galler_och_det_forra_finns_kvar(ovning, personer, svara_alla):
    runda = ovning(personer=[personer["lasare"]])
    svara_alla(runda, personer["lasare"], "stor viss -")
    svara_alla(runda, personer["lasare"], "liten viss -")
    svar = Svar.objects.order_by("id").values_list("rad__nyckel", "varde", "galler")
    assert list(svar) == [("i1", "stor", False), ("i2", "viss", True), ("i1", "liten", True)]
    assert [list(h.data["svar"]) for h in handelser("svara")] == [
        [p.kod for p in platser(runda)[:2]],
        [platser(runda)[0].kod],
    ]


def test_samma_svar_igen_sparar_inget(ovning, personer, svara_alla):
    runda = ovning(personer=[personer["lasare"]])
    svara_alla(runda, personer["lasare"], "stor viss liten")
    svara_alla(runda, personer["lasare"], "stor viss liten")
    assert (Svar.objects.count(), len(handelser("svara"))) == (3, 1)


def test_ett_svar_kan_tas_tillbaka(ovning, personer, svara_alla):
    runda = ovning(personer=[personer["lasare"]])
    svara_alla(runda, personer["lasare"], "stor viss -")
    svara_alla(runda, personer["lasare"], "- viss -")
    res = queries.resultat(runda)
    assert [r.antal for r in res.rader] == [0, 1, 0]


def test_den_som_inte_ar_inbjuden_far_inte_svara(ovning, personer, svara_alla):
    runda = ovning(personer=[personer["lasare"]])
    with pytest.raises(Verktygsfel, match="inte inbjuden"):
        svara_alla(runda, personer["analytiker"], "stor stor stor")
    alla = ovning(oppen_for_alla=True)
    svara_alla(alla, personer["analytiker"], "stor stor stor")
    assert Svar.objects.count() == 3


def test_allt_eller_inget(ovning, personer):
    runda = ovning(oppen_for_alla=True)
    forsta, andra, _ = platser(runda)
    with pytest.raises(Verktygsfel) as fel:
        actions.svara(
            av=personer["lasare"],
            nar=NAR,
            genomforande=runda,
            svar=[Post(forsta, "stor"), Post(andra, "enorm")],
        )
    assert fel.value.fel == {andra.kod: ["Välj ett av alternativen."]}
    with pytest.raises(Verktygsfel, match="2001 tecken"):
        actions.svara(
            av=personer["lasare"], nar=NAR, genomforande=runda, svar=[Post(forsta, "stor", "x" * 2001)]
        )
    frammande = ovning().rader.first()
    with pytest.raises(Verktygsfel, match="hör inte till"):
        actions.svara(
            av=personer["lasare"],
            nar=NAR,
            genomforande=runda,
            svar=[Post(Plats("paverkansgrad", frammande.pk), "stor")],
        )
    assert Svar.objects.count() == 0


def test_avslutad_tar_inga_svar_men_kan_oppnas_igen(ovning, personer, vem, svara_alla):
    runda = ovning(oppen_for_alla=True)
    runda = actions.avsluta(**vem, genomforande=runda)
    with pytest.raises(Verktygsfel, match="avslutat"):
        svara_alla(runda, personer["lasare"], "stor - -")
    with pytest.raises(Verktygsfel, match="avslutat"):
        actions.bjud_in(**vem, genomforande=runda, personer=[personer["lasare"]])
    runda = actions.oppna_igen(**vem, genomforande=runda)
    svara_alla(runda, personer["lasare"], "stor - -")
    assert (runda.status, runda.avslutad, Svar.objects.count()) == ("oppen", None, 1)


# ---- A checklist's shared answers ----


def test_checklistan_ar_gemensam_och_krocken_marks(checklista, personer, vem):
    plats = platser(checklista)[0]
    actions.svara(**vem, genomforande=checklista, svar=[Post(plats, "nej", "Ingen koppling", forra=0)])
    with pytest.raises(Krock) as krock:
        actions.svara(
            av=personer["administrator"],
            nar=NAR,
            genomforande=checklista,
            svar=[Post(plats, "ja", "", forra=0)],
        )
    nu = krock.value.aktuella[plats]
    assert (nu.varde, nu.text, nu.av) == ("nej", "Ingen koppling", personer["analytiker"])
    senare = NAR + timedelta(days=2)
    actions.svara(
        av=personer["administrator"],
        nar=senare,
        genomforande=checklista,
        svar=[Post(plats, "ja", "", forra=nu.pk)],
    )
    (rad,) = queries.checklistor("resursfordelning")
    assert (rad.lage.ja, rad.lage.besvarade, rad.lage.antal, rad.senast) == (("mal",), 1, 5, senare)
    assert [h.data["svar"] for h in handelser("svara")] == [{"mal": ["", "nej"]}, {"mal": ["nej", "ja"]}]
    assert Deltagande.objects.count() == 1


def test_checklistor_per_steg_och_amne(vem, checklista):
    def lage(**val):
        return [
            (r.genomforande and r.genomforande.pk, r.lage.besvarade)
            for r in queries.checklistor("resursfordelning", **val)
        ]

    def amne(nyckel):
        return queries.Amne(nyckel, "Plan", "/", "planering.se_plan")

    egen = actions.starta(**vem, instrument="resursfordelning", galler_nyckel="plan:7")
    fragan = platser(egen)[0]
    actions.svara(**vem, genomforande=egen, svar=[Post(fragan, "delvis")])
    assert lage(amnen=[amne("plan:7")]) == [(egen.pk, 1)]
    assert lage(amnen=[amne("plan:8")]) == [(None, 0)]
    assert lage(amnen=[amne("plan:8"), amne("plan:7")]) == [(egen.pk, 1)]
    senare = actions.starta(av=vem["av"], nar=NAR + timedelta(1), instrument="resursfordelning")
    assert (lage(), lage(forst="plan:7"), lage(forst="plan:8")) == (
        [(senare.pk, 0)],
        [(egen.pk, 1)],
        [(senare.pk, 0)],
    )
    assert [r.fler for r in queries.checklistor("resursfordelning")] == [2]
    assert [r.instrument.id for r in queries.checklistor("kultur")] == ["kultur-och-struktur"]
    assert [len(r.kvar) for r in queries.checklistor()] == [9, 8, 9, 5, 7, 7, 8, 5, 15, 4, 4, 3, 5, 16]
    (rad,) = queries.checklistor("resursfordelning", amnen=[amne("plan:7")])
    assert [varde for _, varde in rad.kvar] == ["delvis", "", "", "", ""]


# ---- Anonymous ----


def test_stodet_for_ett_steg(vem, checklista, ovning):
    """The newest round of its checklist, and its exercises: without their rounds, which are the caller's to give."""
    stod = queries.stegstod("satta_mal")
    assert [(c.instrument.id, c.genomforande) for c in stod.checklistor] == [("satta-mal", None)]
    assert [o.instrument.id for o in stod.ovningar] == ["kategorisering", "paverkansgrad"]
    runda = ovning()
    alla = queries.rundor(vem["av"], queries.genomforanden())
    assert [[r.genomforande for r in o.oppna] for o in queries.ovningar("satta_mal", alla)] == [[], [runda]]
    stod = queries.stegstod("resursfordelning")
    assert ([c.genomforande for c in stod.checklistor], stod.ovningar) == ([checklista], ())


def test_anonyma_svar_gar_inte_att_knyta_till_nagon(ovning, personer, vem, svara_alla, manga):
    fem = manga(5)
    runda = ovning(anonym=True, personer=fem)
    for person in fem:
        svara_alla(runda, person, "stor stor -", texter=["Om det här"])
    svara_alla(runda, fem[0], "liten stor -")  # changes the own answer, is not a sixth person
    assert Svar.objects.filter(galler=True, varde="stor").count() == 9
    assert set(Deltagande.objects.values_list("person", flat=True)) == {None}
    assert {s.nar.astimezone(NAR.tzinfo).strftime("%H:%M:%S") for s in Svar.objects.all()} == {"00:00:00"}
    assert set(Svar.objects.values_list("av", flat=True)) == {None}
    assert handelser("svara") == []
    fore = set(Deltagande.objects.values_list("nyckel", flat=True))
    runda = actions.avsluta(**vem, genomforande=runda)
    assert fore & set(Deltagande.objects.values_list("nyckel", flat=True)) == set()
    assert queries.deltagande_for(runda, fem[0]) is None
    with pytest.raises(Verktygsfel, match="kan inte öppnas igen"):
        actions.oppna_igen(**vem, genomforande=runda)
    res = queries.resultat(runda)
    assert [r.fordelning and r.fordelning.antal for r in res.rader] == [(4, 0, 1), (5, 0, 0), None]
    assert {(note.text, note.namn) for r in res.rader for note in r.anteckningar} == {("Om det här", "")}
    assert [r.vem for r in res.rader] == [{}, {}, {}]


def test_farre_an_fem_anonyma_svar_visas_inte(ovning, vem, svara_alla, manga):
    personer = manga(5)
    runda = ovning(anonym=True, personer=personer)
    for person in personer:
        svara_alla(runda, person, "stor - -" if person is personer[0] else "stor viss -", texter=["", "Not"])
    res = queries.resultat(actions.avsluta(**vem, genomforande=runda))
    assert [r.fordelning and r.fordelning.antal for r in res.rader] == [(5, 0, 0), None, None]
    assert (res.rader[1].anteckningar, res.dolda, res.deltagit) == ((), 1, 5)
    # Nor can the hidden row be read through what is accepted as unanimous.
    assert actions.godta_eniga(**vem, genomforande=runda) == 1
    assert queries.konsensus(runda.pk) == {"i1": "stor"}


def test_byte_av_hemlig_nyckel_skiljer_ingen_fran_sina_svar(ovning, personer, svara_alla, settings):
    runda = ovning(anonym=True, oppen_for_alla=True)
    svara_alla(runda, personer["lasare"], "stor - -")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "ny" * 30
    svara_alla(runda, personer["lasare"], "viss - -")
    assert list(Svar.objects.filter(galler=True).values_list("varde", flat=True)) == ["viss"]


# ---- Groups ----


@pytest.mark.parametrize(
    ("anonym", "vantat"),
    # T is too small; without B hidden too, T could be told by subtraction. In a named round nothing is hidden.
    [(True, [(6, 0, 0), None, None]), (False, [(6, 0, 0), (0, 4, 0), (0, 5, 0)])],
)
def test_grupper_under_fem_doljs_i_en_anonym_omgang(ovning, vem, svara_alla, manga, anonym, vantat):
    politiker, tjansteman, bolag = manga(6, "f"), manga(4, "t"), manga(5, "b")
    runda = ovning(grupper=["F", "T", "B"], anonym=anonym)
    for vilka, grupp in ((politiker, "F"), (tjansteman, "T"), (bolag, "B")):
        actions.bjud_in(**vem, genomforande=runda, personer=vilka, grupp=grupp)
        for person in vilka:
            svara_alla(runda, person, "stor stor stor" if grupp == "F" else "viss viss viss")
    res = queries.resultat(runda)
    assert [g.namn for g in res.grupper] == ["F", "T", "B"]
    assert [f and f.antal for f in res.rader[0].grupper] == vantat
    assert res.rader[0].fordelning.antal == (6, 9, 0)


def test_tre_fortroendevalda_bredvid_fyra_tjanstepersoner(ovning, vem, svara_alla, manga):
    """The guide's own point: the two pictures side by side."""
    runda = ovning(grupper=["Förtroendevalda", "Tjänstepersoner"])
    for vilka, grupp, svar in (
        (manga(3, "f"), "Förtroendevalda", "stor"),
        (manga(4, "t"), "Tjänstepersoner", "liten"),
    ):
        actions.bjud_in(**vem, genomforande=runda, personer=vilka, grupp=grupp)
        for person in vilka:
            svara_alla(runda, person, " ".join([svar] * 3))
    assert [f.antal for f in queries.resultat(runda).rader[0].grupper] == [(3, 0, 0), (0, 0, 4)]


def test_gruppnamn_provas_som_rader(ovning):
    with pytest.raises(Verktygsfel) as fel:
        ovning(grupper=["Förtroendevalda", "G" * 81])
    assert list(fel.value.fel) == ["grupper"]
    assert str(fel.value).startswith(f"”{'G' * 40}”: ")
    with pytest.raises(Verktygsfel, match="osynligt tecken"):
        ovning(grupper=["A\0"])
    assert Genomforande.objects.count() == 0
    assert [g.namn for g in ovning(grupper=["B", " ", "a", "b", "B"]).grupper.all()] == ["B", "a"]


def test_gruppera_flyttar_de_inbjudna_med_sina_svar(ovning, vem, manga, svara_alla):
    anna, bo, cia = manga(3)
    runda = ovning(grupper=["F", "T"], personer=[anna, bo])
    svara_alla(runda, bo, "stor - -")
    assert actions.gruppera(**vem, genomforande=runda, grupper={anna: "F", bo: "T", cia: "F"}) == 2
    assert actions.gruppera(**vem, genomforande=runda, grupper={anna: "F", bo: "T"}) == 0
    assert dict(Inbjudan.objects.values_list("person", "grupp__namn")) == {anna.pk: "F", bo.pk: "T"}
    assert Deltagande.objects.get().grupp.namn == "T"
    assert actions.gruppera(**vem, genomforande=runda, grupper={anna: ""}) == 1
    assert Inbjudan.objects.get(person=anna).grupp is None
    with pytest.raises(Verktygsfel, match="Gruppen finns inte"):
        actions.gruppera(**vem, genomforande=runda, grupper={anna: "X"})
    assert [h.data["grupp"] for h in handelser("gruppera")] == ["F", "T", ""]


def test_nolltecken_nekas_i_all_fritext(ovning, checklista, vem, personer):
    runda = ovning(oppen_for_alla=True)
    plats, fraga = platser(runda)[0], platser(checklista)[0]
    with pytest.raises(Verktygsfel) as svar:
        actions.svara(**vem, genomforande=checklista, svar=[Post(fraga, "ja", "a\0b")])
    with pytest.raises(Verktygsfel) as varfor:
        actions.satt_konsensus(**vem, genomforande=runda, plats=plats, varde="stor", anteckning="\0")
    with pytest.raises(Verktygsfel) as titel:
        actions.andra(**vem, genomforande=runda, titel="a\0", galler="\0")
    with pytest.raises(Verktygsfel) as grupp:
        actions.bjud_in(**vem, genomforande=runda, personer=[personer["lasare"]], grupp="\0")
    with pytest.raises(Verktygsfel) as rad:
        ovning(rader=[("i1", "a\0b")])
    texten = "Texten har ett osynligt tecken (noll) som inte går att spara. Skriv om det du klistrade in."
    assert [f.value.fel for f in (svar, varfor, titel, grupp, rad)] == [
        {fraga.kod: [texten]},
        {plats.kod: [texten]},
        {"titel": [texten], "galler": [texten]},
        {"grupp": [texten]},
        {"etikett": [texten]},
    ]
    assert (Svar.objects.count(), Konsensus.objects.count()) == (0, 0)


def test_bjuda_in_flyttar_och_ta_bort_behaller_svaren(ovning, vem, personer, svara_alla):
    lasare = personer["lasare"]
    runda = ovning()
    assert actions.bjud_in(**vem, genomforande=runda, personer=[lasare], grupp="F") == 1
    svara_alla(runda, lasare, "stor - -")
    assert actions.bjud_in(**vem, genomforande=runda, personer=[lasare], grupp="t") == 0
    assert (Inbjudan.objects.get().grupp.namn, Deltagande.objects.get().grupp.namn) == ("t", "t")
    assert actions.ta_bort_inbjudan(**vem, genomforande=runda, person=lasare) is True
    assert actions.ta_bort_inbjudan(**vem, genomforande=runda, person=lasare) is False
    assert queries.resultat(runda).rader[0].antal == 1
    with pytest.raises(Verktygsfel, match="inte inbjuden"):
        svara_alla(runda, lasare, "viss - -")
    lasare.is_active = False
    with pytest.raises(Verktygsfel, match="inte längre aktiv"):
        actions.bjud_in(**vem, genomforande=runda, personer=[lasare])
    with pytest.raises(Verktygsfel, match="minst en person"):
        actions.bjud_in(**vem, genomforande=runda, personer=[])


# ---- Agreeing ----


def test_konsensus_och_vad_planeringen_laser(ovning, vem, personer):
    runda = ovning()
    ett, tva, tre = platser(runda)
    actions.satt_konsensus(
        **vem, genomforande=runda, plats=tre, varde="liten", anteckning=" Marknaden avgör "
    )
    actions.satt_konsensus(**vem, genomforande=runda, plats=ett, varde="stor", forra=0)
    forsta = actions.satt_konsensus(**vem, genomforande=runda, plats=tva, varde="stor")
    with pytest.raises(Krock) as krock:
        actions.satt_konsensus(
            av=personer["administrator"], nar=NAR, genomforande=runda, plats=tva, varde="viss", forra=0
        )
    assert krock.value.aktuella == {tva: forsta}
    actions.satt_konsensus(**vem, genomforande=runda, plats=tva, varde="", forra=forsta.pk)
    assert queries.konsensus(runda.pk) == {"i1": "stor", "i3": "liten"}
    assert queries.konsensus(runda.pk, "paverkansgrad") == {"i1": "stor", "i3": "liten"}
    assert queries.konsensus(runda.pk, "annat") == {}
    rader = queries.konsensusrader(runda)
    assert [(r.nyckel, r.varde_etikett, r.anteckning, r.av, r.nar) for r in rader] == [
        ("i1", "Till stor del", "", "Analytiker Storköping", NAR),
        ("i3", "Till liten del", "Marknaden avgör", "Analytiker Storköping", NAR),
    ]
    assert list(Konsensus.objects.filter(rad=tva.rad).order_by("id").values_list("varde", "galler")) == [
        ("stor", False),
        ("", True),
    ]
    with pytest.raises(Verktygsfel, match="Välj ett av"):
        actions.satt_konsensus(**vem, genomforande=runda, plats=ett, varde="lagom")
    with pytest.raises(Verktygsfel, match="hör inte till"):
        actions.satt_konsensus(**vem, genomforande=runda, plats=Plats("paverkansgrad"), varde="stor")


def test_en_checklista_har_ingen_konsensus(checklista, vem):
    with pytest.raises(Verktygsfel, match="redan gemensamma"):
        actions.satt_konsensus(**vem, genomforande=checklista, plats=Plats("mal"), varde="ja")


def test_godta_eniga_rader(ovning, vem, personer, svara_alla):
    runda = ovning(oppen_for_alla=True)
    svara_alla(runda, personer["lasare"], "stor viss liten")
    svara_alla(runda, personer["ansvarig"], "stor stor liten")
    actions.satt_konsensus(**vem, genomforande=runda, plats=platser(runda)[2], varde="viss")
    assert actions.godta_eniga(**vem, genomforande=runda) == 1
    assert queries.konsensus(runda.pk) == {"i1": "stor", "i3": "viss"}


# ---- Changing and deleting ----


def test_andra_och_ta_bort(ovning, vem, personer, svara_alla):
    runda = ovning(oppen_for_alla=True)
    actions.andra(**vem, genomforande=runda, titel="Ny rubrik", sista_dag=date(2026, 4, 1))
    actions.andra(**vem, genomforande=runda, titel="Ny rubrik", sista_dag=date(2026, 4, 1))
    (rad,) = handelser("andra")
    assert rad.data == {
        "andrat": {"titel": ["Påverkansgrad", "Ny rubrik"], "sista_dag": [None, "2026-04-01"]}
    }
    svara_alla(runda, personer["lasare"], "stor - -")
    with pytest.raises(Verktygsfel, match="har redan svarat"):
        actions.ta_bort(**vem, genomforande=runda)
    actions.ta_bort(**vem, genomforande=ovning(titel="Tom"))
    assert list(Genomforande.objects.values_list("titel", flat=True)) == ["Ny rubrik"]
    with pytest.raises(Verktygsfel, match="tagits bort av någon annan"):
        actions.avsluta(**vem, genomforande=Genomforande(pk=0))


# ---- The database's own guard ----


def test_databasen_haller_det_som_alltid_galler(ovning, personer, svara_alla):
    runda = ovning(oppen_for_alla=True)
    svara_alla(runda, personer["lasare"], "stor - -")
    deltagande, rad = Deltagande.objects.get(), runda.rader.first()
    omojligt = [
        lambda: Svar.objects.create(
            deltagande=deltagande, rad=rad, fraga="paverkansgrad", varde="viss", nar=NAR
        ),
        lambda: Konsensus.objects.bulk_create(
            Konsensus(genomforande=runda, fraga="q", varde=v, nar=NAR) for v in ("a", "b")
        ),
        lambda: Deltagande.objects.create(genomforande=runda, person=personer["analytiker"], nyckel="n"),
        lambda: Deltagande.objects.create(genomforande=runda, person=personer["lasare"]),
        lambda: Rad.objects.create(genomforande=runda, nyckel="i1", etikett="Dubbel"),
        lambda: Rad.objects.create(genomforande=runda, nyckel="", etikett="Namnlös"),
        lambda: Genomforande.objects.filter(pk=runda.pk).update(status="avslutad"),
        lambda: Genomforande.objects.filter(pk=runda.pk).update(version=0),
    ]
    hejdade = 0
    for forsok in omojligt:
        try:
            with transaction.atomic():
                forsok()
        except IntegrityError:
            hejdade += 1
    assert hejdade == len(omojligt)


def test_en_borttagen_person_lamnar_svaren_kvar(ovning, manga, svara_alla):
    (person,) = manga(1)
    runda = ovning(personer=[person])
    svara_alla(runda, person, "stor - -")
    person.delete()
    res = queries.resultat(runda)
    assert (res.rader[0].antal, res.rader[0].vem) == (1, {"stor": ("Borttagen person",)})
