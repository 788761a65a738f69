"""A tertial round for two nämnder, with own measures of every frequency and indicators of both kinds."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.conftest import NU
from tests.uppfoljning.conftest import SJUNKER, Varld

SEN = datetime(2026, 5, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))


class Samling:
    """The plan of `varld` with measures and a round of its first tertial 2026, open 4–20 May 2026."""

    def __init__(self, varld: Varld, personer: dict) -> None:
        from organisation.models import Person, Rolltilldelning
        from planering.models import Egetmatt, Indikator
        from uppfoljning.actions.omgang import oppna_omgang
        from uppfoljning.models import Mattrapportering

        self.varld, self.personer, self.enheter = varld, personer, varld.enheter
        self.analytiker = personer["analytiker"]
        self.skolchef = Person.objects.create_user("skolchef@storkoping.example", "x", namn="Per Hedin")
        self.kulturchef = Person.objects.create_user(
            "kulturchef@storkoping.example", "x", namn="Ingrid Nyberg"
        )
        for person, enhet in ((self.skolchef, "skolnamnd"), (self.kulturchef, "kulturnamnd")):
            Rolltilldelning.objects.create(person=person, roll="ansvarig", enhet=self.enheter[enhet])

        def matt(namn, frekvens, sammanstallning, agare, **falt):
            return Egetmatt.objects.create(
                namn=namn, frekvens=frekvens, sammanstallning=sammanstallning, enhet="%", decimaler=1,
                agare=self.enheter[agare], andrad=NU, **falt,
            )  # fmt: skip

        self.telefon = matt("Svar i telefon inom en minut", "tertial", "medel", "skolnamnd")
        self.franvaro = matt("Sjukfrånvaro", "manad", "medel", "forvaltning", konsuppdelat=True)
        self.arligt = matt("Årlig enkät", "ar", "", "skolnamnd")
        self.besok = matt("Besök", "tertial", "summa", "kulturnamnd")
        rapportering = Mattrapportering.objects.create(egetmatt=self.telefon, antal=True)
        rapportering.enheter.add(self.enheter["skola"])
        self.behoriga = varld.indikator(
            varld.nyckeltal("U99901", SJUNKER), {2024: 80, 2025: 85, 2026: 88}, namn="Behöriga"
        )
        self.egen = Indikator.objects.create(
            mal=varld.mal, egetmatt=self.telefon, namn="Svarar i tid", riktning="hog", kategori="objektiv",
            paverkansgrad="stor", agare=self.enheter["skolnamnd"], ansvarig=self.skolchef,
        )  # fmt: skip
        self.lan = varld.indikator(
            varld.nyckeltal("U99902", {2025: 99.0}), {2025: 90}, namn="Lån", mal=varld.annat_mal,
            agare=self.enheter["kulturnamnd"],
        )  # fmt: skip
        self.berakna()
        self.omgang = oppna_omgang(
            av=self.analytiker,
            nar=SEN,
            plan=varld.plan,
            slag="tertial",
            ar=2026,
            period=1,
            oppnar=date(2026, 5, 4),
            sista_dag=date(2026, 5, 20),
            ansvariga={
                self.enheter["skolnamnd"]: self.skolchef,
                self.enheter["kulturnamnd"]: self.kulturchef,
            },
            anvisning="Skriv kort.",
        )
        self.skolans = self.omgang.inlamningar.get(enhet=self.enheter["skolnamnd"])
        self.kulturens = self.omgang.inlamningar.get(enhet=self.enheter["kulturnamnd"])

    def berakna(self) -> None:
        from uppfoljning.actions import berakna_bedomningar

        berakna_bedomningar(av=None, nar=SEN)

    def ruta(self, matt, period, kon="T", enhet=None, slag="v") -> str:
        from uppfoljning.rapportrutor import rutnamn

        return rutnamn(matt.pk, self.enheter[enhet].pk if enhet else None, 2026, period, kon, slag=slag)

    def fyll(self, inlamning, rutor: dict[str, str], av=None, fonster="a", nar=SEN):
        """Type into boxes that were empty, and keep it as a draft."""
        from uppfoljning.actions.rapport import Skriven, spara_utkast

        inlamning.refresh_from_db()
        return spara_utkast(
            av=av or self.skolchef,
            nar=nar,
            inlamning=inlamning,
            rutor={namn: Skriven("", text) for namn, text in rutor.items()},
            revision=inlamning.revision,
            fonster=fonster,
        )

    def hel(self) -> dict[str, str]:
        """Everything the school's report needs."""
        ut = {self.ruta(self.telefon, 1): "74,5", f"k-{self.behoriga.pk}": "Färre blev behöriga."}
        for manad in range(1, 5):
            for kon, tal in (("T", "6,5"), ("K", "7,25"), ("M", "4")):
                ut[self.ruta(self.franvaro, manad, kon)] = tal
        return ut

    def lamna(self, inlamning=None, rutor=None, av=None):
        from uppfoljning.actions.lamna_in import lamna_in

        inlamning = inlamning or self.skolans
        rutor = self.hel() if rutor is None else rutor
        sparat = self.fyll(inlamning, rutor, av)
        return lamna_in(
            av=av or self.skolchef, nar=SEN, inlamning=inlamning, revision=sparat.inlamning.revision
        )

    def klient(self, person) -> Client:
        from organisation.sessionsgrans import stampla

        client = Client()
        client.force_login(person)
        session = client.session
        stampla(session)
        session.save()
        return client


@pytest.fixture
def samling(varld, personer, skickade) -> Samling:
    return Samling(varld, personer)


@pytest.fixture
def maj(klocka):
    """The clock stands still in the middle of the round."""
    klocka.move_to(SEN)
    return klocka
