"""An indicator that is to speak of another kön: what was set for the first one never becomes the second's unasked."""

import pytest
from django.urls import reverse

from organisation.models import Handelse
from planering import actions
from planering.actions import Planeringsfel
from planering.models import Indikator

pytestmark = pytest.mark.django_db


@pytest.fixture
def delad(ny_indikator, nytt_nyckeltal):
    """An indicator of a nyckeltal that is told apart by kön, with levels for the kön that are named."""

    def skapa(vem, *konen, utgang=None, **falt):
        i = ny_indikator(nyckeltal=nytt_nyckeltal(konsuppdelat=True), **falt)
        for kon in konen:
            actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 90.0, 2027: 91.0}, kon=kon)
        if utgang:
            i.refresh_from_db()
            nivaer = actions.nivaer_for(i)
            actions.satt_malnivaer(
                **vem, indikator=i, nivaer=nivaer, utgangsvarde=utgang[0], utgangsar=utgang[1]
            )
        return Indikator.objects.get(pk=i.pk)

    return skapa


def byt(vem, i, kon, **falt):
    namn = ("riktning", "kategori", "paverkansgrad", "agare", "namn")
    return actions.andra_indikator(**vem, indikator=i, kon=kon, **{n: getattr(i, n) for n in namn}, **falt)


def felet(vem, i, kon, **falt):
    with pytest.raises(Planeringsfel) as fel:
        byt(vem, i, kon, **falt)
    assert list(fel.value.fel) == ["kon"]
    return fel.value.fel["kon"][0]


def nivaer(i):
    return [(m.kon, m.ar, m.varde) for m in i.malnivaer.order_by("kon", "ar")]


ALLAS = [("T", 2026, 90.0), ("T", 2027, 91.0)]
KVINNORS = [("K", 2026, 90.0), ("K", 2027, 91.0)]


def test_tva_uppsattningar_nivaer_nekas_med_besked(vem, delad):
    i = delad(vem, "T", "K")
    text = (
        "Det finns målnivåer både för alla och för kvinnor, och bara de ena kan gälla. "
        "Öppna målnivåerna, töm åren för de ena och byt sedan."
    )
    assert felet(vem, i, "K") == text
    assert felet(vem, i, "K", vid_konsbyte="behall") == text
    assert (Indikator.objects.get(pk=i.pk).kon, nivaer(i)) == ("T", KVINNORS + ALLAS)
    byt(vem, i, "K", vid_konsbyte="ta_bort")
    assert (Indikator.objects.get(pk=i.pk).kon, nivaer(i)) == ("K", KVINNORS)


def test_nivaer_som_ingen_flik_nar_nekas(vem, delad):
    i = delad(vem, "M")
    assert felet(vem, i, "K", vid_konsbyte="ta_bort") == (
        "Det finns målnivåer för män. De går inte att nå när indikatorn avser kvinnor. "
        "Öppna målnivåerna, töm åren för män och byt sedan."
    )
    assert byt(vem, i, "M").kon == "M"
    assert [kon for kon, *_ in nivaer(i)] == ["M", "M"]


@pytest.mark.parametrize(
    ("konen", "utgang", "vad"),
    [
        (("T",), None, "Målnivåerna gäller alla."),
        ((), (88.0, 2023), "Utgångsvärdet 88 (2023) gäller alla."),
        (("T",), (88.5, 2023), "Målnivåerna och utgångsvärdet 88,5 (2023) gäller alla."),
    ],
)
def test_utan_svar_far_inget_ny_betydelse(vem, delad, konen, utgang, vad):
    i = delad(vem, *konen, utgang=utgang)
    assert felet(vem, i, "K") == (
        f"{vad} Ändra eller ta bort det samtidigt, eller byt på indikatorns sida, där det kan behållas."
    )
    i.refresh_from_db()
    assert (i.kon, i.utgangsvarde) == ("T", utgang and utgang[0])


def test_svaret_avgor(vem, delad):
    i = delad(vem, "T", utgang=(88.0, 2023))
    revision = i.malnivarevision
    rad = byt(vem, i, "K", vid_konsbyte="behall")
    assert (rad.kon, rad.utgangsvarde, nivaer(i)) == ("K", 88.0, KVINNORS)
    assert rad.malnivarevision > revision  # an open level page spoke of everybody
    rad = byt(vem, rad, "T", vid_konsbyte="ta_bort")
    assert (rad.kon, rad.utgangsvarde, rad.utgangsar, nivaer(i)) == ("T", None, None, [])
    assert byt(vem, rad, "M").kon == "M"  # nothing to ask about


def test_det_som_behallits_foljer_med_tillbaka(vem, delad):
    i = delad(vem, "T", utgang=(88.0, 2023))
    byt(vem, i, "K", vid_konsbyte="behall")
    actions.angra(**vem, handelse=Handelse.objects.get(typ="planering.andra_indikator"))
    assert (Indikator.objects.get(pk=i.pk).kon, nivaer(i)) == ("T", ALLAS)


def test_okant_kon(vem, delad):
    assert felet(vem, delad(vem), "X") == "Välj kvinnor, män eller totalt."


# ---- On the page ----


def falten(sida):
    """Everything that the form holds now, as a browser would send it."""
    form = sida.context["form"]
    return {bf.html_name: bf.value() for bf in form if bf.value() not in (None, "")}


def test_sidan_fragar_och_gor_som_man_svarar(klient, kommun_9999, klocka, vem, delad):
    i = delad(vem, "T", utgang=(88.0, 2023))
    analytiker = klient("analytiker")
    adress = reverse("planering:andra_indikator", args=[i.pk])
    oppnad = falten(analytiker.get(adress))
    assert "Målnivåerna och utgångsvärdet 88 (2023) gäller alla." in analytiker.get(adress).content.decode()
    sida = analytiker.post(adress, oppnad | {"kon": "K"})
    assert sida.context["form"].errors == {"vid_konsbyte": ["Välj om det ska tas bort eller behållas."]}
    assert Indikator.objects.get(pk=i.pk).kon == "T"
    assert analytiker.post(adress, oppnad | {"kon": "K", "vid_konsbyte": "ta_bort"}).status_code == 302
    i.refresh_from_db()
    assert (i.kon, i.utgangsvarde, nivaer(i)) == ("K", None, [])
    assert "vid_konsbyte" not in analytiker.get(adress).context["form"].fields


def test_utan_byte_spelar_svaret_ingen_roll(klient, kommun_9999, klocka, vem, delad):
    i = delad(vem, "T", utgang=(88.0, 2023))
    analytiker = klient("analytiker")
    adress = reverse("planering:andra_indikator", args=[i.pk])
    oppnad = falten(analytiker.get(adress))
    assert analytiker.post(adress, oppnad | {"vid_konsbyte": "ta_bort"}).status_code == 302
    i.refresh_from_db()
    assert (i.utgangsvarde, nivaer(i)) == (88.0, ALLAS)


def test_nej_vid_faltet_nar_bada_har_nivaer(klient, kommun_9999, klocka, vem, delad):
    i = delad(vem, "T", "K", utgang=(88.0, 2023))
    analytiker = klient("analytiker")
    adress = reverse("planering:andra_indikator", args=[i.pk])
    sida = analytiker.post(adress, falten(analytiker.get(adress)) | {"kon": "K", "vid_konsbyte": "behall"})
    assert list(sida.context["form"].errors) == ["kon"]
