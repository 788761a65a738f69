"""Undo of what hangs beside the goals: knowledge cards, uppdrag, sources, verksamheter, earmarks, measures."""

from datetime import date
from decimal import Decimal as D

import pytest

from organisation.models import Handelse
from planering import actions
from planering.actions import resurs, resurstabell, uppdrag
from planering.actions.resurstabell import Cell
from planering.domain.fel import PlanLast
from planering.models import (
    Kunskapskort,
    Oronmarkning,
    Plan,
    Ram,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Uppdragstext,
    Verksamhet,
)


def senaste() -> Handelse:
    return Handelse.objects.filter(typ__startswith="planering.").latest("id")


@pytest.fixture
def uppdraget(vem, plan, storkoping):
    rad = uppdrag.skapa_uppdrag(**vem, plan=plan, namn="Skolan", enheter=[storkoping["skolnamnd"]])
    vision = rad.texter.get(avsnitt="vision")
    uppdrag.skriv_uppdragstext(**vem, text=vision, innehall="Alla lär sig.")
    uppdrag.skapa_uppdragskalla(**vem, text=vision, titel="Skolplan", datum=date(2025, 11, 24))
    return rad


@pytest.fixture
def oronmarkt(vem, plan, mal, storkoping):
    v = resurs.skapa_verksamhet(**vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Grundskola")
    resurstabell.spara_celler(**vem, plan=plan, ar=2026, celler={(v.pk, "bas"): Cell(D(0), D("900.5"))})
    return resurs.skapa_oronmarkning(
        **vem, ram=Ram.objects.get(), mal=mal, belopp=D("100.5"), kommentar="Läsa"
    )


def test_en_andrad_text_blir_som_den_var(vem, ny_indikator, uppdraget, oronmarkt, storkoping, klient):
    i = ny_indikator()
    kort = actions.skriv_kunskapskort(**vem, indikator=i, mater="Andelen", bakgrund="Hemmet")
    kalla, v = Uppdragskalla.objects.get(), Verksamhet.objects.get()
    matt = actions.skapa_egetmatt(
        **vem, namn="Samtal", enhet="%", frekvens="manad", sammanstallning="medel", agare=storkoping["kf"]
    )
    period = actions.skapa_styrperiod(**vem, namn="2023–2026", fran_ar=2023, till_ar=2026)
    andringar = (
        (kort, lambda: actions.skriv_kunskapskort(**vem, indikator=i, mater="Fel"), "mater", "Andelen"),
        (uppdraget, lambda: uppdrag.andra_uppdrag(
            **vem, uppdrag=uppdraget, namn="Fel", enheter=[storkoping["skolnamnd"]]), "namn", "Skolan"),
        (kalla, lambda: uppdrag.andra_uppdragskalla(**vem, kalla=kalla, titel="Fel"), "datum", date(2025, 11, 24)),
        (v, lambda: resurs.andra_verksamhet(
            **vem, verksamhet=v, enhet=storkoping["kulturnamnd"], namn="Fel"), "enhet", storkoping["skolnamnd"]),
        (oronmarkt, lambda: resurs.andra_oronmarkning(
            **vem, oronmarkning=oronmarkt, mal=oronmarkt.mal, belopp=D(1)), "belopp", D("100.5")),
        (matt, lambda: actions.andra_egetmatt(
            **vem, egetmatt=matt, namn="Fel", enhet="%", frekvens="manad", sammanstallning="medel",
            agare=storkoping["kf"]), "namn", "Samtal"),
        (period, lambda: actions.andra_styrperiod(
            **vem, styrperiod=period, namn="Fel", fran_ar=2023, till_ar=2026), "namn", "2023–2026"),
    )  # fmt: skip
    for objekt, andra, falt, som_forr in andringar:
        andra()
        svar = klient("analytiker").post(f"/planering/angra/{senaste().pk}/", follow=True)
        objekt.refresh_from_db()
        # Back on a page where it is read, which is there.
        assert (objekt._meta.label, getattr(objekt, falt), svar.status_code) == (
            objekt._meta.label,
            som_forr,
            200,
        )


def test_ett_borttaget_uppdrag_kommer_tillbaka_med_sina_texter(vem, uppdraget, klient):
    texter = set(Uppdragstext.objects.values_list("pk", "avsnitt", "text"))
    uppdrag.ta_bort_uppdrag(**vem, uppdrag=uppdraget)
    assert (
        klient("analytiker").post(f"/planering/angra/{senaste().pk}/").url
        == f"/planering/uppdrag/{uppdraget.pk}/"
    )
    assert set(Uppdragstext.objects.values_list("pk", "avsnitt", "text")) == texter
    u = Uppdragsbeskrivning.objects.get()
    assert [e.enhet.namn for e in u.enhetsrader.all()] == ["Barn- och utbildningsnämnden"]
    assert [k.titel for k in Uppdragskalla.objects.all()] == ["Skolplan"]
    assert [v.innehall for v in u.texter.get(avsnitt="vision").versioner.all()] == ["Alla lär sig."]


def test_en_borttagen_verksamhet_kommer_tillbaka_med_ramar_och_oronmarkt(vem, oronmarkt):
    resurs.ta_bort_verksamhet(**vem, verksamhet=Verksamhet.objects.get())
    assert Ram.objects.count() == 0
    actions.angra(**vem, handelse=senaste())
    assert list(Ram.objects.values_list("ar", "bas")) == [(2026, D("900.5"))]
    assert list(Oronmarkning.objects.values_list("pk", "belopp", "kommentar")) == [
        (oronmarkt.pk, D("100.5"), "Läsa")
    ]


def test_en_borttagen_plan_kommer_tillbaka_hel(vem, plan, ny_indikator, uppdraget, oronmarkt):
    actions.skriv_kunskapskort(**vem, indikator=ny_indikator(), mater="Andelen")
    actions.ta_bort_plan(**vem, plan=plan)
    assert (Plan.objects.count(), Verksamhet.objects.count(), Uppdragstext.objects.count()) == (0, 0, 0)
    actions.angra(**vem, handelse=senaste())
    assert (Oronmarkning.objects.get().belopp, Uppdragskalla.objects.get().titel) == (D("100.5"), "Skolplan")
    assert Kunskapskort.objects.get().mater == "Andelen"


def test_i_en_beslutad_plan_kommer_inget_tillbaka(vem, plan, uppdraget, oronmarkt):
    uppdrag.ta_bort_uppdrag(**vem, uppdrag=uppdraget)
    bort = [senaste()]
    resurs.ta_bort_verksamhet(**vem, verksamhet=Verksamhet.objects.get())
    bort.append(senaste())
    actions.besluta_plan(**vem, plan=plan, datum=vem["nar"].date(), paragraf="KF § 1")
    for handelse in bort:
        with pytest.raises(PlanLast):
            actions.angra(**vem, handelse=handelse)
    assert (Verksamhet.objects.count(), Uppdragsbeskrivning.objects.count()) == (0, 0)
