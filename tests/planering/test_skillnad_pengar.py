"""What differs between two plans' money and uppdrag, said in sentences."""

from decimal import Decimal as D

from planering.domain.lasning import lasningstext
from planering.domain.resurser import Delar
from planering.domain.skillnad import Planbild, skillnad
from planering.domain.skillnad_pengar import Oronmarkt, Rambild, Verksamhetsbild, pengaskillnad
from planering.domain.skillnad_uppdrag import Avsnittsbild, Uppdragsbild, uppdragsskillnad
from planering.domain.skillnadsrader import Del, Slag

AR = range(2026, 2029)


def ram(bas=0, upprakning=0, demografi=0, prioritering=0, volymer=None, oronmarkt=None) -> Rambild:
    delar = Delar(D(bas), D(upprakning), D(demografi), D(prioritering))
    return Rambild(delar, {e: (v, enhet) for e, (v, enhet) in (volymer or {}).items()}, oronmarkt or {})


def verksamhet(namn="Förskola", ramar=None, namnd="Skolnämnden", nyckel=None, **kw) -> Verksamhetsbild:
    return Verksamhetsbild(nyckel, namnd, namn, ramar=ramar or {}, **kw)


def texter(fore, efter, ar=AR) -> list[str]:
    return [a.text for g in pengaskillnad(fore, efter, ar) for a in g.andringar]


def rakt(texter: list[str]) -> list[str]:
    """With ordinary blanks, to be read."""
    return [t.replace("\u00a0", " ") for t in texter]


def test_prioriteringen_som_blev_ett_sparkrav():
    da = [verksamhet(ramar={2026: ram(800_000, 8_000, 0, 4_000), 2027: ram(820_000)})]
    nu = [verksamhet(ramar={2026: ram(800_000, 8_000, 0, -50_000), 2027: ram(820_000)})]
    assert rakt(texter(da, nu)) == [
        "Ramen 2026 för Förskola sänktes med 54 000 tkr, från 812 000 till 758 000 tkr: "
        "prioriteringen minskade med 54 000 tkr (från 4 000 till −50 000 tkr)."
    ]


def test_flera_delar_och_en_ram_som_blev_lika_stor():
    da = [verksamhet(ramar={2026: ram(100, 2, 3, 4), 2027: ram(100, 5)})]
    nu = [verksamhet(ramar={2026: ram(100, 2.5, 4, 4), 2027: ram(105, 0)})]
    assert rakt(texter(da, nu)) == [
        "Ramen 2026 för Förskola höjdes med 1,5 tkr, från 109 till 110,5 tkr: uppräkningen ökade med 0,5 tkr "
        "(från 2 till 2,5 tkr) och demografin ökade med 1 tkr (från 3 till 4 tkr).",
        "Ramen 2027 för Förskola är fortfarande 105 tkr, men sammansatt på annat sätt: ingående ram ökade med "
        "5 tkr (från 100 till 105 tkr) och uppräkningen minskade med 5 tkr (från 5 till 0 tkr).",
    ]


def test_ar_som_bara_den_ena_planen_har_jamfors_inte():
    da, nu = (
        [verksamhet(ramar={2026: ram(1), 2027: ram(2)})],
        [verksamhet(ramar={2027: ram(2), 2029: ram(9)})],
    )
    assert texter(da, nu, range(2027, 2029)) == []


def test_en_ram_som_kom_till_och_en_som_togs_bort():
    da, nu = [verksamhet(ramar={2026: ram(10)})], [verksamhet(ramar={2027: ram(20)})]
    assert rakt(texter(da, nu)) == [
        "Ramen 2026 för Förskola togs bort. Den var 10 tkr.",
        "Ramen 2027 för Förskola sattes till 20 tkr.",
    ]


def test_reserven_kallas_reserv():
    da = [verksamhet("Oförutsett", {2026: ram(500)}, reserv=True)]
    nu = [
        verksamhet("Oförutsett", {2026: ram(900)}, reserv=True),
        verksamhet("KS", {2027: ram(5)}, reserv=True),
    ]
    assert rakt(texter(da, nu)) == [
        "Reserven 2026 för Oförutsett höjdes med 400 tkr, från 500 till 900 tkr: ingående ram ökade med 400 tkr "
        "(från 500 till 900 tkr).",
        "Reserven KS lades till, på 5 tkr 2027.",
    ]


