"""What can be wrong with a store. An exception's docstring is its message; `field` says where."""

from django.utils.translation import gettext as _


class PlaceError(ValueError):
    """Something is wrong with a store."""

    field = ""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class WrongHours(ValueError):
    """Opening hours that cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        sentence = _("“{text}” cannot be read. Write hours such as 09:00–12:30, 14:00–18:00, or nothing for closed.")
        return sentence.format(text=self.text[:60])
