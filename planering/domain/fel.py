"""What can go wrong when a plan is changed. The messages are Swedish and meant for the person at the form."""


class Planeringsfel(ValueError):
    """The change was refused and nothing was saved. `fel` is field → messages; "" is the row as a whole."""

    def __init__(self, fel: dict[str, list[str]] | str) -> None:
        self.fel = {"": [fel]} if isinstance(fel, str) else fel
        super().__init__(" ".join(text for texter in self.fel.values() for text in texter))


class PlanLast(Planeringsfel):
    """The plan is decided and cannot be changed."""


class PlanFinns(Planeringsfel):
    """The year has a plan already. `plan` is the one to go to."""

    def __init__(self, fel: dict[str, list[str]] | str, plan) -> None:
        super().__init__(fel)
        self.plan = plan


class Anvands(Planeringsfel):
    """The row cannot be deleted: something that is kept hangs on it."""


class Krock(Exception):
    """Somebody else changed the row after the form was opened. `aktuell` is the row as it stands now."""

    def __init__(self, aktuell) -> None:
        self.aktuell = aktuell
        super().__init__("Någon annan har ändrat uppgifterna sedan du öppnade dem.")
