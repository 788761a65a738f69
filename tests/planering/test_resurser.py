"""Frames in the database: what is kept, what is refused, what two people may do at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from planering import actions as planera
from planering.actions import resurs as actions
from planering.actions import resurstabell as tabell
from planering.domain.fel import Krock, Planeringsfel, PlanLast
from planering.domain.resursrader import tolka_tabell
from planering.export import resurser_csv, resurser_xlsx
from planering.importers import las_fil
from planering.models import Oronmarkning, Ram, Resursinlasning, Verksamhet
from planering.presenters.resurser import Koladakostnad, resursar
from planering.queries.resurser import verksamheter

pytestmark = pytest.mark.django_db
D = Decimal
Cell = tabell.Cell


@pytest.fixture
def forskola(vem, plan, storkoping):
    return actions.skapa_verksamhet(
        **vem, plan=plan, enhet=storkoping["skolnamnd"], namn=" Förskola ", volymnamn="barn"
    )


@pytest.fixture
def spara(vem, plan):
    def _spara(ar=2026, **celler):
        """verksamhet's key and column → (before, after), or only after where there was nothing."""
        par = {
            nyckel: Cell(*v) if isinstance(v, tuple) else Cell(None, v)
            for nyckel, v in celler.pop("c").items()
        }
        return tabell.spara_celler(**vem, plan=plan, ar=ar, celler=par)

    return _spara


def fyll(spara, v, ar=2026, **varden):
    spara(
        ar,
        c={
            (v.pk, k): (D(0) if k in ("bas", "demografi", "prioritering") else None, D(t))
            for k, t in varden.items()
        },
    )
    return Ram.objects.get(verksamhet=v, ar=ar)


def besluta(vem, plan):
    return planera.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 1), paragraf="KF § 1")


# ---- Verksamheter ----


def test_en_verksamhet_skapas_och_andras_med_logg(vem, plan, forskola, storkoping, handelser):
    assert (forskola.namn, forskola.slag, forskola.revision) == ("Förskola", "verksamhet", 1)
    actions.andra_verksamhet(
        **vem,
        verksamhet=forskola,
        enhet=storkoping["skolnamnd"],
        namn="Förskola",
        omrade="Norr",
        volymnamn="barn",
        revision=1,
    )
    assert handelser("planering.andra_verksamhet") == [
        ("planering.andra_verksamhet", {"andrat": {"omrade": ["", "Norr"]}})
    ]
    with pytest.raises(Krock):
        actions.andra_verksamhet(
            **vem, verksamhet=forskola, enhet=storkoping["skolnamnd"], namn="Annat", revision=1
        )


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"namn": ""}, {"namn": ["Fyll i fältet."]}),
        (
            {"namn": "Förskola"},
            {"": ["Nämnden har redan en verksamhet med det namnet och området."]},
        ),
        ({"slag": "reserv", "volymnamn": "barn"}, {"volymnamn": ["En reserv har ingen volym."]}),
    ],
)
def test_en_verksamhet_som_inte_gar(vem, plan, forskola, storkoping, falt, fel):
    falt = {"namn": "Ny", "enhet": storkoping["skolnamnd"]} | falt
    with pytest.raises(Planeringsfel) as e:
        actions.skapa_verksamhet(**vem, plan=plan, **falt)
    assert e.value.fel == fel
    assert Verksamhet.objects.count() == 1


def test_volymens_namn_star_kvar_sa_lange_det_finns_volymer(vem, plan, forskola, storkoping, spara):
    fyll(spara, forskola, volym=10)
    with pytest.raises(Planeringsfel) as e:
        actions.andra_verksamhet(**vem, verksamhet=forskola, enhet=storkoping["skolnamnd"], namn="Förskola")
    assert list(e.value.fel) == ["volymnamn"]


# ---- The database's own guard ----


