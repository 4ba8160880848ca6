"""The errors of this room."""


class PlanError(Exception):
    """Something is wrong with a plan; `field` is where."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class TooLate(PlanError):
    """It goes off, or it is over: it cannot be moved or taken back any more."""
