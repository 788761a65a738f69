"""Storköping's exercises: who judged the draft's indicators, where they differed and what they agreed on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoOvning:
    """A round over the draft's indicators. Everybody in `svarat` answers as the plan stands but for what `skiljer`
    says, by indicator's name and person; those in `halvvags` answer only so many rows; `vantar` have not begun.
    `enats`: what was agreed where they differed, with the reason; `alla_enade`: the rest agreed too, and the round
    closed and written into the plan."""

    instrument: str
    dagar: int
    svarsdagar: int | None
    svarat: tuple[str, ...]
    skiljer: dict[str, dict[str, tuple[str, str]]]
    enats: dict[str, tuple[str, str]]
    halvvags: tuple[tuple[str, int], ...] = ()
    vantar: tuple[str, ...] = ()
    alla_enade: bool = False


OVNINGAR: tuple[DemoOvning, ...] = (
    DemoOvning(
        "paverkansgrad",
        26,
        16,
        ("analytiker", "politiker", "ansvarig", "per.hedin", "lena.back", "samir.haddad", "tomas.ahl"),
        {
            "Kostnad per betygspoäng": {"per.hedin": ("viss", "Lokalhyran sätts av andra.")},
            "Behöriga till nationellt program på gymnasiet": {
                "per.hedin": ("viss", "Elevernas bakgrund väger tungt."),
                "lena.back": ("viss", ""),
            },
            "Gymnasieexamen inom fyra år": {
                "analytiker": ("viss", "Hälften av våra elever går i andras skolor."),
                "per.hedin": ("viss", "Vi äger inte alla skolor de går i."),
                "tomas.ahl": ("viss", ""),
                "lena.back": ("viss", ""),
                "politiker": ("liten", "Ungdomarna väljer själva skola och kommun."),
            },
            "Väntetid till särskilt boende": {"lena.back": ("viss", "Inflyttningen styr också.")},
            "Invånare med försörjningsstöd": {
                "politiker": ("stor", "Det är vårt stöd."),
                "lena.back": ("liten", "Konjunkturen avgör."),
                "samir.haddad": ("liten", ""),
            },
            "Trygga utomhus när det är mörkt": {
                "politiker": ("stor", "Belysningen är vår."),
                "samir.haddad": ("stor", "Vi äger både lamporna och parkerna."),
                "tomas.ahl": ("liten", "Vi delar det här med polisen."),
            },
            "Kan rekommendera andra att flytta hit": {
                "tomas.ahl": ("liten", "Bostadspriserna betyder mer."),
                "analytiker": ("liten", ""),
                "ansvarig": ("liten", ""),
            },
            "Förvärvsarbetande 20–64 år": {"politiker": ("viss", "Vi är den största arbetsgivaren.")},
            "Resultat av skatter och bidrag": {
                "tomas.ahl": ("viss", "Skatteunderlag och statsbidrag beslutas av andra."),
                "analytiker": ("viss", ""),
                "per.hedin": ("viss", ""),
                "lena.back": ("viss", ""),
            },
            "Sjukfrånvaro bland medarbetarna": {"lena.back": ("viss", "Influensan rår vi inte på.")},
        },
        {
            "Kostnad per betygspoäng": ("stor", ""),
            "Behöriga till nationellt program på gymnasiet": (
                "stor",
                "Bakgrunden påverkar, men skolans uppdrag är att uppväga den.",
            ),
            "Gymnasieexamen inom fyra år": (
                "viss",
                "Många går i skolor som andra driver. Vårt är förberedelsen och uppföljningen.",
            ),
            "Väntetid till särskilt boende": ("stor", ""),
            "Invånare med försörjningsstöd": (
                "viss",
                "Konjunkturen väger tungt, men väntetider och stöd är våra.",
            ),
            "Trygga utomhus när det är mörkt": (
                "viss",
                "Belysning och röjning är våra, polisens närvaro inte.",
            ),
            "Kan rekommendera andra att flytta hit": ("viss", ""),
            "Förvärvsarbetande 20–64 år": (
                "liten",
                "Konjunkturen avgör. Skälet till målnivån står i planen.",
            ),
            "Resultat av skatter och bidrag": (
                "viss",
                "Kostnaderna är våra. Intäkterna bestäms till stor del av andra.",
            ),
            "Sjukfrånvaro bland medarbetarna": ("stor", ""),
        },
        alla_enade=True,
    ),
    DemoOvning(
        "kategorisering",
        9,
        None,
        ("analytiker", "per.hedin", "lena.back", "samir.haddad", "ingrid.nyberg"),
        {
            "Kostnad per betygspoäng": {"samir.haddad": ("resurs", "Det är ju en kostnad.")},
            "Behöriga lärare i grundskolan": {
                "per.hedin": ("objektiv", "För eleven är en behörig lärare ett resultat."),
                "ingrid.nyberg": ("process", ""),
            },
            "Invånare med försörjningsstöd": {
                "lena.back": ("information", "Vi följer det, men styr det inte."),
                "samir.haddad": ("information", ""),
            },
            "Kan rekommendera andra att flytta hit": {
                "analytiker": ("information", "Säger lite om våra verksamheter."),
                "lena.back": ("information", ""),
                "samir.haddad": ("information", ""),
            },
            "Bibliotekets öppethållande kvällar och helger": {
                "ingrid.nyberg": ("objektiv", "Öppet är det besökaren får."),
                "samir.haddad": ("resurs", ""),
            },
            "Hushållsavfall till återvinning": {"samir.haddad": ("aktivitet", "")},
            "Bygglov för företag inom fyra veckor": {
                "samir.haddad": ("objektiv", "Väntetiden är det företaget märker."),
                "per.hedin": ("objektiv", ""),
                "lena.back": ("objektiv", ""),
            },
            "Sjukfrånvaro bland medarbetarna": {"lena.back": ("resurs", "")},
        },
        {
            "Behöriga lärare i grundskolan": (
                "resurs",
                "Behörigheten är en insats. Resultatet mäts hos eleverna.",
            ),
            "Bibliotekets öppethållande kvällar och helger": ("aktivitet", "Besöken vore ett resultat."),
            "Bygglov för företag inom fyra veckor": ("objektiv", "Väntetiden är vad företaget får."),
        },
        halvvags=(("politiker", 15),),
        vantar=("ansvarig", "tomas.ahl"),
    ),
)
