"""The forms of planering, each with its crispy layout."""

from planering.forms.aktivitet import Aktivitetsformular, Avforandeformular, Avstamningsformular
from planering.forms.egetmatt import Egetmattformular
from planering.forms.handlingsplan import Handlingsplanformular
from planering.forms.indikator import Indikatorformular
from planering.forms.kunskapskort import Kunskapskortsformular
from planering.forms.mal import Malformular
from planering.forms.malkvalitet import Forbattringsformular, Malkvalitetsformular
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
    "Avforandeformular",
    "Avstamningsformular",
    "Beslutsformular",
    "Egetmattformular",
    "Forbattringsformular",
    "Handlingsplanformular",
    "Indikatorformular",
    "Kopieringsformular",
    "Kunskapskortsformular",
    "Malformular",
    "Malkvalitetsformular",
    "Malnivaformular",
    "Malomradesformular",
    "Planformular",
    "Styrperiodformular",
]
