"""What differs between two plans, said in sentences."""

from planering.domain.malnivaer import Niva
from planering.domain.skillnad import Indikatorbild, Malbild, Planbild, skillnad
from planering.domain.skillnadsrader import Slag


def indikator(nyckel=1, namn="Behöriga", nivaer=None, falt=None, **kw):
    """`nivaer`: year → level of all, or (kön, year) → level."""
    par = (((n if isinstance(n, tuple) else ("T", n)), Niva.av(v)) for n, v in (nivaer or {}).items())
    nivaer = dict(par)
    return Indikatorbild(nyckel, namn, nivaer, falt or {}, **({"enhet": "%", "hogt_ar_bra": True} | kw))


def mal(nyckel=1, titel="Alla når gymnasiet", omrade="Lärande", indikatorer=(), falt=None, likhet=None):
    return Malbild(nyckel, titel, omrade, falt or {}, tuple(indikatorer), likhet or {})


def plan(*mal_, namn="Mål och budget", fran=2026, till=2028, omraden=None):
    return Planbild(namn, fran, till, omraden or {1: "Lärande"}, tuple(mal_))


def texter(fore, efter):
    return [a.text for a in skillnad(fore, efter).andringar]


def test_samma_plan_skiljer_sig_inte():
    p = plan(mal(indikatorer=[indikator(nivaer={2026: 90})]))
    assert (texter(p, p), bool(skillnad(p, p))) == ([], False)


def test_sankt_och_hojd_malniva_med_ambition():
    da = plan(mal(indikatorer=[indikator(nivaer={2026: 90, 2027: 90}), indikator(2, "Kostnad", {2026: 300})]))
    nu = plan(
        mal(
            indikatorer=[
                indikator(nivaer={2026: 85, 2027: 92.5}),
                indikator(2, "Kostnad", {2026: 310}, enhet="kr", hogt_ar_bra=False),
            ]
        )
    )
    s = skillnad(da, nu)
    assert [(a.text, a.hojd_ambition) for a in s.andringar] == [
        ("Målnivån 2026 för Behöriga sänktes från 90 till 85\u00a0%.", False),
        ("Målnivån 2027 för Behöriga höjdes från 90,0 till 92,5\u00a0%.", True),
        ("Målnivån 2026 för Kostnad höjdes från 300 till 310\u00a0kr.", False),
    ]
    assert (s.hojda, s.sankta, s.antal(Slag.ANDRAT)) == (1, 2, 3)


def test_en_liten_andring_ser_inte_ut_som_ingen():
    da, nu = (plan(mal(indikatorer=[indikator(nivaer={2026: v}, decimaler=0)])) for v in (4.25, 4.3))
    assert texter(da, nu) == ["Målnivån 2026 för Behöriga höjdes från 4,25 till 4,30\u00a0%."]


def test_satt_borttagen_intervall_och_forandring():
    da = plan(mal(indikatorer=[indikator(nivaer={2026: 90, 2027: (10, 20), 2028: "oka"})]))
    nu = plan(mal(indikatorer=[indikator(nivaer={2027: (12, 20), 2028: 50})]))
    assert texter(da, nu) == [
        "Målnivån 2026 för Behöriga togs bort. Den var 90\u00a0%.",
        "Målnivån 2027 för Behöriga ändrades från 10–20 till 12–20\u00a0%.",
        "Målnivån 2028 för Behöriga ändrades från ”öka” till 50\u00a0%.",
    ]
    assert texter(nu, da)[0] == "Målnivån 2026 för Behöriga sattes till 90\u00a0%."


def test_ar_som_bara_den_ena_planen_gor_ansprak_pa_jamfors_inte():
    da = plan(mal(indikatorer=[indikator(nivaer={2026: 90, 2027: 91, 2028: 92})]))
    nu = plan(mal(indikatorer=[indikator(nivaer={2027: 91, 2028: 92, 2029: 93})]), fran=2027, till=2029)
    assert texter(da, nu) == ["Planen gäller 2027–2029 i stället för 2026–2028."]


def test_mal_och_indikatorer_som_kommer_och_gar():
    da = plan(
        mal(1, "Ett", indikatorer=[indikator(1, "A"), indikator(2, "B")]),
        mal(2, "Två", indikatorer=[indikator(3, "C")]),
    )
    nu = plan(mal(1, "Ett", indikatorer=[indikator(1, "A"), indikator(4, "D", {2026: 85})]), mal(3, "Tre"))
    s = skillnad(da, nu)
    assert [(g.mal, g.slag, [a.text for a in g.andringar]) for g in s.grupper] == [
        ("Ett", "andrat", ["Indikatorn D lades till med målnivå 85\u00a0% 2026.", "Indikatorn B togs bort."]),
        ("Tre", "tillagt", ["Målet lades till."]),
        ("Två", "borttaget", ["Målet togs bort, med indikatorn C."]),
    ]