@pytest.mark.parametrize(
    ("falt", "vakt"),
    [
        ({"bas": -1}, "ram_minst_noll"),
        ({"bas": 5, "prioritering": -6}, "ram_minst_noll"),
        ({"volym": -1}, "ram_volymer"),
        ({"ersattning": -1}, "ram_volymer"),
        ({"volym": 3, "volym_kvinnor": 1, "volym_man": 1}, "ram_volym_kon"),
        ({"volym_kvinnor": 1}, "ram_volym_kon"),
        ({"kompensationsgrad": 101}, "ram_procent"),
        ({"andel_kvinnor": -1}, "ram_procent"),
    ],
)
def test_databasen_vagrar(forskola, falt, vakt):
    with pytest.raises(IntegrityError, match=vakt), transaction.atomic():
        Ram.objects.create(verksamhet=forskola, ar=2026, **falt)
    assert Ram.objects.count() == 0


def test_databasen_vagrar_dubbletter(forskola):
    Ram.objects.create(verksamhet=forskola, ar=2026)
    with pytest.raises(IntegrityError, match="ram_unik"), transaction.atomic():
        Ram.objects.create(verksamhet=forskola, ar=2026)


def test_databasen_haller_en_beslutad_plan(vem, plan, mal, forskola, spara):
    ram = fyll(spara, forskola, bas=100)
    actions.skapa_oronmarkning(**vem, ram=ram, mal=mal, belopp=D(10))
    besluta(vem, plan)
    for andring in (
        lambda: Ram.objects.update(bas=1),
        lambda: Ram.objects.filter(pk=ram.pk).delete(),
        lambda: Ram.objects.create(verksamhet=forskola, ar=2027),
        lambda: Verksamhet.objects.update(namn="x"),
        lambda: Oronmarkning.objects.update(belopp=1),
    ):
        with pytest.raises(IntegrityError, match="The plan is decided"), transaction.atomic():
            andring()
    Ram.objects.update(utfall=99, volymutfall=3, andel_kvinnor=40)


# ---- The grid ----


def test_cellerna_sparas_och_loggas(spara, forskola, handelser):
    g = spara(
        c={
            (forskola.pk, "bas"): (D(0), D("100.5")),
            (forskola.pk, "volym"): D(12),
            (forskola.pk, "demografi"): (D(0), D(0)),
        }
    )
    ram = Ram.objects.get()
    assert (ram.bas, ram.volym, ram.demografi, ram.belopp, ram.revision) == (D("100.5"), 12, 0, D("100.5"), 1)
    assert (g.antal_celler, ram.andrad_av.namn) == (2, "Analytiker Storköping")
    assert handelser("planering.satt_ramar") == [
        (
            "planering.satt_ramar",
            {
                "kalla": "rutnät",
                "andrat": [
                    {
                        "verksamhet": "Barn- och utbildningsnämnden: Förskola",
                        "pk": forskola.pk,
                        "ar": 2026,
                        "falt": {"bas": [0.0, 100.5], "volym": [None, 12.0]},
                        "ny": True,
                    }
                ],
            },
        )
    ]


def test_en_felaktig_cell_stoppar_alla(vem, plan, spara, forskola, storkoping):
    annan = actions.skapa_verksamhet(**vem, plan=plan, enhet=storkoping["kulturnamnd"], namn="Bibliotek")
    with pytest.raises(tabell.Tabellfel) as e:
        spara(c={(annan.pk, "bas"): (D(0), D(5)), (forskola.pk, "prioritering"): (D(0), D(-1))})
    assert e.value.fel == {f"{forskola.pk}-bas": ["Ramen kan inte bli mindre än noll. Nu blir den −1 tkr."]}
    assert Ram.objects.count() == 0


def test_tva_kan_skriva_i_samma_rutnat(spara, forskola):
    fyll(spara, forskola, bas=100)
    spara(c={(forskola.pk, "bas"): (D(100), D(110))})
    # The second one opened the grid when it held 100, and changed another cell only.
    spara(c={(forskola.pk, "bas"): (D(100), D(100)), (forskola.pk, "prioritering"): (D(0), D(7))})
    ram = Ram.objects.get()
    assert (ram.bas, ram.prioritering) == (110, 7)


