"""What has happened to something, as people read it: who, when, and before → after of each field."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from organisation.models import Handelse, Person
from organisation.queries import namn_av_pseudonym
from planering import queries
from planering.actions import kan_angras
from planering.domain.resurskolumner import PER_NAMN
from planering.models import Mal, Plan
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

SAKNAS, BORTTAGEN = "tomt", "borttagen"
GORANDE = {
    "skapa": "Skapades",
    "andra": "Ändrades",
    "ta_bort": "Togs bort",
    "aterstall": "Återställdes efter borttagning",
    "besluta": "Fullmäktiges beslut registrerades",
    "satt": "Målnivåerna ändrades",
    "kopiera": "Skapades som kopia av en tidigare plan",
    "oppna": "Öppnades",
    "svara": "Checklistan besvarades",
    "avgor": "Avgjordes",
    "avsluta": "Avslutades",
    "ateroppna": "Öppnades igen",
    "klarmarkera": "Klarmarkerades",
}
EGNA = {
    "atgarder.aterta_beslutsunderlag": "Återtogs för att ändras",
    "atgarder.lamna_beslutsunderlag": "Lämnades till beslut",
    "planering.skapa_version": "Skapades som ny version",
    "planering.stam_av": "Stämdes av",
    "planering.las_in_planbok": "Lästes in ur Excel",
    "planering.satt_ramar": "Ramar och utfall ändrades",
    "planering.satt_uppdragsenheter": "Enheterna ändrades",
    "planering.skriv_in_bedomning": "En gemensam bedömning skrevs in",
    "planering.svara_om_malkvalitet": "Målkvaliteten bedömdes",
    "planering.skriv_uppdragstext": "En ny version började skrivas",
    "atgarder.klar_med_prioritering": "En deltagare blev klar med sin del",
    "atgarder.oppna_prioriteringsdel": "En deltagare öppnade sin del igen",
}
ETIKETTER = {
    "bidrar_till": "Bidrar till",
    "nivaer": "Målnivå",
    "enheter": "Enheter",
    "antal_deltagare": "Antal deltagare",
}
# A table of hundreds of cells may be read in at once: its first cells say what it was.
FLEST_CELLER = 20
FORANDRINGAR = {"oka": "öka", "minska": "minska", "oforandrad": "vara oförändrad"}
# Says nothing to the reader beside the rest.
GOMDA = {"niva", "version", "leder_nar", "leder_av", "pseudonymer"}


@dataclass(frozen=True, slots=True)
class Faltandring:
    etikett: str
    fore: str
    efter: str


@dataclass(frozen=True, slots=True)
class Historikrad:
    """`galler` is the object's name, for lists of several objects. `angra` is the event's key when it may be undone."""

    tid: datetime
    person: str
    vad: str
    galler: str
    andringar: tuple[Faltandring, ...]
    angra: int | None


def historik(objekt: models.Model, hogst: int | None = None) -> list[Historikrad]:
    """One object's history, newest first; only its latest change can be undone."""
    handelser = list(queries.historik(objekt)[:hogst])
    return _rader(handelser, {h.pk for h in handelser[:1] if kan_angras(h)})


def planens_historik(plan: Plan, handelser: Iterable[Handelse]) -> list[Historikrad]:
    """Rows of the plan's log; the latest change of each object can be undone while the plan is not decided."""
    handelser = list(handelser)
    forst: set[tuple[str, str]] = set()
    angras = set()
    for h in handelser:
        if (h.objekt, h.objekt_id) not in forst and kan_angras(h) and not plan.ar_last:
            angras.add(h.pk)
        forst.add((h.objekt, h.objekt_id))
    return _rader(handelser, angras)


def _rader(handelser: list[Handelse], angras: set[int]) -> list[Historikrad]:
    ord_ = _Ordbok(handelser)
    vem = namn_av_pseudonym({h.pseudonym for h in handelser if h.pseudonym})
    return [
        Historikrad(
            h.tid,
            vem.get(h.pseudonym, BORTTAGEN + " person") if h.pseudonym else "Systemet",
            _vad(h.typ),
            f"{_sort(h.objekt)} ”{h.etikett}”",
            tuple(ord_.andringar(h)),
            h.pk if h.pk in angras else None,
        )
        for h in handelser
    ]


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
        for modell, vilka in nycklar.items():
            if modell is Person:
                self.namn[modell] = {
                    str(p): n for p, n in namn_av_pseudonym({UUID(v) for v in vilka}).items()
                }
            else:
                rader = modell._base_manager.filter(pk__in=vilka)
                self.namn[modell] = {rad.pk: str(rad) for rad in rader}

    def andringar(self, h: Handelse) -> Iterable[Faltandring]:
        if h.typ == "planering.satt_ramar":
            yield from _ramceller(h.data["andrat"])
            return
        for namn, (fore, efter) in self._par(h):
            if namn == "nivaer":
                for ar in sorted({*(fore or {}), *(efter or {})}):
                    da, nu = (fore or {}).get(ar), (efter or {}).get(ar)
                    if da != nu:
                        yield Faltandring(f"Målnivå {ar}", _niva(da), _niva(nu))
            elif namn not in GOMDA:
                etikett = ETIKETTER.get(namn) or self._etikett(h, namn)
                yield Faltandring(etikett, self._text(h, namn, fore), self._text(h, namn, efter))

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
    celler = [
        Faltandring(
            f"{rad['verksamhet']}, {rad['ar']}, {PER_NAMN[namn].rubrik.lower()}", _tal(fore), _tal(efter)
        )
        for rad in rader
        for namn, (fore, efter) in rad["falt"].items()
    ]
    yield from celler[:FLEST_CELLER]
    if len(celler) > FLEST_CELLER:
        yield Faltandring("Och fler tal", "", f"{len(celler) - FLEST_CELLER} till")


def _tal(varde: float | None) -> str:
    """To its last decimal: what was changed may be no more than that."""
    return SAKNAS if varde is None else formatera(varde, antal_decimaler(varde))


def _niva(varde: Any) -> str:
    if varde is None:
        return SAKNAS
    if isinstance(varde, list):
        return "–".join(_tal(v) for v in varde)
    return FORANDRINGAR.get(varde, str(varde)) if isinstance(varde, str) else _tal(varde)
