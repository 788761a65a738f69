"""A plan copied: as the next version, and to next year. What a decision takes over."""

from datetime import date

import pytest

from planering import actions, queries
from planering.actions import Planeringsfel
from planering.models import (
    Handlingsplan,
    Horisontkoppling,
    Indikator,
    Mal,
    Malniva,
    Malomrade,
    Plan,
    Styrperiod,
)

pytestmark = pytest.mark.django_db


def fel(anrop, *args, **kwargs) -> dict:
    with pytest.raises(Planeringsfel) as fangat:
        anrop(*args, **kwargs)
    return fangat.value.fel


def besluta(vem, plan, paragraf="KF § 42"):
    return actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf=paragraf)


@pytest.fixture
def fylld(vem, plan, omrade, mal, storkoping, ny_indikator, nytt_nyckeltal):
    """Three levels, a horizontal goal that the nämnd carries, an indicator with levels and an action plan."""
    jamlikt = actions.skapa_mal(
        **vem, malomrade=omrade, titel="Jämställd kommun", enhet=storkoping["kf"], horisontellt=True
    )
    namndmal = actions.skapa_mal(
        **vem, overordnat=mal, titel="Trygga elever", enhet=storkoping["skolnamnd"], bidrar_till=[jamlikt]
    )
    enhetsmal = actions.skapa_mal(**vem, overordnat=namndmal, titel="Ingen ensam", enhet=storkoping["skola"])
    indikator = ny_indikator(under=namndmal, namn="Behöriga", decimaler=0)
    actions.satt_malnivaer(
        **vem, indikator=indikator, nivaer={2026: 90, 2027: 91, 2028: 92}, utgangsvarde=84.0, utgangsar=2024
    )
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"], mal=namndmal
    )
    return {"jamlikt": jamlikt, "namndmal": namndmal, "enhetsmal": enhetsmal, "indikator": indikator, "h": h}


def test_en_ny_version_ar_planen_en_gang_till_och_minns_vad_den_fortsatter(vem, plan, fylld, handelser):
    besluta(vem, plan)
    ny = actions.ny_version(**vem, plan=plan)
    assert (ny.version, ny.status, ny.foregangare, ny.namn) == (2, "utkast", plan, plan.namn)
    mal = {m.titel: m for m in Mal.objects.filter(malomrade__plan=ny)}
    assert {t: (m.overordnat and m.overordnat.titel, m.niva) for t, m in mal.items()} == {
        "Alla elever når gymnasiet": (None, "kf"),
        "Jämställd kommun": (None, "kf"),
        "Trygga elever": ("Alla elever når gymnasiet", "namnd"),
        "Ingen ensam": ("Trygga elever", "enhet"),
    }
    assert all(m.overordnat is None or m.overordnat.malomrade.plan == ny for m in mal.values())
    assert mal["Trygga elever"].foregangare == fylld["namndmal"]
    koppling = Horisontkoppling.objects.get(mal=mal["Trygga elever"])
    assert koppling.horisontellt == mal["Jämställd kommun"]
    i = Indikator.objects.get(mal__malomrade__plan=ny)
    assert (i.foregangare, i.utgangsvarde, i.revision) == (fylld["indikator"], 84.0, 1)
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2026, 90.0), (2027, 91.0), (2028, 92.0)]
    assert not queries.planskillnad(plan, ny)
    ((_, data),) = handelser("planering.skapa_version")
    assert (data["fran"], data["antal"]["planering.Mal"], data["antal"]["planering.Malniva"]) == (
        plan.pk,
        4,
        3,
    )


def test_ny_version_bara_av_en_beslutad_och_en_i_taget(vem, plan, fylld):
    assert fel(actions.ny_version, **vem, plan=plan) == {
        "": ["Planen är inte beslutad, så den kan ändras som den är. En ny version behövs inte."]
    }
    besluta(vem, plan)
    ny = actions.ny_version(**vem, plan=plan)
    assert actions.pagaende_version(plan) == ny
    assert fel(actions.ny_version, **vem, plan=plan) == {"": ["Version 2 är redan påbörjad. Fortsätt i den."]}
    besluta(vem, ny)
    assert fel(actions.ny_version, **vem, plan=plan) == {"": ["Version 2 är redan beslutad. Utgå från den."]}
    assert (actions.pagaende_version(plan), Plan.objects.aktuell(vem["nar"].year)) == (None, ny)


