"""One proposal: its page, its history, taking something back."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from atgarder.actions.angra import angra_forslagsandring
from atgarder.domain.skedegrupp import vag
from atgarder.presenters.forslag import effektrad, konsekvensvy
from atgarder.presenters.forslagslista import SIGNAL
from atgarder.presenters.nastasteg import nasta_steg
from atgarder.presenters.realism import realismord
from atgarder.queries.amnen import forslagsamne
from atgarder.queries.forslagshistorik import handelser
from atgarder.queries.forslagslista import forslagsposter
from atgarder.queries.konsekvens import konsekvensbild
from atgarder.views.forslaggemensamt import (
    BEREDA,
    SE,
    formkontext,
    forslag_eller_404,
    forslagsadress,
    last_sida,
    smulor,
)
from organisation.behorighet import kravs
from organisation.models import Handelse
from planering.models import Plan
from planering.presenters.historik import planens_historik
from planering.views.aterkallbart import angrasida
from planering.views.gemensamt import egen_kommun
from styrsnurra.gemensamt.vyhjalp import vem_och_nar
from uppfoljning.behorighet import enheten
from uppfoljning.models import Analysavvikelse, Atgardsforslag, Kunskapskalla
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod

PER_SIDA = 50
forslagets = enheten(Atgardsforslag, "analys__enhet")


@kravs(SE)
@require_safe
def forslag(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal with its consequences, read as a document."""
    avvikelser = Analysavvikelse.objects.select_related("indikator").order_by("id")
    rad = get_object_or_404(
        Atgardsforslag.objects.select_related("analys__enhet").prefetch_related(
            Prefetch("analys__avvikelser", queryset=avvikelser),
            "hypoteser",
            Prefetch("kunskapskallor", queryset=Kunskapskalla.objects.order_by("id")),
        ),
        pk=pk,
    )
    (post,) = forslagsposter(request.user, [rad])
    bild = konsekvensbild(rad)
    skede = post.lage.skede
    namn, klara = vag(skede, prioriterat=post.prioriterat)
    framlagt = rad.status == Atgardsforslag.Status.FORESLAS
    far = request.user.has_perm(BEREDA, rad) and framlagt and not skede.last
    realism = realismord(bild.forvantningar, egen_kommun())
    kontext = {
        "forslag": rad,
        "analys": rad.analys,
        "framlagt": framlagt,
        "lage": post.lage,
        "skede": skede,
        "signal": SIGNAL.get(skede, ""),
        "vag_namn": namn,
        "vag_klara": klara,
        "nasta": nasta_steg(post, request.user) if framlagt else None,
        "bild": bild,
        "vy": konsekvensvy(bild),
        "effekter": [effektrad(f, *realism[f.pk]) for f in bild.forvantningar],
        "far_bereda": far,
        "far_skriva": far and not bild.ar_klar,
        "stod": stegstod(Steg.KONSEKVENSER, forslagsamne(rad)),
        "smulor": smulor(None, rad.analys.enhet.namn),
    }
    return render(request, "atgarder/forslag.html", kontext)


@kravs(SE)
@require_safe
def historik(request: HttpRequest, pk: int) -> HttpResponse:
    rad = forslag_eller_404(pk)
    sida = Paginator(handelser(rad), PER_SIDA).get_page(request.GET.get("sida"))
    far = request.user.has_perm(BEREDA, rad)
    kontext = formkontext(rad, "Historik") | {
        "ingress": f"Vem som ändrade vad och när i konsekvenserna av ”{rad.titel}”.",
        "rader": planens_historik(Plan(), sida),
        "sida": sida,
        "visa_galler": True,
        "far_andra": far,
        "visa_angra": far,
    }
    return render(request, "planering/historik.html", kontext)


@kravs(BEREDA, forslagets)
def angra(request: HttpRequest, pk: int, handelse: int) -> HttpResponse:
    """Ask, saying what will be as it was, and then do it."""
    rad = forslag_eller_404(pk)
    if svar := last_sida(request, rad, del_av_beskrivning=False):
        return svar
    h = get_object_or_404(Handelse, pk=handelse, typ__startswith="atgarder.")
    return angrasida(
        request,
        handelse=h,
        hor_hit=handelser(rad).filter(pk=h.pk).exists(),
        angra=lambda: angra_forslagsandring(**vem_och_nar(request), forslag=rad, handelse=h),
        tillbaka=forslagsadress(pk),
        smulor=smulor(rad, "Ångra"),
    )
