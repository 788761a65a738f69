"""The reviewed data files: typed, reasoned, consistent."""

import pytest

from kkik.definitioner import DefinitionFel, kkik, las, liknande_omrade, omraden
from kkik.definitioner.kkik import Del, Matt, Uppstallning, granskad
from kkik.domain.signaler import Riktning

OMRADEN = {
    "Hälso- och sjukvård", "Kommunen, övergripande", "Äldre och funktionshinder",
    "Grundskola åk 0-9 inkl förskoleklass",
    "Befolkning", "Regionen, övergripande", "Individ- och familjeomsorg", "Gymnasieskola åk 1-3",
    "Infrastruktur, miljö- och hälsoskydd mm", "Kultur och fritid", "Förskoleverksamhet", "Arbetsmarknad", "Demokrati",
    "Affärsverksamhet", "Vuxenutbildning", "Tandvård", "Anpassad skola", "Utbildning, övergripande",
}  # fmt: skip
FAMILJER = {
    "övergripande", "grundskola", "gymnasieskola", "förskola", "fritidshem", "äldreomsorg", "LSS", "IFO",
    "socioekonomi", "arbetsmarknad", "räddningstjänst", "ekonomiskt bistånd",
}  # fmt: skip


def test_alla_arton_omraden_har_ett_skal():
    assert set(omraden()) == OMRADEN
    assert all(o.skal and all(u.skal and u.ord for u in o.undantag) for o in omraden().values())
    pekar = {o.familj for o in omraden().values()} | {
        u.familj for o in omraden().values() for u in o.undantag
    }
    assert pekar - {None} <= FAMILJER


@pytest.mark.parametrize(
    ("omrade", "titel", "svar"),
    [
        ("Arbetsmarknad", "x", ("arbetsmarknad", True)),
        ("Grundskola åk 0-9 inkl förskoleklass", "Kostnad fritidshem, kr/inskriven", ("fritidshem", True)),
        ("Individ- och familjeomsorg", "Ekonomiskt bistånd, kr/inv", ("ekonomiskt bistånd", True)),
        ("Individ- och familjeomsorg", "Orosanmälningar, antal", ("IFO", True)),
        ("Äldre och funktionshinder", "Boende med LSS-insats", ("LSS", True)),
        ("Äldre och funktionshinder", "Hemtjänst, kr/brukare", ("äldreomsorg", True)),
        (
            "Infrastruktur, miljö- och hälsoskydd mm",
            "Responstid för räddningstjänst",
            ("räddningstjänst", True),
        ),
        ("Infrastruktur, miljö- och hälsoskydd mm", "Cykelväg, meter/inv", ("övergripande", False)),
        ("Kommunen, övergripande", "x", ("övergripande", True)),
        ("Ett nytt område", "x", ("övergripande", False)),
        ("", "", ("övergripande", False)),
    ],
)
def test_vilken_lista(omrade, titel, svar):
    assert liknande_omrade(omrade, titel) == svar


def test_uppstallningarna():
    gammal, ny = kkik.uppstallningar()
    assert [d.namn for d in gammal.delar] == [
        "Tillgänglighet", "Trygghet", "Delaktighet och information", "Effektivitet", "Samhällsutvecklare",
    ]  # fmt: skip
    assert [d.namn for d in ny.delar] == ["Barn och unga", "Stöd och omsorg", "Samhälle och miljö"]
    nummer = [m.nummer for d in gammal.delar for m in d.matt]
    assert sorted({int(n.rstrip("AB")) for n in nummer}) == list(range(1, 40))
    assert len(nummer) == len(set(nummer)) == 41  # 12 and 17 have two each


@pytest.mark.parametrize(
    ("ar", "fran"), [(2005, 2013), (2013, 2013), (2018, 2013), (2019, 2019), (2030, 2019)]
)
def test_uppstallning_efter_ar(ar, fran):
    assert kkik.uppstallning(ar).fran_ar == fran


def test_den_pahittade_kommunens_uppstallning():
    from kkik.demo.matt import MATT

    layout = kkik.uppstallning(2025, pahittad=True)
    assert sorted(layout.id_i_ordning()) == sorted(m.id for m in MATT if m.kkik)


def test_forslagen_har_skal_och_kalla():
    forslag = kkik.forslag()
    assert forslag["N15428"] == kkik.Forslag(
        "N15428", Riktning.HOG, None, None, "Fler elever kan gå vidare till gymnasiet.",
        "Förslag: KKiK från 2019, tre områden",
    )  # fmt: skip
    assert forslag["N11008"].riktning is Riktning.NEUTRAL
    assert forslag["U15406"].kalla == "Förslag: KKiK 2013–2018, fem perspektiv"
    assert all(f.skal for f in forslag.values())


def matt(namn="M", riktning=Riktning.HOG, ids=("N1",), skal="Därför.", **falt) -> Matt:
    return Matt(namn=namn, riktning=riktning, nyckeltal=ids, skal=skal, **falt)


def layout(*m: Matt, till_ar=None) -> Uppstallning:
    return Uppstallning("L", 2019, till_ar, "K", (Del("D", m),))


@pytest.mark.parametrize(
    ("fel", "text"),
    [
        (layout(matt(), matt()), "f: N1 stands in two places"),
        (layout(matt(), till_ar=2018), "f: till_ar comes before fran_ar"),
        (layout(matt(riktning=Riktning.INTERVALL)), "f: M: a and b belong to intervall, and there a ≤ b"),
        (
            layout(matt(riktning=Riktning.INTERVALL, a=2.0, b=1.0)),
            "f: M: a and b belong to intervall, and there a ≤ b",
        ),
        (layout(matt(a=1.0)), "f: M: a and b belong to intervall, and there a ≤ b"),
        (layout(matt(skal=" ")), "f: M: skal is empty"),
    ],
)
def test_en_felaktig_uppstallning_stoppas(fel, text):
    with pytest.raises(DefinitionFel) as stopp:
        granskad(fel, "f")
    assert str(stopp.value) == text


def test_ett_riktigt_intervall_gar():
    ratt = layout(matt(riktning=Riktning.INTERVALL, a=1.0, b=1.0))
    assert granskad(ratt, "f") is ratt


def test_uppstallningar_som_motsager_varandra_stoppas():
    with pytest.raises(DefinitionFel, match=r"N1: .* disagree"):
        kkik._bygg_forslag([layout(matt()), layout(matt(riktning=Riktning.LAG))])


def test_okanda_id_flaggas():
    assert kkik.okanda_id(layout(matt(ids=("N1", "N2", "N3"))), ["N2"]) == ["N1", "N3"]


@pytest.mark.parametrize("text", ["namn: x\nextra: 1\n", "namn: [\n", "- 1\n", "namn: x\nfran_ar: tjugo\n"])
def test_fel_i_en_fil_namner_filen(tmp_path, text):
    (tmp_path / "l.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionFel, match=r"^l\.yaml: "):
        las("l.yaml", Uppstallning, tmp_path)


def test_en_fil_som_saknas_namner_filen(tmp_path):
    with pytest.raises(DefinitionFel, match=r"^borta\.yaml: "):
        las("borta.yaml", Uppstallning, tmp_path)
