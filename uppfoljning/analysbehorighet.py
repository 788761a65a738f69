"""What permissions in the analysis room are asked about: whatever it is belongs to its analysis' enhet."""

from uppfoljning.behorighet import enheten
from uppfoljning.models import Analys, Atgardsforslag, Belagg, Hypotes, Kunskapskalla, Slutsats

analysens = enheten(Analys, "enhet")
hypotesens = enheten(Hypotes, "analys__enhet")
belaggets = enheten(Belagg, "hypotes__analys__enhet")
slutsatsens = enheten(Slutsats, "analys__enhet")
forslagets = enheten(Atgardsforslag, "analys__enhet")
kallans = enheten(Kunskapskalla, "forslag__analys__enhet")
