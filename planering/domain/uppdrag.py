"""Which enheter may stand together in one description, and what each section asks for."""

from collections.abc import Mapping, Sequence

# Own words: what to think of when a section is written.
FRAGOR: dict[str, tuple[str, ...]] = {
    "vision": ("Vart ska kommunen på lång sikt?", "Vad betyder visionen för just den här verksamheten?"),
    "program": ("Vad har den styrande majoriteten lovat?", "Vad av det ska märkas under planens år?"),
    "dokument": ("Vilka planer, policyer och program gäller redan?", "Var drar de åt olika håll?"),
    "lagstiftning": ("Vilka lagar styr uppdraget?", "Vad är nytt, och vad kräver det av oss?"),
    "befolkning": ("Hur många blir vi, och i vilka åldrar?", "Vad betyder det för behov och lokaler?"),
    "omvarld": ("Vad händer omkring oss?", "Vad av det berör oss mest?"),
    "beslut": ("Vad visade den senaste uppföljningen?", "Vilka beslut togs, och vad återstår?"),
    "dialog": ("Vilka har vi frågat, och hur?", "Vad sade de, och vad gör vi med svaren?"),
    "kon": ("Skiljer sig behov eller resultat mellan kvinnor och män, flickor och pojkar?",),
    "alder": ("Hur skiljer sig behoven mellan åldrarna?",),
    "socioekonomi": ("Hur hänger utbildning, inkomst och boende ihop med behov och resultat?",),
}


def overlappar(valda: Sequence[int], over: Mapping[int, int | None], namn: Mapping[int, str]) -> list[str]:
    """What is wrong with a choice of enheter where one lies below another: it would be described twice.

    `over` maps every enhet to the one it lies under. One message for each enhet that is already covered.
    """
    fel = []
    urval = set(valda)
    for enhet in valda:
        sedda = {enhet}
        ovan = over.get(enhet)
        while ovan is not None and ovan not in sedda:
            if ovan in urval:
                fel.append(f"Välj bara den ena: {namn[enhet]} ligger under {namn[ovan]} och ingår redan.")
                break
            sedda.add(ovan)
            ovan = over.get(ovan)
    return fel