def test_andringen_syns_i_ord(vem, plan, fylld, storkoping):
    besluta(vem, plan)
    ny = actions.ny_version(**vem, plan=plan)
    i = Indikator.objects.get(mal__malomrade__plan=ny)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 91, 2028: 92})
    actions.andra_indikator(
        **vem,
        indikator=i,
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=storkoping["kulturnamnd"],
        namn="Behöriga",
        decimaler=0,
    )
    actions.skapa_mal(
        **vem, malomrade=Malomrade.objects.get(plan=ny), titel="Nytt mål", enhet=storkoping["kf"]
    )
    s = queries.planskillnad(plan, ny)
    assert [(g.mal, [a.text for a in g.andringar]) for g in s.grupper] == [
        (
            "Trygga elever",
            [
                "Målnivån 2026 för Behöriga sänktes från 90 till 85\u00a0%.",
                "Ägare för Behöriga ändrades från ”Barn- och utbildningsnämnden” till "
                "”Kultur- och fritidsnämnden”.",
            ],
        ),
        ("Nytt mål", ["Målet lades till."]),
    ]


def test_skillnaden_mot_en_version_langre_bak(vem, plan, fylld):
    besluta(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    besluta(vem, tva)
    tre = actions.ny_version(**vem, plan=tva)
    assert not queries.planskillnad(plan, tre)
    i = Indikator.objects.get(mal__malomrade__plan=tre)
    assert queries.foregangare_till(Indikator, {i.pk}) == {i.pk: [i.foregangare_id, fylld["indikator"].pk]}


@pytest.mark.parametrize(
    ("hur", "vantat"),
    [
        ("samma", [(2027, 91.0), (2028, 92.0), (2029, 92.0)]),
        ("linje", [(2027, 91.0), (2028, 92.0), (2029, 93.0)]),
        ("tomt", []),
    ],
)
def test_planen_till_nasta_ar(vem, plan, fylld, hur, vantat):
    ny = actions.kopiera_framat(
        **vem, plan=plan, namn="Mål och budget 2027–2029", fran_ar=2027, till_ar=2029, nivaer=hur
    )
    assert (ny.fran_ar, ny.version, ny.foregangare, ny.status) == (2027, 1, plan, "utkast")
    i = Indikator.objects.get(mal__malomrade__plan=ny)
    assert list(i.malnivaer.values_list("ar", "varde")) == vantat
    assert Malniva.objects.filter(indikator=fylld["indikator"]).count() == 3


def test_samma_eller_tidigare_ar_ar_ingen_kopia_framat(vem, plan, fylld):
    svar = fel(actions.kopiera_framat, **vem, plan=plan, namn="X", fran_ar=2026, till_ar=2028)
    assert svar == {"fran_ar": ["Välj ett år efter 2026. Samma år ändras i en ny version av planen."]}
    svar = fel(actions.kopiera_framat, **vem, plan=plan, namn="X", fran_ar=2027, till_ar=2026, nivaer="fel")
    assert svar == {
        "till_ar": ["Sista år kan inte vara före 2027."],
        "nivaer": ["Välj hur målnivåerna ska föras vidare."],
    }
    assert Plan.objects.count() == 1


def test_beslutet_tar_over_handlingsplanerna_och_raknar_om(
    vem, plan, fylld, skickade, django_capture_on_commit_callbacks
):
    besluta(vem, plan)
    ny = actions.ny_version(**vem, plan=plan)
    assert Handlingsplan.objects.get().mal == fylld["namndmal"]
    with django_capture_on_commit_callbacks(execute=True):
        besluta(vem, ny)
    mal = Handlingsplan.objects.get().mal
    assert (mal.foregangare, mal.malomrade.plan) == (fylld["namndmal"], ny)
    assert skickade == [("uppfoljning.tasks.berakna_efter_planandring", (), {})]


def test_uppdrag_och_ramar_foljer_med(vem, plan, fylld, storkoping):
    from planering.models import Oronmarkning, Ram, Verksamhet

    v = Verksamhet.objects.create(plan=plan, enhet=storkoping["skolnamnd"], namn="Grundskola")
    ramar = [Ram.objects.create(verksamhet=v, ar=ar, bas=1000) for ar in (2026, 2027)]
    for ram in ramar:
        Oronmarkning.objects.create(ram=ram, mal=fylld["namndmal"], belopp=10)
    ny = actions.kopiera_framat(**vem, plan=plan, namn="Nästa", fran_ar=2027, till_ar=2029)
    assert list(Ram.objects.filter(verksamhet__plan=ny).values_list("ar", flat=True)) == [2027]
    o = Oronmarkning.objects.get(ram__verksamhet__plan=ny)
    assert (o.ram.ar, o.mal.foregangare) == (2027, fylld["namndmal"])


def test_planen_hor_till_styrperioden_som_den_borjar_i(vem, plan):
    period = actions.skapa_styrperiod(**vem, namn="Mandatperioden 2023–2026", fran_ar=2023, till_ar=2026)
    plan.refresh_from_db()
    assert plan.styrperiod == period
    nasta = actions.skapa_styrperiod(**vem, namn="Mandatperioden 2027–2030", fran_ar=2027, till_ar=2030)
    assert actions.skapa_plan(**vem, namn="N", fran_ar=2027, till_ar=2029).styrperiod == nasta
    svar = fel(actions.skapa_styrperiod, **vem, namn="X", fran_ar=2026, till_ar=2029)
    assert list(svar) == ["fran_ar"]
    assert svar["fran_ar"][0].startswith("Åren överlappar ”Mandatperioden 202")
    svar = fel(actions.andra_styrperiod, **vem, styrperiod=period, namn="X", fran_ar=2023, till_ar=2025)
    assert svar == {"till_ar": ["Planen ”Mål och budget 2026–2028” börjar 2026 och hör till perioden."]}
    assert Styrperiod.objects.count() == 2


# ---- Horizontal goals ----


def test_bara_fullmaktige_satter_horisontella_mal(vem, omrade, mal, storkoping, fylld):
    svar = fel(
        actions.skapa_mal, **vem, overordnat=mal, titel="X", enhet=storkoping["skolnamnd"], horisontellt=True
    )
    assert svar == {"horisontellt": ["Bara fullmäktige sätter horisontella mål."]}
    svar = fel(
        actions.skapa_mal, **vem, overordnat=mal, titel="X", enhet=storkoping["skolnamnd"], bidrar_till=[mal]
    )
    assert svar == {"bidrar_till": ["Välj bland de horisontella målen."]}
    svar = fel(
        actions.andra_mal,
        **vem,
        mal=fylld["jamlikt"],
        titel="Jämställd kommun",
        enhet=storkoping["kf"],
        horisontellt=False,
    )
    assert svar == {"horisontellt": ["Andra mål bryter ned det här målet. Ta bort de kopplingarna först."]}


def test_kopplingen_loggas_med_malet(vem, mal, fylld, storkoping, handelser):
    m = fylld["namndmal"]
    actions.andra_mal(
        **vem, mal=m, titel=m.titel, enhet=m.enhet, overordnat=m.overordnat, bidrar_till=[], revision=1
    )
    m.refresh_from_db()
    assert (m.revision, m.horisontkopplingar.count()) == (2, 0)
    assert handelser("planering.andra_mal") == [
        ("planering.andra_mal", {"andrat": {"bidrar_till": [[fylld["jamlikt"].pk], []]}})
    ]


def test_enhetens_mal_foljer_med_hela_vagen_nar_grenen_byter_omrade(vem, plan, mal, fylld, storkoping):
    nytt = actions.skapa_malomrade(**vem, plan=plan, namn="Trygghet")
    actions.andra_mal(**vem, mal=mal, titel=mal.titel, enhet=storkoping["kf"], malomrade=nytt)
    assert set(Mal.objects.filter(malomrade=nytt).values_list("titel", flat=True)) == {
        mal.titel,
        "Trygga elever",
        "Ingen ensam",
    }


def test_eget_matt_och_kunskapskort_foljer_med(vem, plan, mal, fylld, storkoping):
    from planering.models import Egetmatt, Kunskapskort

    matt = Egetmatt.objects.create(namn="Svar i tid", enhet="%", agare=storkoping["kf"])
    i = Indikator.objects.create(
        mal=mal,
        egetmatt=matt,
        namn="Svar i tid",
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=storkoping["kf"],
    )
    Malniva.objects.create(indikator=i, ar=2028, varde=90)
    kort = Kunskapskort.objects.create(indikator=i)
    ny = actions.kopiera_framat(**vem, plan=plan, namn="Nästa", fran_ar=2027, till_ar=2029)
    kopia = i.efterfoljare.get()
    assert (kopia.egetmatt, kopia.kunskapskort != kort) == (matt, True)
    assert list(kopia.malnivaer.values_list("ar", "varde")) == [(2028, 90.0), (2029, 90.0)]
    Malniva.objects.filter(indikator=kopia, ar=2028).update(varde=95)
    assert [a.text for a in queries.planskillnad(plan, ny).andringar][2:] == [
        "Målnivån 2028 för Svar i tid höjdes från 90 till 95\u00a0%."
    ]