def test_samma_cell_ger_krock_och_inget_sparas(spara, forskola):
    fyll(spara, forskola, bas=100)
    spara(c={(forskola.pk, "bas"): (D(100), D(110))})
    with pytest.raises(tabell.Cellkrock) as e:
        spara(c={(forskola.pk, "bas"): (D(100), D(120)), (forskola.pk, "prioritering"): (D(0), D(7))})
    assert e.value.celler == {(forskola.pk, "bas"): D(110)}
    assert (Ram.objects.get().bas, Ram.objects.get().prioritering) == (110, 0)
    spara(c={(forskola.pk, "bas"): (D(100), D(110))})  # both wanted the same: no conflict


def test_en_beslutad_plans_ramar_ligger_fast_men_utfall_anges(vem, plan, mal, spara, forskola, klocka):
    fyll(spara, forskola, bas=100)
    besluta(vem, plan)
    with pytest.raises(PlanLast):
        spara(c={(forskola.pk, "bas"): (D(100), D(90))})
    spara(c={(forskola.pk, "utfall"): D("104.25"), (forskola.pk, "andel_kvinnor"): D(48)})
    ram = Ram.objects.get()
    assert (ram.bas, ram.utfall, ram.andel_kvinnor) == (100, D("104.25"), 48)
    with pytest.raises(PlanLast):
        actions.ta_bort_verksamhet(**vem, verksamhet=forskola)


def test_utfall_kan_inte_anges_i_forvag(spara, forskola):
    with pytest.raises(tabell.Tabellfel, match="kan anges först när året har börjat"):
        spara(2027, c={(forskola.pk, "utfall"): D(1)})


# ---- Set aside for goals ----


def test_oronmarkningar_ryms_i_ramen(vem, plan, mal, spara, forskola):
    ram = fyll(spara, forskola, bas=100)
    rad = actions.skapa_oronmarkning(**vem, ram=ram, mal=mal, belopp=D(60))
    with pytest.raises(Planeringsfel) as e:
        actions.andra_oronmarkning(**vem, oronmarkning=rad, mal=mal, belopp=D(101))
    assert e.value.fel == {"belopp": ["Ramen 2026 är 100 tkr, och 100 tkr är inte öronmärkta."]}
    with pytest.raises(Planeringsfel, match="Ramen har redan en öronmärkning för det målet"):
        actions.skapa_oronmarkning(**vem, ram=ram, mal=mal, belopp=D(1))
    with pytest.raises(tabell.Tabellfel, match="60 tkr är öronmärkta för mål, mer än ramen på 50 tkr"):
        spara(c={(forskola.pk, "bas"): (D(100), D(50))})


def test_ett_mal_i_en_annan_plan_gar_inte(vem, plan, mal, storkoping, spara, forskola):
    annan = planera.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)
    omrade = planera.skapa_malomrade(**vem, plan=annan, namn="A")
    framfor = planera.skapa_mal(**vem, malomrade=omrade, titel="M", enhet=storkoping["kf"])
    ram = fyll(spara, forskola, bas=100)
    with pytest.raises(Planeringsfel, match="hör till en annan plan"):
        actions.skapa_oronmarkning(**vem, ram=ram, mal=framfor, belopp=D(1))


# ---- Files ----


@pytest.fixture
def full(vem, plan, mal, storkoping, spara, forskola, nytt_nyckeltal):
    """Two years of frames with everything in them, and names that a spreadsheet would run."""
    nyckeltal = nytt_nyckeltal("N11008", "Kostnad förskola, kr/inskrivet barn", enhet="kr")
    actions.andra_verksamhet(
        **vem,
        verksamhet=forskola,
        enhet=storkoping["skolnamnd"],
        namn="Förskola",
        volymnamn="-barn",
        nyckeltal=nyckeltal,
    )
    reserv = actions.skapa_verksamhet(
        **vem, plan=plan, enhet=storkoping["kf"], namn="=HYPERLINK(1)", omrade="@Norr", slag="reserv"
    )
    fyll(
        spara, forskola, bas="1000.125", demografi="-3.5", volym="12.5", volym_kvinnor=6, volym_man="6.5",
        ersattning="172000.55", kompensationsgrad=88, utfall="1001.1", volymutfall=12, andel_kvinnor="48.65",
    )  # fmt: skip
    fyll(spara, forskola, ar=2027, bas="996.625", volym=13)
    fyll(spara, reserv, bas=25000)
    return plan


