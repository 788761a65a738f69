"""The differences carried out with the ordinary actions. What an action refuses is noted at its cell."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from organisation.models import Enhet, Person
from planering.actions import aktivitet, handlingsplan, indikator, mal, malniva, plan
from planering.domain.fel import Krock, Planeringsfel
from planering.domain.malnivaer import Niva
from planering.models import Egetmatt, Indikator
from planering.planbok.jamfor import NIVAFALT, Skillnad, radnyckel
from planering.planbok.kolumner import (
    DATUM,
    EGETMATT,
    ENHET,
    NYCKELTAL,
    PER_KOD,
    PERSON,
    REF,
    REFLISTA,
)
from planering.planbok.ordning import ordna_syskon
from planering.planbok.rader import MODELLER, Planbok, Rad
from planering.planbok.tolka import Bokfel, Inlast

SKAPA: dict[str, Callable] = {
    "malomrade": plan.skapa_malomrade,
    "mal": mal.skapa_mal,
    "indikator": indikator.skapa_indikator,
    "handlingsplan": handlingsplan.skapa_handlingsplan,
    "aktivitet": aktivitet.skapa_aktivitet,
}
ANDRA: dict[str, Callable] = {
    "plan": plan.andra_plan,
    "malomrade": plan.andra_malomrade,
    "mal": mal.andra_mal,
    "indikator": indikator.andra_indikator,
    "handlingsplan": handlingsplan.andra_handlingsplan,
    "aktivitet": aktivitet.andra_aktivitet,
}
TA_BORT: dict[str, Callable] = {
    "malomrade": plan.ta_bort_malomrade,
    "mal": mal.ta_bort_mal,
    "indikator": indikator.ta_bort_indikator,
    "handlingsplan": handlingsplan.ta_bort_handlingsplan,
    "aktivitet": aktivitet.ta_bort_aktivitet,
}
VARDEKOLUMN = {"niva": "varde", "intervall": "b", "forandring": "forandring"}
LAST = "Vad indikatorn mäter kan inte ändras. Ta bort raden och lägg till en ny."


class Genomforande:
    """One reading of a file. `fil.fel` is empty afterwards if all went well."""

    def __init__(
        self, av: Person | None, nar: datetime, bok: Planbok, fil: Inlast, skillnad: Skillnad
    ) -> None:
        self.vem = {"av": av, "nar": nar}
        self.bok, self.fil, self.skillnad = bok, fil, skillnad
        self.objekt = dict(bok.objekt)
        self.enheter = {e.pk: e for e in Enhet.objects.all()}
        self.personer = Person.objects.in_bulk()
        self.misslyckade: set[str] = set()

    def allt(self) -> None:
        """Leaves go first, so that nothing new meets what it takes the place of; what held them goes last."""
        andrade = {ny.nyckel: falt for _, ny, falt in self.skillnad.andrade}
        self._ta_bort("aktivitet", "handlingsplan", "indikator")
        for kod in ("plan", "malomrade", "mal", "indikator"):
            self._rader(kod, andrade)
        self._nivaer(andrade)
        for kod in ("handlingsplan", "aktivitet"):
            self._rader(kod, andrade)
        self._ta_bort("mal", "malomrade")
        self._ordna()

    def _forsok(self, rad: Rad, gor: Callable[[], Any], plats: Callable[[str], Rad | str] = str) -> Any:
        """What the action gives; None when it refuses, which is then noted: in the row's column that `plats` makes of
        the action's field, or in another row."""
        try:
            with transaction.atomic():
                return gor()
        except Krock:
            self._anmark(rad, "", "Någon annan har ändrat raden under tiden. Läs in filen igen.")
        except Planeringsfel as fel:
            for falt, texter in fel.fel.items():
                var = plats(falt)
                for text in texter:
                    if isinstance(var, Rad):
                        self._anmark(var, VARDEKOLUMN.get(var.varden["slag"], "ar"), text)
                    else:
                        self._anmark(rad, var, text)
        self.misslyckade.add(radnyckel(rad))
        return None

    def _anmark(self, rad: Rad, falt: str, text: str) -> None:
        if rad.nummer:
            self.fil.anmark(rad, falt, text)
        else:
            titel = PER_KOD[rad.blad].titel
            self.fil.fel.append(Bokfel(titel, 0, "", f"{rad.nyckel} kan inte tas bort. {text}"))

    # ---- New and changed rows ----

    def _rader(self, kod: str, andrade: dict[str, tuple[str, ...]]) -> None:
        nya = {radnyckel(rad) for rad in self.skillnad.nya if rad.blad == kod}
        vantar = [r for r in self.fil.rader[kod] if radnyckel(r) in nya or r.nyckel in andrade]
        # A row that points to another of its own sheet comes after it, wherever it stands.
        klara_i_rad = True
        while vantar and klara_i_rad:
            kvar = []
            for rad in vantar:
                if any(ref not in self.objekt and ref not in self.misslyckade for ref in self._refs(rad)):
                    kvar.append(rad)
                elif self.misslyckade.intersection(self._refs(rad)):
                    self.misslyckade.add(radnyckel(rad))
                elif radnyckel(rad) in nya:
                    self._skapa(rad)
                else:
                    self._andra(rad, andrade[rad.nyckel])
            klara_i_rad = len(kvar) < len(vantar)
            vantar = kvar
        for rad in vantar:
            self._anmark(rad, "", "Raderna pekar på varandra i en ring.")

    def _refs(self, rad: Rad) -> list[str]:
        ut: list[str] = []
        for k in PER_KOD[rad.blad].lasta:
            varde = rad.varden[k.namn]
            if k.slag == REF and varde:
                ut.append(varde)
            elif k.slag == REFLISTA:
                ut += varde
        return ut

    def _skapa(self, rad: Rad) -> None:
        argument = self._argument(rad)
        if rad.blad == "malomrade":
            argument["plan"] = self.bok.plan
        if rad.blad == "indikator":
            argument = {n: v for n, v in argument.items() if n not in ("tolerans", "tolerans_slag")}
        if fel := self._omradesfel(rad):
            self._anmark(rad, "malomrade", fel)
            return
        ny = self._forsok(rad, lambda: SKAPA[rad.blad](**self.vem, **argument))
        if ny is not None:
            self.objekt[radnyckel(rad)] = ny

    def _andra(self, rad: Rad, falt: tuple[str, ...]) -> None:
        kod, objekt = rad.blad, self.objekt[rad.nyckel]
        if kod == "indikator":
            if {"nyckeltal", "egetmatt"} & set(falt):
                self._anmark(rad, "egetmatt" if "egetmatt" in falt else "nyckeltal", LAST)
                return
            if not set(falt) - set(NIVAFALT):
                return
            self._toem_nivaer(rad, falt)
        if kod == "aktivitet" and {"handlingsplan", "overordnad"} & set(falt):
            text = "En aktivitet flyttas inte till en annan plats. Ta bort raden och lägg till en ny."
            self._anmark(rad, "overordnad" if "overordnad" in falt else "handlingsplan", text)
            return
        if kod == "plan" and "status" in falt and "beslutad" in (rad.varden["status"], objekt.status):
            text = "Planen beslutas med datum och paragraf på sin sida, och ett beslut ändras inte."
            self._anmark(rad, "status", text)
            return
        if fel := self._omradesfel(rad):
            self._anmark(rad, "malomrade", fel)
            return
        argument = self._argument(rad)
        bort = {
            "indikator": ("nyckeltal", "egetmatt", *NIVAFALT),
            "aktivitet": ("handlingsplan", "overordnad"),
            "plan": () if "status" in falt else ("status",),
        }.get(kod, ())
        argument = {n: v for n, v in argument.items() if n not in bort}
        if kod in ("handlingsplan", "aktivitet"):
            argument["revision"] = rad.revision  # the plan's lock does not hold these
        ny = self._forsok(rad, lambda: ANDRA[kod](**self.vem, **{kod: objekt}, **argument))
        if ny is not None:
            self.objekt[rad.nyckel] = ny

    def _omradesfel(self, rad: Rad) -> str:
        """A goal lies where the goal above it lies."""
        over = rad.varden.get("overordnat") if rad.blad == "mal" else None
        if not over:
            return ""
        omrade = next(r.varden["malomrade"] for r in self.fil.rader["mal"] if r.nyckel == over)
        if omrade == rad.varden["malomrade"]:
            return ""
        return f"Målet ligger i samma målområde som det överordnade, {omrade}."

    def _argument(self, rad: Rad) -> dict[str, Any]:
        ut: dict[str, Any] = {}
        for k in PER_KOD[rad.blad].lasta:
            v = rad.varden[k.namn]
            if k.slag == REFLISTA:
                v = [self.objekt[n] for n in v]
            elif v is None:
                pass
            elif k.slag == REF:
                v = self.objekt[v]
            elif k.slag == ENHET:
                v = self.enheter[v]
            elif k.slag == PERSON:
                v = self.personer[v]
            elif k.slag == DATUM:
                v = date.fromisoformat(v)
            elif k.slag == NYCKELTAL:
                v = Indikator._meta.get_field("nyckeltal").related_model.objects.get(pk=v)
            elif k.slag == EGETMATT:
                v = Egetmatt.objects.get(pk=v)
            ut[k.namn] = v
        return ut

    # ---- Target levels ----

    def _toem_nivaer(self, rad: Rad, falt: tuple[str, ...]) -> None:
        """When both what an indicator is and its levels change, the old levels must not stand in the way."""
        if rad.nyckel not in self.skillnad.nivaer or not {
            "riktning",
            "kategori",
            "paverkansgrad",
            "kon",
        } & set(falt):
            return
        objekt = self.objekt[rad.nyckel]
        for kon in sorted({m.kon for m in objekt.malnivaer.all()}, key="KMT".index):
            self._forsok(
                rad, lambda kon=kon: malniva.satt_malnivaer(**self.vem, indikator=objekt, nivaer={}, kon=kon)
            )

    def _nivaer(self, andrade: dict[str, tuple[str, ...]]) -> None:
        nya = {radnyckel(r) for r in self.skillnad.nya}
        for rad in self.fil.rader["indikator"]:
            namn = radnyckel(rad)
            egna = set(andrade.get(rad.nyckel, ())) & set(NIVAFALT)
            if rad.nyckel not in self.skillnad.nivaer and not egna and namn not in nya:
                continue
            if namn in self.misslyckade or namn not in self.objekt:
                continue
            self._satt(rad, self.objekt[namn])

    def _satt(self, rad: Rad, objekt: Indikator) -> None:
        """Own kön first, with the baseline and the tolerance that the others are held against."""
        objekt = Indikator.objects.select_related("mal__malomrade", "nyckeltal", "egetmatt").get(pk=objekt.pk)
        sokta = [r for r in self.fil.rader["malniva"] if rad.nyckel and r.varden["indikator"] == rad.nyckel]
        konen = {r.varden["kon"] for r in sokta} | {m.kon for m in objekt.malnivaer.all()}
        for kon in [objekt.kon, *sorted(konen - {objekt.kon})]:
            rader = {r.varden["ar"]: r for r in sokta if r.varden["kon"] == kon}
            nivaer = {ar: _niva(r) for ar, r in rader.items()}
            ovrigt = {n: rad.varden[n] for n in NIVAFALT} if kon == objekt.kon else {}
            self._forsok(
                rad,
                lambda n=nivaer, k=kon, o=ovrigt: malniva.satt_malnivaer(
                    **self.vem, indikator=objekt, nivaer=n, kon=k, **o
                ),
                lambda falt, rader=rader: self._plats(falt, rader),
            )

    @staticmethod
    def _plats(falt: str, rader: dict[int, Rad]) -> Rad | str:
        """What is wrong with a year belongs in the sheet of levels."""
        ar = falt.removeprefix("ar_")
        rad = rader.get(int(ar)) if falt.startswith("ar_") and ar.isdecimal() else None
        return falt if rad is None else rad

    # ---- What goes, and the order of what is left ----

    def _ta_bort(self, *koder: str) -> None:
        """Parts before wholes, the lowest goals first: the stored order turned round."""
        for kod in koder:
            for rad in reversed([r for r in self.skillnad.borttagna if r.blad == kod]):
                modell = MODELLER[kod]
                objekt = modell.objects.filter(pk=self.objekt[rad.nyckel].pk).first()
                if objekt is not None:  # a part goes with its whole
                    self._forsok(rad, lambda k=kod, o=objekt: TA_BORT[k](**self.vem, **{k: o}))

    def _ordna(self) -> None:
        if self.fil.fel:
            return
        for (kod, _), nycklar in self.skillnad.ordning.items():
            onskad = [self.objekt[n].pk for n in nycklar if n in self.objekt]
            ordna_syskon(kod, onskad, self.bok.plan, self.vem)


def _niva(rad: Rad) -> Niva:
    v = rad.varden
    return Niva(v["slag"], v["varde"], v["a"], v["b"], v["forandring"] or "")
