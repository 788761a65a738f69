"""Where a row's history is read, and where the row itself is."""

from django.db.models import Model
from django.urls import reverse

from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Indikator,
    Kunskapskort,
    Mal,
    Malforbattring,
    Malomrade,
    Oronmarkning,
    Plan,
    Styrperiod,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Uppdragstext,
    Verksamhet,
)

# The word in the address, and what has to be read along with the row to say where it is.
SLAG = {
    "malomrade": Malomrade.objects.select_related("plan"),
    "mal": Mal.objects.select_related("malomrade__plan"),
    "indikator": Indikator.objects.select_related("mal__malomrade__plan"),
    "handlingsplan": Handlingsplan.objects.all(),
    "aktivitet": Aktivitet.objects.select_related("handlingsplan"),
    "matt": Egetmatt.objects.all(),
    "styrperiod": Styrperiod.objects.all(),
    "kunskapskort": Kunskapskort.objects.select_related("indikator__mal__malomrade__plan"),
    "forbattring": Malforbattring.objects.select_related("mal__malomrade__plan"),
    "uppdrag": Uppdragsbeskrivning.objects.select_related("plan"),
    "uppdragskalla": Uppdragskalla.objects.select_related("text__uppdrag__plan"),
    "verksamhet": Verksamhet.objects.select_related("plan"),
    "oronmarkning": Oronmarkning.objects.select_related("ram__verksamhet__plan", "mal"),
}
_ORD = {urval.model: ordet for ordet, urval in SLAG.items()}


def historikadress(objekt: Model) -> str:
    """ "" for a row that has no such page in planering."""
    if isinstance(objekt, Plan):
        return reverse("planering:planhistorik", args=[objekt.pk])
    if isinstance(objekt, Uppdragstext):
        return reverse("planering:uppdragshistorik", args=[objekt.pk])
    ordet = _ORD.get(type(objekt))
    return reverse(f"planering:historik_{ordet}", args=[objekt.pk]) if ordet else ""


def radens_plan(rad: Model) -> Plan | None:
    """The plan whose decision closes the row; None for what is not part of one."""
    match rad:
        case Plan():
            return rad
        case Malomrade() | Verksamhet() | Uppdragsbeskrivning():
            return rad.plan
        case Mal():
            return rad.malomrade.plan
        case Indikator():
            return rad.mal.malomrade.plan
        case Uppdragskalla():
            return rad.text.uppdrag.plan
        case Oronmarkning():
            return rad.ram.verksamhet.plan
    return None


def radens_adress(rad: Model) -> str:
    """Where the row is read."""
    match rad:
        case Egetmatt():
            return f"{reverse('planering:egna_matt')}#matt-{rad.pk}"
        case Malforbattring():
            return f"{reverse('planering:malets_kvalitet', args=[rad.mal_id])}#fraga-{rad.fraga}"
        case Styrperiod():
            return reverse("planering:styrperioder")
        case Kunskapskort():
            return radens_adress(rad.indikator)
        case Uppdragsbeskrivning():
            return reverse("planering:uppdrag", args=[rad.pk])
        case Uppdragskalla():
            return f"{reverse('planering:uppdrag', args=[rad.text.uppdrag_id])}#{rad.text.avsnitt}"
        case Verksamhet():
            return f"{reverse('planering:resurser', args=[rad.plan_id])}#namnd-{rad.enhet_id}"
        case Oronmarkning():
            adress = reverse("planering:resurser", args=[rad.ram.verksamhet.plan_id])
            return f"{adress}?ar={rad.ram.ar}#oronmarkt"
        case Handlingsplan():
            return reverse("planering:handlingsplan", args=[rad.pk])
        case Aktivitet():
            return f"{reverse('planering:handlingsplan', args=[rad.handlingsplan_id])}#aktivitet-{rad.pk}"
    ankare = {Malomrade: "#omrade-", Mal: "#mal-", Indikator: "#indikator-"}.get(type(rad))
    plan = radens_plan(rad)
    adress = reverse("planering:planvy", args=[plan.pk])
    return f"{adress}{ankare}{rad.pk}" if ankare else adress
