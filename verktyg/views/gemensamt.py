"""What the views share."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from verktyg.domain.instrument import Instrument
from verktyg.instrument import InstrumentFel, hamta
from verktyg.models import Genomforande

START = {"namn": "Verktyg"}


def rundan(pk: int) -> Genomforande:
    """The round in an address, or 404."""
    return get_object_or_404(Genomforande.objects.select_related("enhet", "skapad_av"), pk=pk)


def instrumentet(id: str) -> Instrument:
    """The newest version of the instrument in an address, or 404."""
    try:
        return hamta(id)
    except InstrumentFel as fel:
        raise Http404(str(fel)) from fel


def rundadress(runda: Genomforande) -> str:
    return reverse("verktyg:genomforande", args=[runda.pk])


def smulor(instrument: Instrument, runda: Genomforande | None = None, sist: str = "") -> list[dict[str, str]]:
    """Verktyg › the instrument › the round › the page."""
    rad = [
        START | {"url": reverse("verktyg:start")},
        {"namn": instrument.titel, "url": reverse("verktyg:instrument", args=[instrument.id])},
    ]
    if runda is not None and sist:
        rad.append({"namn": runda.titel, "url": rundadress(runda)})
    if sist or runda is not None:
        rad.append({"namn": sist or runda.titel})
    else:
        rad[-1] = {"namn": instrument.titel}
    return rad


def fel_vid_plats(block: list, fel: dict[str, list[str]]) -> list[dict[str, str]]:
    """Put messages at their blocks; the rows of the error summary."""
    rader = [{"id": "", "text": text} for text in fel.get("", [])]
    for ett in block:
        ett.fel = fel.get(ett.plats.kod, [])
        namn = ett.etikett if ett.etikett.endswith("?") else f"{ett.etikett}:"
        rader += [
            {"id": f"falt-{ett.plats.id}", "text": f"{namn} {text[:1].lower()}{text[1:]}"} for text in ett.fel
        ]
    return rader
