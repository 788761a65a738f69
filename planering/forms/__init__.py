"""The forms of planering, each with its crispy layout."""

from planering.forms.aktivitet import Aktivitetsformular, Avstamningsformular
from planering.forms.handlingsplan import Handlingsplanformular
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
    "Avstamningsformular",
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
