"""The forms of planering, each with its crispy layout."""

from planering.forms.handlingsplan import Aktivitetsformular, Handlingsplanformular
from planering.forms.indikator import Indikatorformular
from planering.forms.mal import Malformular
from planering.forms.malniva import Malnivaformular
from planering.forms.plan import (
    Beslutsformular,
    Kopieringsformular,
    Malomradesformular,
    Planformular,
    Styrperiodformular,
)

__all__ = [
    "Aktivitetsformular",
    "Beslutsformular",
    "Handlingsplanformular",
    "Indikatorformular",
    "Kopieringsformular",
    "Malformular",
    "Malnivaformular",
    "Malomradesformular",
    "Planformular",
    "Styrperiodformular",
]
