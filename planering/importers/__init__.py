"""Files and pasted text → rows of cells. Nothing is trusted: size, kind and packing are looked at first."""

from planering.importers.tabellfil import MAX_BYTE, MAX_RADER, Filfel, Tabellrad, las_fil, las_text

__all__ = ["MAX_BYTE", "MAX_RADER", "Filfel", "Tabellrad", "las_fil", "las_text"]
