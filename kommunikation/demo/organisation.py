"""Storköping's enheter and people. The five with an address in LOGGAR_IN can log in; the others own things."""

from datetime import date

from organisation.domain.roller import Roll
from organisation.models import Enhetsniva

LOSENORD = "storkoping"
DOMAN = "storkoping.example"

# namn: (nivå, överordnad)
ENHETER: dict[str, tuple[Enhetsniva, str | None]] = {
    "Kommunfullmäktige": (Enhetsniva.KOMMUN, None),
    "Kommunstyrelsen": (Enhetsniva.NAMND, "Kommunfullmäktige"),
    "Barn- och utbildningsnämnden": (Enhetsniva.NAMND, "Kommunfullmäktige"),
    "Socialnämnden": (Enhetsniva.NAMND, "Kommunfullmäktige"),
    "Samhällsbyggnadsnämnden": (Enhetsniva.NAMND, "Kommunfullmäktige"),
    "Kultur- och fritidsnämnden": (Enhetsniva.NAMND, "Kommunfullmäktige"),
    "Storköpings Bostäder AB": (Enhetsniva.BOLAG, "Kommunfullmäktige"),
    "Kommunledningskontoret": (Enhetsniva.FORVALTNING, "Kommunstyrelsen"),
    "Medborgarkontoret": (Enhetsniva.ENHET, "Kommunledningskontoret"),
    "HR-avdelningen": (Enhetsniva.ENHET, "Kommunledningskontoret"),
    "Utbildningsförvaltningen": (Enhetsniva.FORVALTNING, "Barn- och utbildningsnämnden"),
    "Socialförvaltningen": (Enhetsniva.FORVALTNING, "Socialnämnden"),
}
GALLER_FRAN = date(2015, 1, 1)

# epost före @: (namn, titel, roll, enhet för rollen eller None för hela kommunen, kan logga in)
PERSONER: dict[str, tuple[str, str, Roll, str | None, bool]] = {
    "administrator": ("Anna Lindahl", "Systemförvaltare", Roll.ADMINISTRATOR, None, True),
    "analytiker": ("Jonas Ek", "Controller, leder analysgruppen", Roll.ANALYTIKER, None, True),
    "ansvarig": ("Eva Olsson", "Chef för medborgarkontoret", Roll.ANSVARIG, None, True),
    "namndsekreterare": ("Gun Lind", "Nämndsekreterare", Roll.NAMNDSEKRETERARE, None, True),
    "kommunikator": ("Maria Sand", "Kommunikatör", Roll.KOMMUNIKATOR, None, True),
    "politiker": ("Karin Björk", "Ledamot i kommunstyrelsen", Roll.FORTROENDEVALD, None, True),
    "oscar.falk": ("Oscar Falk", "Verksamhetsutvecklare", Roll.LASARE, None, False),
    "per.hedin": ("Per Hedin", "Skolchef", Roll.ANSVARIG, "Barn- och utbildningsnämnden", False),
    "lena.back": ("Lena Bäck", "Socialchef", Roll.ANSVARIG, "Socialnämnden", False),
    "samir.haddad": ("Samir Haddad", "Samhällsbyggnadschef", Roll.ANSVARIG, "Samhällsbyggnadsnämnden", False),
    "ingrid.nyberg": (
        "Ingrid Nyberg",
        "Kultur- och fritidschef",
        Roll.ANSVARIG,
        "Kultur- och fritidsnämnden",
        False,
    ),
    "tomas.ahl": ("Tomas Ahl", "Ekonomichef", Roll.ANSVARIG, "Kommunstyrelsen", False),
}
