"""Descriptions: enheter that do not overlap, texts that are never lost, versions one can go back to."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from planering import actions as planera
from planering.actions import uppdrag as actions
from planering.domain.fel import Krock, Planeringsfel, PlanLast
from planering.models import Avsnitt, Uppdragskalla, Uppdragstext, Uppdragsversion

pytestmark = pytest.mark.django_db


@pytest.fixture
def uppdrag(vem, plan, storkoping):
    return actions.skapa_uppdrag(**vem, plan=plan, namn="Nämndens uppdrag", enheter=[storkoping["skolnamnd"]])


@pytest.fixture
def vision(uppdrag):
    return uppdrag.texter.get(avsnitt="vision")


def versioner(text):
    return list(text.versioner.order_by("nummer").values_list("nummer", "innehall"))


def test_alla_avsnitt_finns_fran_borjan(uppdrag):
    assert set(uppdrag.texter.values_list("avsnitt", "text")) == {(a.value, "") for a in Avsnitt}
    assert [r.enhet.namn for r in uppdrag.enhetsrader.all()] == ["Barn- och utbildningsnämnden"]


@pytest.mark.parametrize(
    ("enheter", "fel"),
    [
        ([], ["Välj minst en del av organisationen."]),
        (
            ["kulturnamnd", "forvaltning", "skola"],
            ["Välj bara den ena: Ängsskolan ligger under Utbildningsförvaltningen och ingår redan."],
        ),
        (
            ["kf", "kulturnamnd"],
            ["Välj bara den ena: Kultur- och fritidsnämnden ligger under Kommunfullmäktige och ingår redan."],
        ),
        (["skolnamnd"], ["Välj en annan: Barn- och utbildningsnämnden beskrivs redan i ”Nämndens uppdrag”."]),
    ],
)
def test_enheter_som_overlappar(vem, plan, uppdrag, storkoping, enheter, fel):
    with pytest.raises(Planeringsfel) as e:
        actions.skapa_uppdrag(**vem, plan=plan, namn="Nytt", enheter=[storkoping[e] for e in enheter])
    assert e.value.fel == {"enheter": fel}
    assert plan.uppdrag.count() == 1


def test_en_enhet_som_upphort_kan_inte_valjas_men_far_sta_kvar(vem, plan, uppdrag, storkoping):
    enhet = storkoping["skolnamnd"]
    enhet.galler_till = date(2025, 12, 31)
    enhet.save()
    actions.andra_uppdrag(**vem, uppdrag=uppdrag, namn="Annat namn", enheter=[enhet])
    annan = planera.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)
    with pytest.raises(Planeringsfel, match="upphörde 2025-12-31"):
        actions.skapa_uppdrag(**vem, plan=annan, namn="Nytt", enheter=[enhet])


def test_andrade_enheter_loggas_och_raknas_som_en_andring(vem, uppdrag, storkoping, handelser):
    rad = actions.andra_uppdrag(
        **vem, uppdrag=uppdrag, namn="Nämndens uppdrag", enheter=[storkoping["kulturnamnd"]], revision=1
    )
    assert (rad.revision, handelser("planering.satt_uppdragsenheter")[-1][1]) == (
        2,
        {
            "enheter": [["Barn- och utbildningsnämnden"], ["Kultur- och fritidsnämnden"]],
            "nycklar": [[storkoping["skolnamnd"].pk], [storkoping["kulturnamnd"].pk]],
        },
    )
    with pytest.raises(Krock):
        actions.andra_uppdrag(
            **vem, uppdrag=uppdrag, namn="X", enheter=[storkoping["kulturnamnd"]], revision=1
        )


# ---- Texts ----


def skriv(vem, text, innehall, **falt):
    return actions.skriv_uppdragstext(**vem, text=text, innehall=innehall, **falt)


def test_det_man_skriver_i_en_foljd_ar_en_version(vem, vision, handelser):
    for nr, innehall in enumerate(("A", "Al", "Alla\r\nlyckas  "), start=1):
        rad = skriv(vem, vision, innehall, revision=nr, fonster="f1", slutlig=False)
    assert (rad.text, rad.revision, versioner(vision)) == ("Alla\nlyckas", 4, [(1, "Alla\nlyckas")])
    senare = {"av": vem["av"], "nar": vem["nar"] + timedelta(minutes=11)}
    skriv(senare, vision, "Alla lyckas", revision=4, fonster="f1", slutlig=False)
    assert [v for v, _ in versioner(vision)] == [1, 2]
    assert [d["version"] for _, d in handelser("planering.skriv_uppdragstext")] == [1, 2]


def test_oforandrad_text_sparas_inte_igen(vem, vision):
    skriv(vem, vision, "Alla", revision=1, fonster="f1")
    assert (
        skriv(vem, vision, "Alla ", revision=1, fonster="f2").revision,
        Uppdragsversion.objects.count(),
    ) == (2, 1)


def test_tva_som_skriver_samtidigt_skriver_inte_over_varandra(vem, vision, personer):
    annan = {"av": personer["administrator"], "nar": vem["nar"]}
    skriv(annan, vision, "Deras", revision=1, fonster="deras")
    for slutlig in (False, True):
        with pytest.raises(Krock) as e:
            skriv(vem, vision, "Min", revision=1, fonster="mitt", slutlig=slutlig)
        assert (e.value.aktuell.text, e.value.aktuell.andrad_av) == ("Deras", personer["administrator"])
    # Having seen both, one chooses one's own; theirs stays in the history.
    skriv(vem, vision, "Min", revision=2, fonster="mitt")
    assert versioner(vision) == [(1, "Deras"), (2, "Min")]


def test_samma_person_i_tva_fonster_ar_ocksa_en_krock(vem, vision):
    skriv(vem, vision, "Ett", revision=1, fonster="f1", slutlig=False)
    with pytest.raises(Krock):
        skriv(vem, vision, "Två", revision=1, fonster="f2", slutlig=False)


def test_knappen_gar_fore_den_egna_automatiken(vem, vision):
    """The button was pressed while an automatic save was on its way: revision 1 is then old, but it is our own."""
    skriv(vem, vision, "Alla", revision=1, fonster="f1", slutlig=False)
    skriv(vem, vision, "Alla lyckas", revision=1, fonster="f1")
    # And an automatic save that arrives after it may not put the older text back.
    with pytest.raises(Krock):
        skriv(vem, vision, "Alla l", revision=1, fonster="f1", slutlig=False)
    vision.refresh_from_db()
    assert vision.text == "Alla lyckas"


def test_aterstalla_ar_en_ny_version_som_ocksa_kan_angras(vem, vision, handelser):
    skriv(vem, vision, "Ett", revision=1, fonster="f1")
    skriv(vem, vision, "Två", revision=2, fonster="f2")
    ett, tva = vision.versioner.order_by("nummer")
    assert actions.aterstall_uppdragstext(**vem, version=ett, revision=3).text == "Ett"
    assert versioner(vision) == [(1, "Ett"), (2, "Två"), (3, "Ett")]
    assert handelser("planering.skriv_uppdragstext")[-1][1]["aterstalld_fran"] == 1
    assert actions.aterstall_uppdragstext(**vem, version=tva, revision=4).text == "Två"
    with pytest.raises(Krock):
        actions.aterstall_uppdragstext(**vem, version=ett, revision=4)
    assert actions.aterstall_uppdragstext(**vem, version=tva, revision=5).revision == 5


def test_for_lang_text(vem, vision):
    with pytest.raises(Planeringsfel, match="högst 20000 tecken"):
        skriv(vem, vision, "x" * 20001)


# ---- Sources ----


def test_kallor_med_logg(vem, vision, handelser):
    kalla = actions.skapa_uppdragskalla(
        **vem,
        text=vision,
        titel=" Vision 2035 ",
        lank="https://storkoping.example/v",
        datum=date(2019, 5, 27),
    )
    actions.andra_uppdragskalla(**vem, kalla=kalla, titel="Vision 2035", lank="", datum=None, revision=1)
    assert handelser("planering.andra_uppdragskalla")[0][1] == {
        "andrat": {"lank": ["https://storkoping.example/v", ""], "datum": ["2019-05-27", None]}
    }
    actions.ta_bort_uppdragskalla(**vem, kalla=kalla)
    assert Uppdragskalla.objects.count() == 0


@pytest.mark.parametrize("lank", ["javascript:alert(1)", "ftp://storkoping.example/", "inget"])
def test_en_lank_leder_bara_till_webben(vem, vision, lank):
    with pytest.raises(Planeringsfel) as e:
        actions.skapa_uppdragskalla(**vem, text=vision, titel="Vision", lank=lank)
    assert "lank" in e.value.fel
    with pytest.raises(IntegrityError, match="uppdragskalla_lank"), transaction.atomic():
        Uppdragskalla.objects.create(text=vision, titel="Vision", lank=lank)


# ---- The decision ----


def test_uppdraget_ligger_fast_med_planen(vem, plan, mal, vision, uppdrag, storkoping):
    skriv(vem, vision, "Ett", revision=1)
    kalla = actions.skapa_uppdragskalla(**vem, text=vision, titel="Vision")
    version = vision.versioner.get()
    planera.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 1), paragraf="KF § 1")
    for gor in (
        lambda: skriv(vem, vision, "Två"),
        lambda: actions.aterstall_uppdragstext(**vem, version=version),
        lambda: actions.skapa_uppdragskalla(**vem, text=vision, titel="Ny"),
        lambda: actions.andra_uppdragskalla(**vem, kalla=kalla, titel="Ny"),
        lambda: actions.ta_bort_uppdragskalla(**vem, kalla=kalla),
        lambda: actions.andra_uppdrag(**vem, uppdrag=uppdrag, namn="N", enheter=[storkoping["skolnamnd"]]),
        lambda: actions.ta_bort_uppdrag(**vem, uppdrag=uppdrag),
        lambda: actions.skapa_uppdrag(**vem, plan=plan, namn="N", enheter=[storkoping["kulturnamnd"]]),
    ):
        with pytest.raises(PlanLast):
            gor()
    for andring in (
        lambda: Uppdragstext.objects.update(text="x"),
        lambda: Uppdragskalla.objects.update(titel="x"),
        lambda: Uppdragsversion.objects.all().delete(),
        lambda: uppdrag.enhetsrader.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="The plan is decided"), transaction.atomic():
            andring()


def test_allt_som_tas_bort_star_i_loggen(vem, uppdrag, vision, handelser):
    skriv(vem, vision, "Alla lyckas", revision=1)
    actions.ta_bort_uppdrag(**vem, uppdrag=uppdrag)
    borta = handelser("planering.ta_bort_uppdragsbeskrivning")[0][1]["borttaget"]
    assert {modell: len(rader) for modell, rader in borta.items()} == {
        "planering.Uppdragsbeskrivning": 1,
        "planering.Uppdragsenhet": 1,
        "planering.Uppdragstext": 11,
        "planering.Uppdragsversion": 1,
    }
    assert borta["planering.Uppdragsversion"][0]["innehall"] == "Alla lyckas"
