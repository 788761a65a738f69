"""What the views of prioritising share: finding a round, who sees what of it, and the closed door of a closed one."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from atgarder.models import Prioritering, Prioriteringsdeltagare
from atgarder.queries.prioritering import deltagaren
from organisation.models import Person

SE, BEREDA, PRIORITERA = "atgarder.se_atgarder", "atgarder.bereda", "atgarder.prioritera"


def runda_eller_404(pk: int) -> Prioritering:
    rad = Prioritering.objects.select_related("enhet").filter(pk=pk).first()
    if rad is None:
        raise Http404
    return rad


def adress(runda: Prioritering, ankare: str = "") -> str:
    url = reverse("atgarder:prioritering", args=[runda.pk])
    return f"{url}#{ankare}" if ankare else url


def smulor(runda: Prioritering | None, *sist: str) -> list[dict[str, str]]:
    ut = [{"namn": "Prioriteringar", "url": reverse("atgarder:prioriteringar")}]
    if runda is not None:
        ut.append({"namn": runda.titel, "url": adress(runda)})
    return [*ut, *({"namn": namn} for namn in sist)]


@dataclass(frozen=True, slots=True)
class Lasare:
    """Who reads a round. `deltagare` None: not a participant."""

    deltagare: Prioriteringsdeltagare | None
    leder: bool
    ser_bilden: bool

    @property
    def placerar(self) -> bool:
        """Has her part still to do."""
        return self.deltagare is not None and not self.ser_bilden


def lasare(runda: Prioritering, person: Person) -> Lasare:
    """The common picture is shown to a participant who is done with her own part, to the one who leads when everybody
    is, and to all once the round is closed."""
    min_del = deltagaren(runda, person)
    leder = person.has_perm(BEREDA, runda)
    if runda.ar_avslutad:
        ser = True
    elif min_del is not None:
        ser = min_del.klar is not None
    else:
        ser = leder and not runda.deltagare.filter(klar__isnull=True).exists()
    return Lasare(min_del, leder, ser)


def last_sida(request: HttpRequest, runda: Prioritering) -> HttpResponse | None:
    """The page that says why a closed round cannot be changed; None when it can."""
    if not runda.ar_avslutad:
        return None
    status = 409 if request.method == "POST" else 200
    kontext = {"runda": runda, "smulor": smulor(runda, "Avslutad")}
    return render(request, "atgarder/prioritering/last.html", kontext, status=status)