def test_en_flyttad_indikator_ar_varken_ny_eller_borttagen():
    da = plan(mal(1, "Ett", indikatorer=[indikator(1, "A")]), mal(2, "Två"))
    nu = plan(mal(1, "Ett"), mal(2, "Två", indikatorer=[indikator(1, "A")]))
    assert texter(da, nu) == ["Indikatorn A flyttades hit från ”Ett”."]
    assert texter(da, plan(mal(2, "Två", indikatorer=[indikator(1, "A")]))) == [
        "Indikatorn A flyttades hit från ”Ett”.",
        "Målet togs bort.",
    ]


def test_agare_riktning_och_langa_texter():
    lang = "x" * 200
    da = plan(
        mal(
            indikatorer=[
                indikator(falt={"Ägare": "Skolan", "Vad som är bra": "högt värde", "Motiveringen": lang})
            ]
        )
    )
    nu = plan(
        mal(
            indikatorer=[
                indikator(
                    falt={"Ägare": "Kulturen", "Vad som är bra": "lågt värde", "Motiveringen": lang + "y"}
                )
            ]
        )
    )
    assert texter(da, nu) == [
        "Ägare för Behöriga ändrades från ”Skolan” till ”Kulturen”.",
        "Vad som är bra för Behöriga ändrades från ”högt värde” till ”lågt värde”.",
        "Motiveringen för Behöriga skrevs om.",
    ]


def test_att_det_overordnade_malet_bytt_namn_ar_ingen_andring_i_malet_under():
    def under(over, nyckel):
        return mal(2, "Under", falt={"Överordnat mål": over}, likhet={"Överordnat mål": nyckel})

    assert texter(plan(under("”A”", 1)), plan(under("”B”", 1))) == []
    assert texter(plan(under("”A”", 1)), plan(under("”B”", 3))) == [
        "Överordnat mål ändrades från ”A” till ”B”."
    ]


def test_planens_namn_och_omraden():
    da = plan(mal(1, omrade="Lärande"), omraden={1: "Lärande", 2: "Kultur"})
    nu = plan(mal(1, omrade="Skola"), namn="Nytt namn", omraden={1: "Skola", 3: "Trygghet"})
    s = skillnad(da, nu)
    assert [a.text for a in s.grupper[0].andringar] == [
        "Planen bytte namn från ”Mål och budget” till ”Nytt namn”.",
        "Målområdet Lärande heter nu Skola.",
        "Målområdet Trygghet lades till.",
        "Målområdet Kultur togs bort.",
    ]


def test_kvinnors_och_mans_malnivaer_jamfors_ar_for_ar():
    da = plan(
        mal(indikatorer=[indikator(nivaer={2026: 90, ("K", 2026): 92, ("K", 2027): 92, ("M", 2027): 88})])
    )
    nu = plan(
        mal(indikatorer=[indikator(nivaer={2026: 90, ("K", 2027): 93, ("K", 2028): 94, ("M", 2027): 87})]),
        fran=2027,
        till=2029,
    )
    s = skillnad(da, nu)
    assert [(a.text, a.hojd_ambition) for a in s.andringar][1:] == [
        ("Målnivån 2027 för Behöriga, kvinnor, höjdes från 92 till 93\u00a0%.", True),
        ("Målnivån 2028 för Behöriga, kvinnor, sattes till 94\u00a0%.", None),
        ("Målnivån 2027 för Behöriga, män, sänktes från 88 till 87\u00a0%.", False),
    ]
    assert (s.hojda, s.sankta) == (1, 1)


def test_en_indikator_om_kvinnor_sager_det_i_namnet():
    da, nu = (plan(mal(indikatorer=[indikator(nivaer={("K", 2026): v}, kon="K")])) for v in (90, 91))
    assert texter(da, nu) == ["Målnivån 2026 för Behöriga höjdes från 90 till 91\u00a0%."]


def test_en_ny_indikators_nivaer_for_var_och_en():
    nu = plan(mal(indikatorer=[indikator(nivaer={("K", 2026): 92, 2026: 90, 2027: 91})]))
    assert texter(plan(mal()), nu) == [
        "Indikatorn Behöriga lades till med målnivå 90\u00a0% 2026, 91\u00a0% 2027 och 92\u00a0% 2026 för kvinnor."
    ]


def test_ett_mal_blir_horisontellt_och_ett_omrade_far_ny_beskrivning():
    da = Planbild("P", 2026, 2028, {1: "Lärande"}, (mal(),), beskrivningar={1: "Kort"})
    nu = Planbild(
        "P",
        2026,
        2028,
        {1: "Lärande"},
        (Malbild(1, "Alla når gymnasiet", "Lärande", {}, horisontellt=True),),
        beskrivningar={1: "Längre"},
    )
    assert texter(da, nu) == [
        "Beskrivningen av målområdet Lärande skrevs om.",
        "Målet är nu horisontellt.",
    ]
    assert texter(nu, da)[1] == "Målet är inte längre horisontellt."
