from uppfoljning.models.bedomning import Bedomning, Berakning
from uppfoljning.models.kommentar import Kommentar
from uppfoljning.models.malansikte import Malansikte

__all__ = ["Bedomning", "Berakning", "Kommentar", "Malansikte"]
