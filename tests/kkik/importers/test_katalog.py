"""Kolada's lists: read, cleaned, stored, and followed over time."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from kkik.importers import struktur
from kkik.importers.katalog import kan_vara_brott, slag_av_grupp, tolka
from kkik.models import (
    Definitionsbrott,
    Kommun,
    Kommungrupp,
    Nyckeltal,
    Nyckeltalsgrupp,
    NyckeltalVersion,
)

KOMMUNER = {"Ale": 1440, "Stockholm": 180, "Mullsjö, Habo": 642}


@pytest.mark.parametrize(
    ("titel", "vantat"),
    [
        ("Liknande kommuner grundskola, Ale, 2024", ("liknande", "grundskola", 1440, 2024)),
        ("Liknande kommuner, övergripande, Ale, 2025", ("liknande", "övergripande", 1440, 2025)),
        (
            "Liknande kommuner ekonomiskt bistånd, Stockholm, 2023",
            ("liknande", "ekonomiskt bistånd", 180, 2023),
        ),
        ("Liknande kommuner räddningstjänst, Region Skåne, 2024", ("ovrig", "", None, None)),
        ("Liknande regioner socioekonomi, Region Blekinge, 2024", ("ovrig", "", None, None)),
        ("Liknande kommuner grundskola, Okänd, 2024", ("ovrig", "", None, None)),
        ("Liknande kommuner grundskola, Ale", ("ovrig", "", None, None)),
        ("Alla kommuner (ovägt medel)", ("alla", "", None, None)),
        ("Alla regioner (ovägt medel)", ("ovrig", "", None, None)),
        ("Västra Götalands läns kommuner (ovägt medel)", ("lan", "", None, None)),
        ("Kommuner med 0 - 4 999 invånare (ovägt medel)", ("storlek", "", None, None)),
        ("Landsbygdskommun, ej nära större stad (ovägt medel)", ("kommuntyp", "", None, None)),
        ("Göteborgsregionen (ovägt medel)", ("ovrig", "", None, None)),
    ],
)
def test_gruppens_slag_lases_ur_titeln(titel, vantat):
    assert slag_av_grupp(titel, KOMMUNER) == vantat


@pytest.mark.parametrize(
    ("fore", "efter", "brott"),
    [
        (("A, andel (%)", "x"), ("A, andel (%) (-2024)", "x"), False),
        (("A,  andel (%)", "x"), ("a, andel (%)", "X. "), False),
        (("A, andel (%)", "x"), ("B, andel (%)", "x"), True),
        (("A, andel (%)", "x"), ("A, andel (%)", "y"), True),
    ],
)
def test_vad_som_kan_vara_en_ny_definition(fore, efter, brott):
    assert kan_vara_brott(fore, efter) is brott


def test_konstiga_poster_tvattas_eller_avvisas_och_sags():
    katalog = tolka(
        [
            struktur.Kpi(
                id="N00001", title="A\x00B " + "x" * 400, publ_period=2025, publication_date="i maj"
            ),
            struktur.Kpi(id="N00001", title="dubblett"),
            struktur.Kpi(id="n00002", title="gemen"),
            struktur.Kpi(id="N00002; DROP TABLE", title="ond"),
            struktur.Kpi(
                id="N00003", title="B", description="rad\\nrad", municipality_type="Z", publ_period="x"
            ),
        ],
        [
            struktur.Omrade(id="0180", title="  Stockholm ", type="K"),
            struktur.Omrade(id="180", title="kort", type="K"),
            struktur.Omrade(id="٠١٨١", title="arabiska siffror", type="K"),
            struktur.Omrade(id="0001", title="Region", type="R"),
        ],
        [struktur.Grupp(id="G1", title="G", members=[struktur.Medlem("0180"), struktur.Medlem("9999")])],
        [struktur.Grupp(id="G2kpi1", title="K", members=[struktur.Medlem("N00003"), struktur.Medlem("N9")])],
    )
    assert list(katalog.nyckeltal) == ["N00001", "N00003"]
    ett = katalog.nyckeltal["N00001"]
    assert (ett.titel, ett.publiceringsar, ett.publicering) == ("AB " + "x" * 296 + "…", 2025, None)
    tre = katalog.nyckeltal["N00003"]
    assert (tre.beskrivning, tre.kommuntyp, tre.publiceringsar) == ("rad\nrad", "A", None)
    assert [(k.id, k.namn) for k in katalog.kommuner.values()] == [(180, "Stockholm")]
    assert katalog.grupper["G1"].medlemmar == {180}
    assert katalog.nyckeltalsgrupper["G2KPI1"].medlemmar == {"N00003"}
    assert sorted(katalog.varningar) == [
        "Katalogen: datum som inte går att läsa (1 st, t.ex. N00001)",
        "Katalogen: grupp med okända medlemmar, som utelämnades (1 st, t.ex. G1)",
        "Katalogen: id med fel form (4 st, t.ex. n00002)",
        "Katalogen: id som kom två gånger (1 st, t.ex. N00001)",
        "Katalogen: område av okänd typ 'R' (1 st, t.ex. 0001)",
        "Katalogen: text längre än 300 tecken, som kortades (1 st, t.ex. N00001)",
        "Katalogen: text med NUL-tecken, som togs bort (1 st, t.ex. N00001)",
    ]


def kpi(miljo, kolada_id) -> dict:
    return next(k for k in miljo.kolada.data.listor["kpi"] if k["id"] == kolada_id)


def test_listorna_lagras(miljo):
    miljo.importera()
    ett = Nyckeltal.objects.get(kolada_id="N00001")
    assert (ett.enhet, ett.konsuppdelat, ett.publiceringsar) == ("%", True, 2025)
    assert str(ett.publicering) == "2026-05-04"
    assert Nyckeltal.objects.get(kolada_id="N00002").beskrivning == "Kronor.\nKälla: SCB."
    assert list(Kommun.objects.order_by("id").values_list("id", "typ")) == [
        (0, "L"),
        (1, "L"),
        (114, "K"),
        (180, "K"),
        (380, "K"),
        (1440, "K"),
    ]
    liknande = Kommungrupp.objects.filter(slag="liknande").order_by("kolada_id")
    assert [(g.familj, g.kommun_id, g.ar, {m.id for m in g.medlemmar.all()}) for g in liknande] == [
        ("grundskola", 180, 2024, {114, 380}),
        ("övergripande", 180, 2025, {380, 1440}),
        ("grundskola", 1440, 2024, {114}),
    ]
    assert dict(Kommungrupp.objects.exclude(slag="liknande").values_list("kolada_id", "slag")) == {
        "G35992": "ovrig",
        "G35993": "ovrig",
        "G33612": "lan",
        "G33613": "lan",
        "G2328": "alla",
        "G30829": "storlek",
        "G92787": "kommuntyp",
    }
    kkik = Nyckeltalsgrupp.objects.get(kolada_id="G2KPI74586")
    assert sorted(kkik.medlemmar.values_list("kolada_id", flat=True)) == ["N00001", "U00003"]


def test_sokvektorn_vager_titeln_tyngst_och_boejer_svenska(miljo):
    miljo.importera()

    def traffar(ord_):
        fraga = SearchQuery(ord_, config="swedish")
        return set(Nyckeltal.objects.filter(sok=fraga).values_list("kolada_id", flat=True))

    assert traffar("elev") == {"N00001", "U00003"}
    assert traffar("skolverket") == {"N00001"}
    assert traffar("n01951") == {"N01951"}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT sok = setweight(to_tsvector('swedish', kolada_id || ' ' || titel), 'A')
                      || setweight(to_tsvector('swedish', beskrivning), 'C') FROM kkik_nyckeltal"""
        )
        assert set(cursor.fetchall()) == {(True,)}


