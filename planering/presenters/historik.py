"""What has happened to something, as people read it: who, when, and before → after of each field."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from organisation.models import Handelse, Person
from organisation.queries import namn_av_pseudonym
from planering import queries
from planering.actions import kan_angras
from planering.domain.berort import andrade_nivaer, angras_bland, rammar
from planering.domain.malkvalitet import FRAGOR
from planering.domain.resurskolumner import PER_NAMN, UTFALL, kolumner
from planering.models import Avstamning, Mal, Malkvalitetssvar, Plan
from planering.presenters.handelseord import (
    EGNA,
    ETIKETTER,
    FLEST_CELLER,
    FLEST_VIKTA,
    FORANDRINGAR,
    GOMDA,
    GORANDE,
)
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

SAKNAS, BORTTAGEN, OKANT = "tomt", "borttagen", "okänt"


@dataclass(frozen=True, slots=True)
class Faltandring:
    etikett: str
    fore: str
    efter: str


@dataclass(frozen=True, slots=True)
class Historikrad:
    """`galler` is the object's name, for lists of several objects. `angra` is the event's key when it may be undone.

    `fler` are the changes that are folded, `resten` how many there are beside those shown when they are too many for
    that: the event's own page (`pk`) has them all.
    """

    tid: datetime
    person: str
    vad: str
    galler: str
    andringar: tuple[Faltandring, ...]
    angra: int | None
    pk: int
    fler: tuple[Faltandring, ...] = ()
    resten: int = 0


def historik(objekt: models.Model, hogst: int | None = None, last: bool = False) -> list[Historikrad]:
    """One object's history, newest first; what nothing later has changed can be undone. `last`: in a decided plan."""
    handelser = list(queries.historik(objekt)[:hogst])
    return _rader(handelser, _angras(handelser, (), last))


def planens_historik(
    plan: Plan, handelser: Iterable[Handelse], senare: Iterable[Handelse] = ()
) -> list[Historikrad]:
    """Rows of the plan's log. `senare`: those newer than the first of them, on the pages before."""
    handelser = list(handelser)
    return _rader(handelser, _angras(handelser, senare, plan.ar_last))


def handelsens_rad(handelse: Handelse, angras: bool) -> Historikrad:
    """One event with all of its changes."""
    (rad,) = _rader([handelse], {handelse.pk} if angras else set(), hela=True)
    return rad


def _angras(handelser: list[Handelse], senare: Iterable[Handelse], last: bool) -> set[int]:
    utfall = {k.namn for k in kolumner(UTFALL)}
    kvar = angras_bland([*senare, *handelser])
    return {h.pk for h in handelser if h.pk in kvar and kan_angras(h) and not (last and rammar(h, utfall))}


def _rader(handelser: list[Handelse], angras: set[int], hela: bool = False) -> list[Historikrad]:
    ord_ = _Ordbok(handelser)
    vem = namn_av_pseudonym({h.pseudonym for h in handelser if h.pseudonym})
    ut = []
    for h in handelser:
        andringar = tuple(ord_.andringar(h, None if hela else FLEST_VIKTA))
        resten = 0 if hela else max(0, ord_.antal(h) - FLEST_VIKTA)
        visas = len(andringar) if hela else FLEST_CELLER
        ut.append(
            Historikrad(
                h.tid,
                vem.get(h.pseudonym, BORTTAGEN + " person") if h.pseudonym else "Systemet",
                _vad(h.typ),
                f"{_sort(h.objekt)} ”{h.etikett}”",
                andringar[:visas],
                h.pk if h.pk in angras else None,
                h.pk,
                () if resten else andringar[visas:],
                resten + len(andringar[visas:]) if resten else 0,
            )
        )
    return ut


def _vad(typ: str) -> str:
    if typ in EGNA:
        return EGNA[typ]
    verb = typ.partition(".")[2]
    return next((text for bit, text in GORANDE.items() if verb.startswith(f"{bit}_")), verb)


def _sort(etikett: str) -> str:
    try:
        return str(apps.get_model(etikett)._meta.verbose_name).capitalize()
    except LookupError:
        return etikett


