"""Comparison groups: who a municipality is compared with, and what that is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q

from kkik.definitioner import OVERGRIPANDE, liknande_omrade
from kkik.models import Kommun, Kommungrupp, Nyckeltal


class GruppSaknas(LookupError):
    """No such group. str() is a message for the user."""


@dataclass(frozen=True, slots=True)
class Jamforelsegrupp:
    """`medlemmar` are ids of municipalities (type K). The own municipality may be one of them: whoever compares
    leaves it out. `ar` is the vintage of "Liknande kommuner", otherwise None. `etikett` reads in a sentence:
    "alla kommuner", "liknande kommuner, grundskola (2024)"."""

    kod: str
    etikett: str
    ar: int | None
    medlemmar: frozenset[int]


@dataclass(frozen=True, slots=True)
class Gruppval:
    """One line in a group chooser. `slag` is the heading it stands under."""

    kod: str
    etikett: str
    slag: str


ALLA = "alla"
LAN = "lan"
LIKNANDE = "liknande"


def gruppnamn(titel: str) -> str:
    """A group's title without Kolada's note on how its own mean is made, which is not used here."""
    return titel.removesuffix("(ovägt medel)").strip()


def grupp(kod: str, kommun_id: int, nyckeltal: Nyckeltal | None = None) -> Jamforelsegrupp:
    """The group `kod` as it looks from `kommun_id`. One query.

    kod: "alla", "lan" (the county), "liknande" (RKA's list for the area that `nyckeltal` belongs to),
    "liknande:<område>" (the list of that area), or a Kolada group id. Raises GruppSaknas.
    A nyckeltal whose area has no list of its own gets the general one, and the label says so; so does a
    municipality that lacks the area's list.
    """
    return Grupper(kommun_id).grupp(kod, nyckeltal)


def alla_kommuner(kommuner: Iterable[int]) -> Jamforelsegrupp:
    """The group of all, whose ids are known already."""
    return Jamforelsegrupp(ALLA, "alla kommuner", None, frozenset(kommuner))


class Grupper:
    """The groups as they look from one municipality, each looked up once, and all the lists of similar municipalities
    in one query."""

    def __init__(self, kommun_id: int) -> None:
        self.kommun_id = kommun_id
        self._funna: dict[tuple[str, str], Jamforelsegrupp] = {}

    def grupp(self, kod: str, nyckeltal: Nyckeltal | None = None) -> Jamforelsegrupp:
        """As the function."""
        nyckel = gruppnyckel(kod, nyckeltal)
        if nyckel not in self._funna:
            self._funna[nyckel] = self._sok(kod, nyckeltal)
        return self._funna[nyckel]

    def _sok(self, kod: str, nyckeltal: Nyckeltal | None) -> Jamforelsegrupp:
        if kod == ALLA:
            return alla_kommuner(Kommun.objects.kommuner().values_list("id", flat=True))
        if kod == LAN:
            return _lan(self.kommun_id)
        if kod == LIKNANDE:
            return _liknande(self._familjer, *_omrade(nyckeltal), kod)
        if kod.startswith(f"{LIKNANDE}:"):
            omrade = kod.removeprefix(f"{LIKNANDE}:").strip()
            return _liknande(self._familjer, omrade, True, kod, strikt=True)
        return _koladagrupp(kod)

    @cached_property
    def _familjer(self) -> dict[str, Kommungrupp]:
        """The newest list of each area; at most twelve."""
        rader = _med_medlemmar(
            Kommungrupp.objects.filter(slag=Kommungrupp.Slag.LIKNANDE, kommun=self.kommun_id)
        )
        ut: dict[str, Kommungrupp] = {}  # matched in Python because the server may know no å ä ö
        for rad in rader.order_by(F("ar").desc(nulls_last=True), "kolada_id"):
            ut.setdefault(rad.familj.casefold(), rad)
        return ut


def gruppnyckel(kod: str, nyckeltal: Nyckeltal | None) -> tuple[str, str]:
    """Two nyckeltal with the same key have the same group `kod`, so that it need be looked up once."""
    familj, egen = _omrade(nyckeltal)
    return kod, familj if kod == LIKNANDE and egen else ""


def gruppval(kommun_id: int, nyckeltal: Nyckeltal | None = None) -> list[Gruppval]:
    """The groups worth offering: all, the county, similar ones, size class, type, and other groups one is in."""
    val = [Gruppval(ALLA, "Alla kommuner", "Vanliga")]
    slag = Kommungrupp.Slag
    med_i = Kommungrupp.medlemmar.through.objects.filter(kommun=kommun_id).values("kommungrupp")
    villkor = Q(slag=slag.LIKNANDE, kommun=kommun_id) | (
        ~Q(slag__in=[slag.LIKNANDE, slag.ALLA]) & Q(pk__in=med_i)
    )
    rader = list(Kommungrupp.objects.filter(villkor, forsvunnen__isnull=True).order_by("slag", "titel"))
    if any(r.slag == slag.LAN for r in rader):
        val.append(Gruppval(LAN, "Länets kommuner", "Vanliga"))
    familjer = list(dict.fromkeys(r.familj for r in rader if r.slag == slag.LIKNANDE))
    if familjer:
        omrade, _ = _omrade(nyckeltal)
        egen = omrade if omrade in familjer else OVERGRIPANDE
        val.append(Gruppval(LIKNANDE, f"Liknande kommuner, {egen}", "Vanliga"))
    val += [
        Gruppval(f"{LIKNANDE}:{f}", f"Liknande kommuner, {f}", "Liknande inom ett annat område")
        for f in familjer
    ]
    val += [
        Gruppval(r.kolada_id, gruppnamn(r.titel), "Koladas grupper")
        for r in rader
        if r.slag not in (slag.LIKNANDE, slag.LAN)
    ]
    return val


def _med_medlemmar(rader):
    """Rows of groups with `kommunlista`: ids of the members that are municipalities."""
    return rader.filter(forsvunnen__isnull=True).annotate(
        kommunlista=ArrayAgg(
            "medlemmar__id",
            filter=Q(medlemmar__typ=Kommun.Typ.KOMMUN, medlemmar__forsvunnen__isnull=True),
            default=[],
        )
    )


def _lan(kommun_id: int) -> Jamforelsegrupp:
    # Two joins to the same members: one to find the county, one to list it.
    lan = Kommungrupp.objects.filter(
        slag=Kommungrupp.Slag.LAN, pk__in=Kommungrupp.objects.filter(medlemmar=kommun_id)
    )
    rad = _med_medlemmar(lan).order_by("kolada_id").first()
    if rad is None:
        raise GruppSaknas("Kommunens län är inte inläst.")
    return Jamforelsegrupp(LAN, gruppnamn(rad.titel), None, frozenset(rad.kommunlista))


def _omrade(nyckeltal: Nyckeltal | None) -> tuple[str, bool]:
    return (
        (OVERGRIPANDE, True)
        if nyckeltal is None
        else liknande_omrade(nyckeltal.verksamhetsomrade, nyckeltal.titel)
    )


def _liknande(
    familjer: dict[str, Kommungrupp], omrade: str, eget: bool, kod: str, *, strikt: bool = False
) -> Jamforelsegrupp:
    basta = familjer.get(omrade.casefold()) or (None if strikt else familjer.get(OVERGRIPANDE))
    if basta is None:
        raise GruppSaknas(
            f"Det finns ingen lista över liknande kommuner ({omrade[:40]}) för den här kommunen."
        )
    etikett = f"liknande kommuner, {basta.familj}" + (f" ({basta.ar})" if basta.ar else "")
    if not eget:
        etikett += ", eftersom området saknar en egen lista"
    elif basta.familj.casefold() != omrade.casefold():
        etikett += f", eftersom kommunen saknar en lista för {omrade}"
    return Jamforelsegrupp(kod, etikett, basta.ar, frozenset(basta.kommunlista))


def _koladagrupp(kod: str) -> Jamforelsegrupp:
    rad = _med_medlemmar(Kommungrupp.objects.filter(kolada_id=kod)).first()
    if rad is None:
        raise GruppSaknas(f"Gruppen {kod[:20]} finns inte.")
    return Jamforelsegrupp(rad.kolada_id, gruppnamn(rad.titel), rad.ar, frozenset(rad.kommunlista))