def test_nya_och_borttagna_verksamheter_star_hos_sin_namnd():
    da = [verksamhet("A", {2025: ram(7), 2026: ram(10), 2027: ram(11)}), verksamhet("Bad", namnd="Kultur")]
    nu = [verksamhet("B", {2026: ram(20, volymer={"Volymen": (D(12), "barn")})})]
    grupper = pengaskillnad(da, nu, AR)
    assert [(g.omrade, g.mal, g.slag, g.del_) for g in grupper] == [
        ("Skolnämnden", "B", Slag.TILLAGT, Del.PENGAR),
        ("Skolnämnden", "A", Slag.BORTTAGET, Del.PENGAR),
        ("Kultur", "Bad", Slag.BORTTAGET, Del.PENGAR),
    ]
    assert rakt([a.text for g in grupper for a in g.andringar]) == [
        "Verksamheten B lades till, med ramen 20 tkr 2026.",
        "Volymen 2026 för B sattes till 12 barn.",
        "Verksamheten A togs bort. Ramen var 10 tkr 2026 och 11 tkr 2027.",
        "Verksamheten Bad togs bort.",
    ]


def test_den_som_fortsatter_en_annan_far_heta_nagot_nytt():
    da = [verksamhet("Bad", {2026: ram(10)}, "Kultur", nyckel=1), verksamhet("Bad", {2026: ram(3)}, "Teknik")]
    nu = [
        verksamhet("Simhall", {2026: ram(10)}, "Teknik", nyckel=1),
        verksamhet("Bad", {2026: ram(3)}, "Teknik"),
    ]
    assert texter(da, nu) == [
        "Verksamheten Bad heter nu Simhall.",
        "Verksamheten Simhall flyttades från Kultur till Teknik.",
    ]
    # One that has just the same frames has got a new name.
    da, nu = [verksamhet("Bad", {2026: ram(10, 1)})], [verksamhet("Simhall", {2026: ram(10, 1)})]
    assert texter(da, nu) == ["Verksamheten Bad heter nu Simhall."]
    # With nothing that says so, it is the name and the area that tell.
    da, nu = [verksamhet("Bad", omrade="Norr")], [verksamhet("Bad", omrade="Söder")]
    assert texter(da, nu) == ["Verksamheten Bad, Söder lades till.", "Verksamheten Bad, Norr togs bort."]


def test_volymer_och_vad_de_avser():
    da = verksamhet(
        ramar={2026: ram(1, volymer={"Volymen": (D(1200), "barn"), "Kompensationsgraden": (None, "%")})},
        falt={"Volymen": "barn", "Koladas kostnadsmått": ""},
    )
    nu = verksamhet(
        ramar={
            2026: ram(1, volymer={"Volymen": (D("1187.5"), "elever"), "Kompensationsgraden": (D(80), "%")})
        },
        falt={"Volymen": "elever", "Koladas kostnadsmått": "Kostnad per elev"},
    )
    assert rakt(texter([da], [nu])) == [
        "Volymen för Förskola ändrades från ”barn” till ”elever”.",
        "Koladas kostnadsmått för Förskola är nu ”Kostnad per elev”.",
        "Volymen 2026 för Förskola sänktes från 1 200 till 1 187,5 elever.",
        "Kompensationsgraden 2026 för Förskola sattes till 80 %.",
    ]
    assert rakt(texter([nu], [da]))[-1] == "Kompensationsgraden 2026 för Förskola togs bort. Den var 80 %."


def test_oronmarkningar():
    def med(**oronmarkt):
        return [verksamhet(ramar={2026: ram(900, oronmarkt=oronmarkt)})]

    da = med(a=Oronmarkt("Alla når gymnasiet", D(500), "böcker"), b=Oronmarkt("Trygghet", D(20)))
    nu = med(a=Oronmarkt("Alla når målen", D(800), "lärare"), c=Oronmarkt("Kultur", D(30)))
    assert rakt(texter(da, nu)) == [
        "Öronmärkningen 2026 i Förskola för målet ”Alla når målen” höjdes från 500 till 800 tkr.",
        "Kommentaren till öronmärkningen 2026 i Förskola för målet ”Alla når målen” skrevs om.",
        "30 tkr av ramen 2026 för Förskola öronmärktes för målet ”Kultur”.",
        "Öronmärkningen 2026 i Förskola för målet ”Trygghet” togs bort. Den var 20 tkr.",
    ]