class _Ordbok:
    """Names for all keys that some events speak of: one query for each kind of row."""

    def __init__(self, handelser: list[Handelse]) -> None:
        nycklar: dict[type[models.Model], set] = defaultdict(set)
        for h in handelser:
            for namn, par in self._par(h):
                for varde in par:
                    modell, varden = self._pekar(h, namn, varde)
                    if modell is not None:
                        nycklar[modell] |= varden
        self.namn: dict[type[models.Model], dict] = {}
        self.planer: dict[int, str] = {}
        for modell, vilka in nycklar.items():
            if modell is Person:
                self.namn[modell] = {
                    str(p): n for p, n in namn_av_pseudonym({UUID(v) for v in vilka}).items()
                }
            else:
                rader = modell._base_manager.filter(pk__in=vilka)
                if modell is Mal:
                    rader = rader.select_related("malomrade__plan")
                    planer = {rad.pk: rad.malomrade.plan for rad in rader}
                    self.planer = {pk: f"{plan}, version {plan.version}" for pk, plan in planer.items()}
                self.namn[modell] = {rad.pk: str(rad) for rad in rader}

    def antal(self, h: Handelse) -> int:
        """How many changes an event of many cells holds; 0 for others, which are few."""
        if h.typ != "planering.satt_ramar":
            return 0
        return sum(len(rad["falt"]) for rad in h.data["andrat"])

    def andringar(self, h: Handelse, hogst: int | None = None) -> Iterable[Faltandring]:
        if h.typ == "planering.satt_ramar":
            yield from islice(_ramceller(h.data["andrat"]), hogst)
            return
        if h.typ == "planering.svara_om_malkvalitet":
            yield from _kvalitetssvar(h.data)
            return
        if h.typ in ("planering.stam_av", "planering.angra_avstamning"):
            yield from _avstamning(h.data["avstamning"], h.typ == "planering.stam_av")
        for namn, (fore, efter) in self._par(h):
            if namn == "nivaer":
                for ar, (da, nu) in andrade_nivaer(h.data).items():
                    yield Faltandring(f"Målnivå {ar}", _niva(da), _niva(nu))
            elif namn not in GOMDA:
                etikett = ETIKETTER.get(namn) or self._etikett(h, namn)
                yield Faltandring(etikett, *self._texter(h, namn, fore, efter))

    @staticmethod
    def _par(h: Handelse) -> list[tuple[str, list]]:
        """In the model's order: the log's own is that of its keys' lengths."""
        if h.typ == "planering.satt_ramar":  # says rows and cells, not the plan's own fields
            return []
        if h.typ == "planering.satt_uppdragsenheter":
            return [("enheter", [", ".join(namn) for namn in h.data["enheter"]])]
        andrat = h.data.get("andrat", {})
        try:
            ordning = [f.name for f in apps.get_model(h.objekt)._meta.concrete_fields]
        except (LookupError, ValueError):
            ordning = []
        plats = {namn: nr for nr, namn in enumerate(ordning)}
        return sorted(andrat.items(), key=lambda par: plats.get(par[0], -1 if par[0] == "nivaer" else 999))

    @staticmethod
    def _falt(h: Handelse, namn: str) -> models.Field | None:
        try:
            return apps.get_model(h.objekt)._meta.get_field(namn)
        except (LookupError, FieldDoesNotExist, ValueError):
            return None

    def _texter(self, h: Handelse, namn: str, fore: Any, efter: Any) -> tuple[str, str]:
        """A goal has the same name in the next version of its plan: then which plan is what changed."""
        da, nu = self._text(h, namn, fore), self._text(h, namn, efter)
        if da != nu or self._pekar(h, namn, fore)[0] is not Mal or isinstance(fore, list):
            return da, nu
        return f"{da} ({self.planer.get(fore, BORTTAGEN)})", f"{nu} ({self.planer.get(efter, BORTTAGEN)})"

    def _etikett(self, h: Handelse, namn: str) -> str:
        falt = self._falt(h, namn)
        text = str(falt.verbose_name) if falt is not None else namn
        return text[:1].upper() + text[1:]

    def _pekar(self, h: Handelse, namn: str, varde: Any) -> tuple[type[models.Model] | None, set]:
        if varde is None or varde == []:
            return None, set()
        if namn == "bidrar_till":
            return Mal, set(varde)
        falt = self._falt(h, namn)
        if falt is None or not falt.is_relation:
            return None, set()
        return falt.related_model, set(varde) if isinstance(varde, list) else {varde}

    def _text(self, h: Handelse, namn: str, varde: Any) -> str:
        if varde is None or varde in ("", []):
            return SAKNAS
        modell, vilka = self._pekar(h, namn, varde)
        if modell is not None:
            return ", ".join(sorted(self.namn[modell].get(v, BORTTAGEN) for v in vilka))
        falt = self._falt(h, namn)
        if falt is not None and falt.choices:
            return str(dict(falt.flatchoices).get(varde, varde))
        if isinstance(varde, bool):
            return "ja" if varde else "nej"
        if isinstance(varde, (int, float)):
            return str(varde) if namn.endswith("ar") and isinstance(varde, int) else _tal(varde)
        return str(varde)


def _ramceller(rader: list[dict]) -> Iterable[Faltandring]:
    for rad in rader:
        for namn, (fore, efter) in rad["falt"].items():
            etikett = f"{rad['verksamhet']}, {rad['ar']}, {PER_NAMN[namn].rubrik.lower()}"
            yield Faltandring(etikett, _tal(fore), _tal(efter))


def _kvalitetssvar(data: dict) -> Iterable[Faltandring]:
    """An older log does not say what the answer before was grounded on."""
    ord_ = dict(Malkvalitetssvar.Svar.choices) | {"": SAKNAS}
    fore, efter = data["svar"]
    if fore != efter:
        yield Faltandring(f"Fråga {data['fraga']}. {FRAGOR[data['fraga']].text}", ord_[fore], ord_[efter])
    skal = data.get("motivering_fore", OKANT if fore else "")
    if skal != data["motivering"]:
        etikett = f"Fråga {data['fraga']}, motivering"
        yield Faltandring(etikett, skal or SAKNAS, data["motivering"] or SAKNAS)


def _avstamning(sagt: dict, gjord: bool) -> Iterable[Faltandring]:
    """What was said in a check-in that was made, or taken back (from what it said to nothing)."""
    for namn in ("dag", "lage", "text", "kvar"):
        if sagt[namn]:
            falt = Avstamning._meta.get_field(namn)
            text = str(dict(falt.flatchoices).get(sagt[namn], sagt[namn]))
            etikett = str(falt.verbose_name)
            par = (SAKNAS, text) if gjord else (text, SAKNAS)
            yield Faltandring(f"Avstämning, {etikett.rstrip('?')}", *par)


def _tal(varde: float | None) -> str:
    """To its last decimal: what was changed may be no more than that."""
    return SAKNAS if varde is None else formatera(varde, antal_decimaler(varde))


def _niva(varde: Any) -> str:
    if varde is None:
        return SAKNAS
    if isinstance(varde, list):
        return "–".join(_tal(v) for v in varde)
    return FORANDRINGAR.get(varde, str(varde)) if isinstance(varde, str) else _tal(varde)