def las(fil, namn):
    rader, fel, okanda, _ = tolka_tabell([(r.nummer, r.celler) for r in las_fil(namn, fil)])
    assert (fel, okanda) == ([], [])
    return rader


@pytest.mark.parametrize("slag", ["xlsx", "csv"])
def test_ut_och_in_igen_andrar_inget(vem, full, slag):
    ut = (
        resurser_xlsx(verksamheter(full), full.ar)
        if slag == "xlsx"
        else resurser_csv(verksamheter(full), full.ar).encode()
    )
    _, g = tabell.las_in(**vem, plan=full, namn=f"a.{slag}", rader=las(ut, f"a.{slag}"))
    assert (g.fel, g.rader, g.nya, g.andrade, g.oforandrade) == ([], [], {}, {}, 6)


def test_text_ut_kors_aldrig_som_formel(full):
    from io import BytesIO

    from openpyxl import load_workbook

    ark = load_workbook(BytesIO(resurser_xlsx(verksamheter(full), full.ar))).active
    celler = {
        cell.value: cell.data_type for rad in ark.iter_rows() for cell in rad if isinstance(cell.value, str)
    }
    assert {k: celler[k] for k in ("'=HYPERLINK(1)", "'@Norr", "'-barn")} == dict.fromkeys(
        ("'=HYPERLINK(1)", "'@Norr", "'-barn"), "s"
    )
    assert "f" not in celler.values()


def test_en_ny_plan_fylls_ur_fil_efter_bekraftelse(vem, full, handelser):
    rader = las(resurser_csv(verksamheter(full), full.ar).encode(), "a.csv")
    annan = planera.skapa_plan(**vem, namn="Annan", fran_ar=2025, till_ar=2029)
    inlasning, g = tabell.las_in(**vem, plan=annan, namn="a.csv", rader=rader)
    assert (g.fel, len(g.rader), len(g.nya), annan.verksamheter.count()) == ([], 3, 2, 0)
    tabell.bekrafta_inlasning(**vem, inlasning=inlasning)
    assert resurser_csv(verksamheter(annan), full.ar) == resurser_csv(verksamheter(full), full.ar)
    inlasning.refresh_from_db()
    assert (inlasning.status, inlasning.rader) == ("klar", [])
    with pytest.raises(Planeringsfel, match="redan inläst"):
        tabell.bekrafta_inlasning(**vem, inlasning=inlasning)


def test_en_rad_med_fel_stoppar_hela_filen(vem, full):
    rader = las(resurser_csv(verksamheter(full), full.ar).encode(), "a.csv")
    rader[0].varden["bas"], rader[1].varden["prioritering"] = D(5000), D(-(10**6))
    with pytest.raises(tabell.Tabellfel) as e:
        tabell.las_in(**vem, plan=full, namn="a.csv", rader=rader)
    assert [(f.rad, f.kolumn) for f in e.value.rader] == [(rader[1].rad, "Ingående ram")]
    assert Resursinlasning.objects.count() == 0
    assert not Ram.objects.filter(bas=5000).exists()


def test_det_som_visades_ar_det_som_sparas(vem, full, spara, forskola):
    """Somebody changes a frame between the dry run and the confirmation: it is shown anew."""
    rader = las(resurser_csv(verksamheter(full), full.ar).encode(), "a.csv")
    inlasning, _ = tabell.las_in(**vem, plan=full, namn="a.csv", rader=rader)
    spara(c={(forskola.pk, "bas"): (D("1000.125"), D(2000))})
    with pytest.raises(tabell.LagetAndrat):
        tabell.bekrafta_inlasning(**vem, inlasning=inlasning)
    assert Ram.objects.filter(bas=2000).count() == 1
    inlasning.refresh_from_db()
    g = tabell.bekrafta_inlasning(**vem, inlasning=inlasning)
    assert [(c.kolumn, c.fore, c.efter) for c in g.rader[0].celler] == [("bas", D(2000), D("1000.125"))]