def uppdrag(namn="Skolans uppdrag", enheter=None, nyckel=None, **avsnitt) -> Uppdragsbild:
    delar = {slag: Avsnittsbild(slag.capitalize(), *a) for slag, a in avsnitt.items()}
    return Uppdragsbild(nyckel, namn, enheter or {1: "Skolnämnden", 2: "Kulturnämnden"}, delar)


def uppdragstexter(fore, efter) -> list[str]:
    return [a.text for g in uppdragsskillnad(fore, efter) for a in g.andringar]


def test_avsnitt_som_skrivs_skrivs_om_och_toms():
    da = [uppdrag(vision=("a",), program=("b",), dialog=("",), kon=("c",))]
    nu = [uppdrag(vision=("x",), program=("",), dialog=("d",), kon=("c",))]
    vilka = "för Skolnämnden och Kulturnämnden"
    assert uppdragstexter(da, nu) == [
        f"Avsnittet ”Vision” {vilka} skrevs om.",
        f"Avsnittet ”Program” {vilka} tömdes.",
        f"Avsnittet ”Dialog” {vilka} skrevs.",
    ]


def test_kallor_i_ett_avsnitt():
    da = [uppdrag(vision=("a", {"Lagen": "1", "Planen": "2"}))]
    nu = [uppdrag(vision=("a", {"Lagen": "9", "Dialogen": "3"}))]
    i = "i avsnittet ”Vision” för Skolnämnden och Kulturnämnden"
    assert uppdragstexter(da, nu) == [
        f"Källan ”Lagen” {i} fick ny länk eller nytt datum.",
        f"Källan ”Dialogen” {i} lades till.",
        f"Källan ”Planen” {i} togs bort.",
    ]


def test_uppdrag_som_kommer_gar_och_byter_namn_och_enheter():
    da = [uppdrag("A"), uppdrag("B", {3: "Tekniska nämnden"}), uppdrag("C", {4: "Bolaget"})]
    nu = [
        uppdrag("A", {1: "Skolnämnden", 5: "Miljönämnden"}),
        uppdrag("B2", {3: "Tekniska nämnden"}),
        uppdrag("D", {6: "Museet"}, vision=("a",), program=("",)),
    ]
    assert uppdragstexter(da, nu) == [
        "Uppdragsbeskrivningen A gäller nu även Miljönämnden.",
        "Uppdragsbeskrivningen A gäller inte längre Kulturnämnden.",
        "Uppdragsbeskrivningen B heter nu B2.",
        "Uppdragsbeskrivningen D lades till, för Museet, med text i ”Vision”.",
        "Uppdragsbeskrivningen C togs bort. Den gällde Bolaget.",
    ]


def test_malen_forst_sedan_pengarna_och_sist_uppdragen():
    da = Planbild("P", 2026, 2028, {1: "A"}, (), (verksamhet(ramar={2026: ram(1)}),), (uppdrag(),))
    nu = Planbild("Q", 2026, 2028, {1: "A"}, (), (verksamhet(ramar={2026: ram(2)}),), ())
    s = skillnad(da, nu)
    assert [g.del_ for g in s.grupper] == [Del.MAL, Del.PENGAR, Del.UPPDRAG]
    assert [s.antal_i(d) for d in Del] == [1, 1, 1]


def test_vad_beslutet_laser():
    antal = {"mal": 12, "indikatorer": 1, "ramar": 57, "uppdrag": 0}
    text = lasningstext(antal, {2027: D(1500), 2026: D("1234567.5")})
    assert rakt([text]) == [
        "Beslutet låser 12 mål, 1 indikator och 57 ramar. Ramarna är tillsammans 1 234 568 tkr 2026 och 1 500 tkr "
        "2027."
    ]
    assert lasningstext({}, {}) == ""