def test_en_andrad_text_ger_en_version_och_ett_mojligt_brott(miljo):
    miljo.importera()
    kpi(miljo, "N00001")["title"] = "Elever i åk 9 med behörighet, andel (%)"
    kpi(miljo, "N00001")["description"] = "Nytt sätt att räkna."
    korning = miljo.importera()
    assert korning.katalog["nyckeltal"] == {"nya": 0, "andrade": 1, "forsvunna": 0, "aterkomna": 0}
    ett = Nyckeltal.objects.get(kolada_id="N00001")
    assert [v.titel for v in ett.versioner.all()] == [
        "Elever i åk 9 som är behöriga, andel (%)",
        "Elever i åk 9 med behörighet, andel (%)",
    ]
    brott = Definitionsbrott.objects.get()
    assert (brott.nyckeltal, brott.status, brott.ar) == (ett, "mojligt", None)
    assert brott.motivering == (
        "Kolada har ändrat texten. Titeln var ”Elever i åk 9 som är behöriga, andel (%)”. Beskrivningen har ändrats."
    )
    miljo.importera()
    assert (NyckeltalVersion.objects.count(), Definitionsbrott.objects.count()) == (5, 1)


def test_bara_ett_slutar_ar_en_version_men_inget_brott(miljo):
    miljo.importera()
    kpi(miljo, "N00001")["title"] += " (-2024)"
    miljo.importera()
    assert Nyckeltal.objects.get(kolada_id="N00001").versioner.count() == 2
    assert Definitionsbrott.objects.count() == 0


