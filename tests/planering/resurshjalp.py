"""What the tests of resources share: a plan with frames, and files made by hand."""

import io
import zipfile
from decimal import Decimal

D = Decimal


def rad(**celler) -> dict:
    """A row's figures as the database keeps them; amounts that are not named are zero, the rest unknown."""
    belopp = ("bas", "upprakning", "demografi", "prioritering")
    andra = (
        "volym volym_kvinnor volym_man ersattning kompensationsgrad utfall volymutfall andel_kvinnor".split()
    )
    return dict.fromkeys(belopp, D(0)) | dict.fromkeys(andra) | {k: D(str(v)) for k, v in celler.items()}


def xlsx(rader, forandra=None, formler=None) -> bytes:
    """A workbook with these rows. `forandra(dict)` changes the package's parts before it is packed."""
    from openpyxl import Workbook

    bok = Workbook()
    for r in rader:
        bok.active.append(list(r))
    for cell, formel in (formler or {}).items():
        bok.active[cell] = formel
    ut = io.BytesIO()
    bok.save(ut)
    if forandra is None:
        return ut.getvalue()
    with zipfile.ZipFile(ut) as paket:
        delar = {namn: paket.read(namn) for namn in paket.namelist()}
    forandra(delar)
    nytt = io.BytesIO()
    with zipfile.ZipFile(nytt, "w", zipfile.ZIP_DEFLATED) as paket:
        for namn, innehall in delar.items():
            paket.writestr(namn, innehall)
    return nytt.getvalue()


def adressobjekt(plan, enhet, mal) -> dict[str, object]:
    """One of each noun of uppdrag and resources, by the word that stands before it in an address."""
    from django.utils import timezone

    from planering.models import (
        Oronmarkning,
        Ram,
        Resursinlasning,
        Uppdragsbeskrivning,
        Uppdragsenhet,
        Uppdragskalla,
        Uppdragstext,
        Uppdragsversion,
        Verksamhet,
    )

    uppdrag = Uppdragsbeskrivning.objects.create(plan=plan, namn="Uppdraget")
    Uppdragsenhet.objects.create(uppdrag=uppdrag, plan=plan, enhet=enhet)
    text = Uppdragstext.objects.create(uppdrag=uppdrag, avsnitt="vision", text="Alla lyckas")
    nu = timezone.now()
    version = Uppdragsversion.objects.create(text=text, nummer=1, innehall="Alla", borjad=nu, sparad=nu)
    verksamhet = Verksamhet.objects.create(plan=plan, enhet=enhet, namn="Förskola", volymnamn="barn")
    ram = Ram.objects.create(verksamhet=verksamhet, ar=plan.fran_ar, bas=100, volym=10)
    return {
        "uppdrag": uppdrag.pk,
        "uppdragstext": text.pk,
        "uppdragsversion": version.pk,
        "uppdragskalla": Uppdragskalla.objects.create(text=text, titel="Visionen").pk,
        "verksamhet": verksamhet.pk,
        "ram": ram.pk,
        "resurser": plan.fran_ar,
        "oronmarkning": Oronmarkning.objects.create(ram=ram, mal=mal, belopp=5).pk,
        "inlasning": Resursinlasning.objects.create(plan=plan, namn="ramar.xlsx").pk,
    }
