"""What can go wrong. The messages are Swedish and meant for the person at the form."""

from typing import Any


class Verktygsfel(ValueError):
    """The change was refused and nothing was saved. `fel` is field → messages; "" is the whole."""

    def __init__(self, fel: dict[str, list[str]] | str) -> None:
        self.fel = {"": [fel]} if isinstance(fel, str) else fel
        super().__init__(" ".join(text for texter in self.fel.values() for text in texter))


class Krock(Exception):
    """Somebody else saved after the form was opened; nothing was saved. `aktuella` is place → the row as it stands
    now (or None when it was emptied), for every place where the two differ."""

    def __init__(self, aktuella: dict[Any, Any]) -> None:
        self.aktuella = aktuella
        super().__init__("Någon annan har sparat sedan du öppnade sidan.")
