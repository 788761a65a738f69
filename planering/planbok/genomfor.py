"""The differences carried out with the ordinary actions. What an action refuses is noted at its cell."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from organisation.models import Enhet, Person
from planering.actions import konsbyte, malniva
from planering.domain.fel import Krock, Planeringsfel
from planering.domain.malnivaer import Niva
from planering.models import Egetmatt, Indikator, Malniva
from planering.planbok.handlingar import ANDRA, EGNA_LAS, FASTA, SKAPA, TA_BORT, VAGRAD, VAGRAR
from planering.planbok.helheter import prova_helheter
from planering.planbok.jamfor import NIVAFALT, Skillnad
from planering.planbok.kolumner import PER_KOD
from planering.planbok.kolumnslag import DATUM, EGETMATT, ENHET, ENHETLISTA, NYCKELTAL, PERSON, REF, REFLISTA
from planering.planbok.ordning import ordna_syskon
from planering.planbok.rader import MODELLER, Planbok, Rad, nyckel, radnyckel
from planering.planbok.ramar import genomfor_ramar
from planering.planbok.tolka import Bokfel, Inlast

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
        self._ta_bort("aktivitet", "handlingsplan", "indikator", "kunskapskort", "oronmarkning")
        self._ta_bort("uppdrag", "uppdragstext", "uppdragskalla")
        for kod in ("plan", "malomrade", "mal", "egetmatt", "indikator"):
            self._rader(kod, andrade)
        self._nivaer(andrade)
        for kod in ("kunskapskort", "handlingsplan", "aktivitet", "uppdrag", "uppdragstext", "uppdragskalla"):
            self._rader(kod, andrade)
        prova_helheter(self, andrade)
        genomfor_ramar(self, andrade)
        self._rader("oronmarkning", andrade)
        self._ta_bort("mal", "malomrade")
        self._ordna()

    def forsok(self, rad: Rad, gor: Callable[[], Any], plats: Callable[[str], Rad | str] = str) -> Any:
        """What the action gives; None when it refuses, which is then noted: in the row's column that `plats` makes of
        the action's field, or in another row."""
        try:
            with transaction.atomic():
                return gor()
        except Krock:
            self.anmark(rad, "", "Någon annan har ändrat raden under tiden. Läs in filen igen.")
        except Planeringsfel as fel:
            for falt, texter in fel.fel.items():
                var = plats(falt)
                for text in texter:
                    if isinstance(var, Rad):
                        self.anmark(var, self._nivakolumn(var), text)
                    else:
                        self.anmark(rad, var, text)
        except VAGRAR:
            # What no action looks for, but a constraint or a trigger does: two rows that are one too many together.
            self.anmark(rad, "", VAGRAD)
        self.misslyckade.add(radnyckel(rad))
        return None

    def _nivakolumn(self, rad: Rad) -> str:
        """The year's own cell when it is the year that is wrong, else the level's."""
        plan = self.objekt[nyckel("plan", self.bok.plan.pk)]
        return VARDEKOLUMN.get(rad.varden["slag"], "ar") if rad.varden["ar"] in plan.ar else "ar"

    def anmark(self, rad: Rad, falt: str, text: str) -> None:
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
            self.anmark(rad, "", "Raderna pekar på varandra i en ring.")

    def _refs(self, rad: Rad) -> list[str]:
        ut: list[str] = []
        for k in PER_KOD[rad.blad].lasta:
            varde = rad.varden[k.namn]
            if k.slag == REF and varde:
                ut.append(varde)
            elif k.slag == REFLISTA:
                ut += varde
            elif k.slag == EGETMATT and isinstance(varde, str):  # one that the file adds
                ut.append(varde)
        return ut

    def _skapa(self, rad: Rad) -> None:
        argument = self._argument(rad)
        if rad.blad in ("malomrade", "uppdrag"):
            argument["plan"] = self.bok.plan
        if rad.blad == "indikator":
            argument = {n: v for n, v in argument.items() if n not in ("tolerans", "tolerans_slag")}
        if fel := self._omradesfel(rad):
            self.anmark(rad, "malomrade", fel)
            return
        ny = self.forsok(rad, lambda: SKAPA[rad.blad](**self.vem, **argument))
        if ny is not None:
            self.objekt[radnyckel(rad)] = ny

    def _andra(self, rad: Rad, falt: tuple[str, ...]) -> None:
        kod, objekt = rad.blad, self.objekt[rad.nyckel]
        if kod == "indikator":
            if {"nyckeltal", "egetmatt"} & set(falt):
                self.anmark(rad, "egetmatt" if "egetmatt" in falt else "nyckeltal", LAST)
                return
            if not set(falt) - set(NIVAFALT):
                return
            self._toem_nivaer(rad, falt)
        fasta, varfor = FASTA.get(kod, ((), ""))
        if flyttade := set(fasta) & set(falt):
            self.anmark(rad, next(namn for namn in reversed(fasta) if namn in flyttade), varfor)
            return
        if kod == "plan" and "status" in falt and "beslutad" in (rad.varden["status"], objekt.status):
            text = "Planen beslutas med datum och paragraf på sin sida, och ett beslut ändras inte."
            self.anmark(rad, "status", text)
            return
        if fel := self._omradesfel(rad):
            self.anmark(rad, "malomrade", fel)
            return
        argument = self._argument(rad)
        bort = {
            "indikator": ("nyckeltal", "egetmatt", *NIVAFALT),
            "plan": () if "status" in falt else ("status",),
        }.get(kod, fasta)
        argument = {n: v for n, v in argument.items() if n not in bort}
        if kod == "indikator" and "kon" in falt and self._nytt_utgangslage(objekt, falt):
            argument["vid_konsbyte"] = konsbyte.BEHALL
        if kod in EGNA_LAS:
            argument["revision"] = rad.revision
        ny = self.forsok(rad, lambda: ANDRA[kod](**self.vem, **{kod: objekt}, **argument))
        if ny is not None:
            self.objekt[rad.nyckel] = ny

    @staticmethod
    def _nytt_utgangslage(objekt: Indikator, falt: tuple[str, ...]) -> bool:
        """Whether the file itself says what a new kön starts from, and no level is left that would move along."""
        kvar = Malniva.objects.filter(
            indikator=objekt.pk
        )  # asked anew: those that were read may be emptied by now
        return bool({"utgangsvarde", "utgangsar"} & set(falt)) and not kvar.exists()

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
            elif k.slag == ENHETLISTA:
                v = [self.enheter[n] for n in v]
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
                v = self.objekt[v] if isinstance(v, str) else Egetmatt.objects.get(pk=v)
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
            self.forsok(
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
            self.forsok(
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
                    self.forsok(rad, lambda k=kod, o=objekt: TA_BORT[k](**self.vem, **{k: o}))

    def _ordna(self) -> None:
        if self.fil.fel:
            return
        for (kod, _), nycklar in self.skillnad.ordning.items():
            onskad = [self.objekt[n].pk for n in nycklar if n in self.objekt]
            try:
                with transaction.atomic():
                    ordna_syskon(kod, onskad, self.bok.plan, self.vem)
            except (Krock, Planeringsfel, *VAGRAR):
                text = "Ordningen kan inte sparas. Hämta filen på nytt."
                self.fil.fel.append(Bokfel(PER_KOD[kod].titel, 0, "", text))
        try:
            with transaction.atomic():
                connection.check_constraints()  # those that are otherwise looked at when it is too late to say so
        except VAGRAR:
            self.fil.fel.append(Bokfel("Filen", 0, "", VAGRAD))


def _niva(rad: Rad) -> Niva:
    v = rad.varden
    return Niva(v["slag"], v["varde"], v["a"], v["b"], v["forandring"] or "")
