"""The lines of Uppföljning och analys."""

from styrsnurra.gemensamt.flikar import Flik

FLIKAR = (
    Flik("Måluppfyllelse", "uppfoljning:maluppfyllelse", "uppfoljning.se_signaler", ("indikator/", "mal/")),
    Flik(
        "Förutsättningar",
        "uppfoljning:forutsattningar",
        "uppfoljning.se_analys",
        ("forutsattningar/", "analysgrupp/", "gruppmedlem/", "arbetsplan/", "arbetsuppgift/"),
    ),
    Flik(
        "Samla in",
        "uppfoljning:omgangar",
        "uppfoljning.se_signaler",
        ("omgang/", "inlamning/", "utfall/", "nycklar/"),
    ),
    Flik("Fokus", "uppfoljning:fokus", "uppfoljning.se_signaler", ("fokus/",)),
    Flik(
        "Analyser",
        "uppfoljning:analyser",
        "uppfoljning.se_analys",
        ("analys/", "hypotes/", "belagg/", "slutsats/", "forslag/", "kunskapskalla/"),
    ),
    Flik("Goda exempel", "uppfoljning:exempel_lista", "uppfoljning.se_analys", ("exempel/", "bast/")),
    Flik("Ärenden", "uppfoljning:arenden", "uppfoljning.se_analys", ("arenden/",)),
    Flik("Löften och utfall", "uppfoljning:spegelstart", "uppfoljning.se_signaler"),
    Flik("Ett år i siffror", "uppfoljning:kkikaret", "uppfoljning.se_signaler"),
)
