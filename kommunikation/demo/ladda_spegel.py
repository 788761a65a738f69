"""What the year's mirror shows of Storköping: a promise that went without a word, and the year's texts. All invented."""

from datetime import datetime

from django.db import transaction

from kkik.models import Nyckeltal
from kommunikation.demo.plan import BEDOMT_AR, JAMSTALLDHET, KFN
from organisation.models import Enhet, Person
from planering import actions as planera
from planering.models import Indikator, Mal, Plan
from uppfoljning.actions.kkikberattelse import skriv_kkikberattelse
from uppfoljning.models import Kkikberattelse

TYST_SLAPPT = "Flickors deltagande i idrott"
NIVAER = (21, 22, 24)

BERATTELSER = {
    "X15006": "Sju lärare har blivit behöriga genom att läsa vidare på arbetstid. Kommunen betalar nu också "
    "legitimationen för den som börjar hos oss, och tre skolor delar på ämneslärare i teknik och slöjd.",
    "X17001": "Gymnasiet ringer varje vecka hem till den som börjat utebli, och sommarskolan hölls för andra året. "
    "Fler tar sin examen, om än ofta ett år senare än tänkt.",
    "X23002": "Väntan är fortfarande lång. Åtta platser på Lindgården öppnade i maj, men två avdelningar stod tomma "
    "i tre månader medan de byggdes om.",
    "X07001": "Alla villor har nu egna kärl för förpackningar, och den nya återvinningscentralen i Norrby har öppet på "
    "söndagar. Matavfallet räcker till biogas för stadsbussarna.",
    "X40003": "Näringslivskontoret flyttade in i samma hus som bygglov och livsmedelstillsyn. Den som ska starta "
    "företag får en person att vända sig till från idé till öppning.",
}


def lova(*, plan: Plan, personer: dict[str, Person], enheter: dict[str, Enhet], nar: datetime) -> None:
    """Into the draft of the first version: an indicator that the second does not have."""
    indikator = planera.skapa_indikator(
        av=personer["analytiker"],
        nar=nar,
        mal=Mal.objects.get(malomrade__plan=plan, titel=JAMSTALLDHET),
        nyckeltal=Nyckeltal.objects.get(kolada_id="X09002"),
        namn=TYST_SLAPPT,
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="viss",
        agare=enheter[KFN],
        decimaler=0,
        kon="K",
        varfor="Flickor idrottar mindre än pojkar i kommunens föreningar.",
    )
    nivaer = dict(enumerate(NIVAER, plan.fran_ar))
    planera.satt_malnivaer(av=personer["analytiker"], nar=nar, indikator=indikator, nivaer=nivaer)


def slapp(*, plan: Plan, av: Person, nar: datetime) -> None:
    """Out of the draft of the second version."""
    rad = Indikator.objects.select_related("mal__malomrade").get(mal__malomrade__plan=plan, namn=TYST_SLAPPT)
    planera.ta_bort_indikator(av=av, nar=nar, indikator=rad)


@transaction.atomic
def ladda_berattelser(*, personer: dict[str, Person], nar: datetime) -> None:
    """What has happened with some of the KKiK measures, where nobody has written yet."""
    skrivna = set(Kkikberattelse.objects.filter(ar=BEDOMT_AR).values_list("nyckeltal__kolada_id", flat=True))
    for nyckeltal in Nyckeltal.objects.filter(kolada_id__in=set(BERATTELSER) - skrivna).order_by("kolada_id"):
        skriv_kkikberattelse(
            av=personer["analytiker"],
            nar=nar,
            nyckeltal=nyckeltal,
            ar=BEDOMT_AR,
            text=BERATTELSER[nyckeltal.kolada_id],
        )
