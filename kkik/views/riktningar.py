"""Which way is good: the proposals, confirmed in one go or changed one by one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kkik import queries
from kkik.actions.riktning import bekrafta_forslag, valj_riktning
from kkik.definitioner.kkik import forslag
from kkik.forms import Riktningsformular
from kkik.models import Nyckeltal, Riktningsval
from kkik.presenters.riktning import forslagsrad
from organisation.behorighet import kravs


@kravs("kkik.se_nyckeltal")
@require_safe
def riktningar(request: HttpRequest) -> HttpResponse:
    forslagen = forslag()
    medlemmar = {n.kolada_id: n for n in queries.kkik_medlemmar()}
    finns = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=forslagen)} | medlemmar
    valda = queries.gallande_riktningar(n.pk for n in finns.values())
    ordning = [*(i for i in forslagen if i in finns), *(i for i in sorted(medlemmar) if i not in forslagen)]
    rader = [forslagsrad(finns[i], forslagen.get(i), valda.get(finns[i].pk)) for i in ordning]
    sammanhang = {
        "rader": rader,
        "vantar": sum(1 for r in rader if r.gallande is None and r.forslag is not None),
        "okanda": len(forslagen.keys() - finns.keys()),
        "far_bekrafta": request.user.has_perm("kkik.bekrafta_riktning"),
    }
    return render(request, "kkik/riktningar.html", sammanhang)


@kravs("kkik.bekrafta_riktning")
@require_POST
def bekrafta(request: HttpRequest) -> HttpResponse:
    antal = bekrafta_forslag(av=request.user, nar=timezone.now())
    if antal:
        ord_ = "En riktning är bekräftad" if antal == 1 else f"{antal} riktningar är bekräftade"
        messages.success(request, f"{ord_}. Färgerna syns nu.")
    else:
        messages.info(request, "Alla förslag var redan bekräftade. Inget har ändrats.")
    return redirect("kkik:riktningar")


@kravs("kkik.bekrafta_riktning")
@require_http_methods(["GET", "HEAD", "POST"])
def riktning(request: HttpRequest, kolada_id: str) -> HttpResponse:
    rad = queries.hamta_nyckeltal(kolada_id)
    if rad is None:
        raise Http404("Nyckeltalet finns inte.")
    gallande = queries.gallande_riktning(rad.pk)
    form = Riktningsformular(
        request.POST if request.method == "POST" else None,
        initial=_fran(gallande, rad),
        avbryt=reverse("kkik:riktningar"),
    )
    if request.method == "POST" and form.is_valid():
        v = form.cleaned_data
        a, b = (None if v[x] is None else float(v[x]) for x in ("a", "b"))
        valj_riktning(
            av=request.user,
            nar=timezone.now(),
            nyckeltal=rad,
            riktning=v["riktning"],
            a=a,
            b=b,
            kalla=v["kalla"],
        )
        messages.success(request, f"Riktningen för {rad.kolada_id} är bekräftad. Färgerna följer den.")
        return redirect("kkik:nyckeltal", kolada_id=rad.kolada_id)
    sammanhang = {
        "nyckeltal": rad,
        "form": form,
        "forslag": forslag().get(rad.kolada_id),
        "historik": Riktningsval.objects.filter(nyckeltal=rad).order_by("-id"),
        "smulor": [
            {"namn": "Riktningar", "url": reverse("kkik:riktningar")},
            {"namn": rad.kolada_id, "url": ""},
        ],
    }
    return render(request, "kkik/riktning.html", sammanhang, status=200 if not form.errors else 422)


def _fran(gallande: Riktningsval | None, rad: Nyckeltal) -> dict:
    if gallande is not None:
        return {
            "riktning": gallande.riktning,
            "a": gallande.intervall_a,
            "b": gallande.intervall_b,
        }
    forslaget = forslag().get(rad.kolada_id)
    if forslaget is None:
        return {}
    return {
        "riktning": forslaget.riktning.value,
        "a": forslaget.a,
        "b": forslaget.b,
        "kalla": forslaget.skal[:250],
    }