def test_ett_nyckeltal_som_forsvinner_markeras_och_kommer_tillbaka(miljo, lagrat, skickade):
    miljo.importera()
    fore = lagrat()
    borttaget = kpi(miljo, "N00002")
    miljo.kolada.data.listor["kpi"].remove(borttaget)
    korning = miljo.importera()
    tva = Nyckeltal.objects.get(kolada_id="N00002")
    assert korning.startad < tva.forsvunnet < korning.avslutad
    assert korning.katalog["nyckeltal"]["forsvunna"] == 1
    assert (korning.status, lagrat()) == ("klar", fore)
    miljo.importera()
    assert Nyckeltal.objects.get(kolada_id="N00002").forsvunnet == tva.forsvunnet
    miljo.kolada.data.listor["kpi"].append(borttaget)
    ater = miljo.importera()
    assert ater.katalog["nyckeltal"] == {"nya": 0, "andrade": 0, "forsvunna": 0, "aterkomna": 1}
    assert Nyckeltal.objects.get(kolada_id="N00002").forsvunnet is None
    assert [args for _, args, _ in skickade] == [(korning.pk - 1,), (korning.pk,), (ater.pk,)]


def test_grupper_foljer_koladas_medlemmar_och_arets_skifte(miljo):
    miljo.importera()
    grupper = {g["id"]: g for g in miljo.kolada.data.listor["municipality_groups"]}
    grupper["G35989"]["title"] = "Liknande kommuner grundskola, Stockholm, 2025"
    grupper["G35989"]["members"] = [{"member_id": "1440", "member_title": "Ale"}]
    grupper["G33612"]["members"].pop()
    miljo.kolada.data.listor["municipality_groups"].remove(grupper["G30829"])
    korning = miljo.importera()
    grupp = Kommungrupp.objects.get(kolada_id="G35989")
    assert (grupp.ar, [m.id for m in grupp.medlemmar.all()]) == (2025, [1440])
    assert [m.id for m in Kommungrupp.objects.get(kolada_id="G33612").medlemmar.all()] == [114]
    assert Kommungrupp.objects.get(kolada_id="G30829").forsvunnen is not None
    assert korning.katalog["kommungrupper"] == {"nya": 0, "andrade": 2, "forsvunna": 1, "aterkomna": 0}


def test_nya_nyckeltal_tar_nycklar_i_foljd_aven_efter_ett_avbrott(miljo, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kkik_nyckeltal ALTER COLUMN id RESTART")
    with monkeypatch.context() as m:
        m.setattr("kkik.actions.korning._klar", lambda *a: 1 / 0)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                miljo.importera()
    miljo.importera()
    assert sorted(Nyckeltal.objects.values_list("id", flat=True)) == [1, 2, 3, 4]
    assert Nyckeltal.objects.create(kolada_id="X00001", titel="Eget").id == 5


def test_kkik_utan_koladas_grupp_tas_efter_namnet(miljo, lagrat):
    for grupp in miljo.kolada.data.listor["kpi_groups"]:
        if grupp["id"] == "G2KPI74586":
            grupp["members"] = []
    miljo.kolada.data.listor["kpi_groups"].append(
        {
            "id": "G2KPI9",
            "title": "KKiK - ordinarie mått",
            "members": [{"member_id": "N00002", "member_title": ""}],
        }
    )
    miljo.importera("kkik")
    assert {nyckel[0] for nyckel in lagrat()} == {"N00002", "N01951"}