def test_en_avbruten_inlasning_lamnar_inget(vem, full):
    rader = las(resurser_csv(verksamheter(full), full.ar).encode(), "a.csv")
    inlasning, _ = tabell.las_in(**vem, plan=full, namn="a.csv", rader=rader)
    tabell.avbryt_inlasning(**vem, inlasning=inlasning)
    rad = Resursinlasning.objects.get()
    assert (rad.status, rad.rader) == ("avbruten", [])


# ---- The overview ----


def test_arets_bild(full, spara, forskola):
    kolada = {
        forskola.nyckeltal_id or Verksamhet.objects.get(pk=forskola.pk).nyckeltal_id: Koladakostnad(
            "N11008", "K", 2025, 80000
        )
    }
    bild = resursar(verksamheter(full), 2026, list(full.ar), kolada)
    assert [g.namn for g in bild.grupper] == ["Barn- och utbildningsnämnden", "Kommunfullmäktige"]
    rad = bild.grupper[0].rader[0]
    assert (rad.ram.belopp, rad.forandring.summa, rad.avvikelse) == (D("996.625"), D("-3.5"), D("-4.475"))
    assert rad.styckkostnad == D("1001.1") * 1000 / 12
    assert rad.mot_kolada == rad.styckkostnad - 80000
    assert rad.kon[0] + rad.kon[1] == D("1001.1")
    assert (bild.summa.belopp, bild.reserv, bild.summa.utfall, bild.summa.hela) == (
        D("25996.625"), D(25000), D("1001.1"), False,
    )  # fmt: skip
    assert bild.totalt == (D("25996.625"), D("996.625"), None)
    nasta = resursar(verksamheter(full), 2027, list(full.ar)).grupper[0].rader[0]
    assert (nasta.volymindex, nasta.forandring.summa, nasta.forandring.flytt) == (D(104), 0, 0)
    aret = resursar(verksamheter(full), 2027, list(full.ar))
    # The reserve has no frame for 2027 yet: it is no part of the change, and the year says so.
    assert (aret.summa.belopp, aret.summa.forandring.summa, aret.summa.forandring.flytt) == (
        D("996.625"),
        0,
        0,
    )
    assert [str(r.verksamhet) for r in aret.utan_ram] == ["=HYPERLINK(1), @Norr"]
    assert (aret.grupper[1].summa.belopp, aret.flyttat) == (None, [])


def test_lika_manga_fragor_for_en_som_for_tre(vem, plan, mal, storkoping, spara, klient, kommun_9999, klocka):
    def fragor(adress):
        client = klient("analytiker")
        client.get(adress)
        with CaptureQueriesContext(
            connection,
        ) as lista:
            assert client.get(adress).status_code == 200
        return len(lista)

    adresser = [
        f"/planering/plan/{plan.pk}/resurser/?ar=2026",
        f"/planering/plan/{plan.pk}/resurser/2026/ramar/",
        f"/planering/plan/{plan.pk}/resurser/2026/utfall/",
        f"/planering/plan/{plan.pk}/resurser/xlsx/",
    ]
    antal = []
    for nr in range(3):
        v = actions.skapa_verksamhet(
            **vem, plan=plan, enhet=storkoping["skolnamnd"], namn=f"V{nr}", volymnamn="b"
        )
        ram = fyll(spara, v, bas=100, volym=3)
        actions.skapa_oronmarkning(**vem, ram=ram, mal=mal, belopp=D(1))
        if nr in (0, 2):
            antal.append([fragor(a) for a in adresser])
    assert antal[0] == antal[1]


def test_sparandet_gor_lika_manga_fragor_for_en_som_for_tre(vem, plan, storkoping, spara):
    v = [
        actions.skapa_verksamhet(**vem, plan=plan, enhet=storkoping["skolnamnd"], namn=f"V{nr}")
        for nr in range(4)
    ]
    antal = []
    for urval in (v[:1], v[1:]):
        with CaptureQueriesContext(connection) as lista:
            spara(c={(rad.pk, "bas"): (D(0), D(1)) for rad in urval})
        antal.append(len(lista))
    assert antal[0] == antal[1]
