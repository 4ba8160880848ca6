"""What can be wrong about what somebody says of a report."""

from django.utils.translation import gettext as _


class ReportError(Exception):
    """Something is wrong; `field` says where."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class BadDays(ReportError):
    """The number of days is out of range."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Write a whole number of days from 1 to {most}.").format(most=most), field="days")


class BadAmount(ReportError):
    """That is no amount of money."""

    def __init__(self, field: str = "amount") -> None:
        super().__init__(_("Write an amount: a number that is not below 0."), field=field)
