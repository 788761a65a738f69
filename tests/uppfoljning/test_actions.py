"""Faces, comments, and the calculation as a job."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from kkik.models import Lage, Nyckeltalslage
from organisation.domain.roller import Roll
from organisation.models import Handelse, Jobbstatus
from tests.conftest import NU
from tests.uppfoljning.conftest import SJUNKER
from uppfoljning import actions, tasks
from uppfoljning.actions import Ansiktsfel, Kommentarsfel
from uppfoljning.models import Bedomning, Berakning, Kommentar, Malansikte

SENARE = NU + timedelta(hours=1)


@pytest.fixture
def analytiker(personer):
    return personer[Roll.ANALYTIKER]


@pytest.fixture
def indikator(varld):
    return varld.indikator(varld.nyckeltal("U99901", SJUNKER), {2025: 85})


def test_ett_ansikte_satts_med_skal_och_tas_tillbaka(varld, analytiker):
    grund = {"av": analytiker, "mal": varld.mal, "ar": 2025}
    actions.satt_ansikte(nar=NU, signal="gron", motivering=" Skolorna är på väg. ", **grund)
    actions.satt_ansikte(nar=SENARE, signal="", motivering="Det höll inte.", **grund)
    rader = list(Malansikte.objects.values_list("signal", "motivering", "satt_av", "satt"))
    assert rader == [
        ("", "Det höll inte.", "Analytiker Storköping", SENARE),
        ("gron", "Skolorna är på väg.", "Analytiker Storköping", NU),
    ]
    typer = list(Handelse.objects.order_by("id").values_list("typ", "objekt_id", "pseudonym"))
    assert typer == [
        ("uppfoljning.satt_ansikte", str(varld.mal.pk), analytiker.pseudonym),
        ("uppfoljning.ta_tillbaka_ansikte", str(varld.mal.pk), analytiker.pseudonym),
    ]


@pytest.mark.parametrize(
    ("signal", "motivering", "fel"),
    [
        ("gron", "  ", {"motivering": "Skriv varför."}),
        ("bla", "För att.", {"signal": "Välj ett av ansiktena."}),
        ("", "För att.", {"signal": "Det finns inget satt ansikte att ta tillbaka."}),
    ],
)
def test_ett_ansikte_som_inte_gar_sparar_ingenting(varld, analytiker, signal, motivering, fel):
    with pytest.raises(Ansiktsfel) as ettfel:
        actions.satt_ansikte(
            av=analytiker, nar=NU, mal=varld.mal, ar=2025, signal=signal, motivering=motivering
        )
    assert ettfel.value.fel == fel
    assert (Malansikte.objects.count(), Handelse.objects.count()) == (0, 0)


def test_en_kommentar_sparas_och_loggas(indikator, analytiker):
    rad = actions.kommentera(av=analytiker, nar=NU, indikator=indikator, ar=2025, text=" Två skolor. ")
    assert (rad.text, rad.skriven_av, rad.skriven) == ("Två skolor.", "Analytiker Storköping", NU)
    handelse = Handelse.objects.get()
    assert (handelse.typ, handelse.data) == ("uppfoljning.kommentera", {"ar": 2025, "kommentar": rad.pk})


@pytest.mark.parametrize(
    ("text", "fel"),
    [(" \n", "Skriv en kommentar."), ("x" * 2001, "Kommentaren kan vara högst 2000 tecken. Den är 2001.")],
)
def test_en_tom_eller_for_lang_kommentar_sparas_inte(indikator, analytiker, text, fel):
    with pytest.raises(Kommentarsfel, match=f"^{fel}$"):
        actions.kommentera(av=analytiker, nar=NU, indikator=indikator, ar=2025, text=text)
    assert (Kommentar.objects.count(), Handelse.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("ar", "gar"), [(2022, False), (2023, True), (2024, True), (2026, True), (2027, False)]
)
def test_en_kommentar_galler_ett_ar_i_planen_eller_ett_som_ar_bedomt(indikator, analytiker, ar, gar):
    """The plan is of 2024–2026; 2023 is there because it has been computed."""
    Bedomning.objects.create(
        indikator=indikator, ar=2023, kon="T", beraknad=NU, mal_signal="gra", andra_signal="gra"
    )
    if gar:
        actions.kommentera(av=analytiker, nar=NU, indikator=indikator, ar=ar, text="Så.")
    else:
        with pytest.raises(
            Kommentarsfel, match=f"^Planen gäller 2024–2026. Det går inte att kommentera {ar}.$"
        ):
            actions.kommentera(av=analytiker, nar=NU, indikator=indikator, ar=ar, text="Så.")
    assert (Kommentar.objects.count(), Handelse.objects.count()) == (int(gar), int(gar))


def test_en_korning_raknar_landet_och_planerna(indikator, klocka):
    rad = Berakning.objects.create(skapad=NU)
    assert actions.kor_berakning(rad=rad, nar=NU) is True
    rad.refresh_from_db()
    # One nyckeltal, its newest year, thirty municipalities.
    assert (rad.status, rad.antal_nyckeltal, rad.antal_lagen, rad.antal_bedomningar) == (
        Jobbstatus.KLAR,
        1,
        30,
        2,
    )
    assert (Nyckeltalslage.objects.count(), Lage.objects.count()) == (1, 30)
    assert set(Bedomning.objects.values_list("berakning_id", flat=True)) == {rad.pk}


def test_en_korning_efter_en_planandring_later_landet_vara(indikator, klocka):
    rad = Berakning.objects.create(skapad=NU, bara_bedomningar=True)
    actions.kor_berakning(rad=rad, nar=NU)
    assert (Bedomning.objects.count(), Lage.objects.count()) == (2, 0)


def test_en_korning_som_nagon_annan_tagit_gors_inte_igen(indikator):
    rad = Berakning.objects.create(skapad=NU, status=Jobbstatus.PAGAR)
    assert actions.kor_berakning(rad=rad, nar=NU) is False
    assert Bedomning.objects.count() == 0


def test_en_korning_som_gar_fel_sager_det_och_later_det_gamla_sta(indikator, klocka, monkeypatch):
    actions.berakna_bedomningar(av=None, nar=NU)
    fore = list(Bedomning.objects.values())

    def sprick(**_):
        raise ZeroDivisionError

    monkeypatch.setattr("uppfoljning.actions.berakning.berakna_bedomningar", sprick)
    rad = Berakning.objects.create(skapad=NU, bara_bedomningar=True)
    with pytest.raises(ZeroDivisionError):
        actions.kor_berakning(rad=rad, nar=NU)
    rad.refresh_from_db()
    assert (rad.status, rad.fel) == (
        Jobbstatus.MISSLYCKAD,
        "Beräkningen avbröts av ett fel (ZeroDivisionError).",
    )
    assert list(Bedomning.objects.values()) == fore


def test_en_korning_som_blivit_overtagen_slutar(indikator, klocka, monkeypatch):
    rad = Berakning.objects.create(skapad=NU, bara_bedomningar=True)
    monkeypatch.setattr("uppfoljning.actions.berakning.SEKUNDER_MELLAN_HJARTSLAG", 0.0)
    monkeypatch.setattr("uppfoljning.actions.berakning.hjartslag", lambda **_: False)
    assert actions.kor_berakning(rad=rad, nar=NU) is False
    assert Bedomning.objects.count() == 0


def test_planandringar_i_foljd_ger_en_korning(db, skickade, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.berakna_efter_planandring()
        tasks.berakna_efter_planandring()
    rad = Berakning.objects.get()
    assert rad.bara_bedomningar is True
    assert skickade == [("uppfoljning.tasks.kor_berakning", (rad.pk,), {})] * 2


def test_en_import_ger_en_hel_korning_aven_om_en_mindre_vantar(
    db, skickade, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.berakna_efter_planandring()
        tasks.berakna_efter_import(7)
        tasks.berakna_efter_import(8)
    rader = list(Berakning.objects.order_by("id").values_list("bara_bedomningar", "efter_import"))
    assert rader == [(True, None), (False, 7)]


def test_tasken_gor_korningen_och_tal_att_raden_ar_borta(indikator, caplog):
    rad = Berakning.objects.create(skapad=NU, bara_bedomningar=True)
    tasks.kor_berakning(rad.pk)
    rad.refresh_from_db()
    assert (rad.status, Bedomning.objects.count()) == (Jobbstatus.KLAR, 2)
    tasks.kor_berakning(rad.pk + 1)
    assert [p.getMessage() for p in caplog.records] == [f"Berakning {rad.pk + 1} is gone."]


def test_kommandot_skriver_antal_och_sekunder(indikator, capsys):
    call_command("berakna", "--json")
    svar = json.loads(capsys.readouterr().out)
    sekunder = svar.pop("sekunder")
    assert svar == {"nyckeltal": 1, "lagen": 30, "bedomningar": 2}
    assert isinstance(sekunder, float)
    call_command("berakna")
    assert capsys.readouterr().out.startswith("30 lägen i 1 nyckeltal och 2 bedömningar på ")


def test_kommandot_som_misslyckas_ger_felstatus(indikator, monkeypatch):
    def sprick(**_):
        raise ZeroDivisionError("noll")

    monkeypatch.setattr("uppfoljning.actions.berakning.berakna_bedomningar", sprick)
    with pytest.raises(CommandError, match=r"^Beräkningen misslyckades: ZeroDivisionError: noll$"):
        call_command("berakna")
