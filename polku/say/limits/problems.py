"""What can be wrong with limits. An exception's docstring is its message; `field` says where."""

from django.utils.translation import gettext as _

from polku.say.limits.terms import LONGEST_HOURS, MOST


class LimitError(ValueError):
    """Something is wrong with a limit."""

    field = ""


class WrongMost(LimitError):
    """A whole number of messages, from 1 on."""

    field = "most"

    def __str__(self) -> str:
        return _("Write a whole number of messages, from 1 to {most}.").format(most=MOST)


class WrongWindow(LimitError):
    """A whole number of hours or days, up to 30 days."""

    field = "hours"

    def __str__(self) -> str:
        return _("Write a whole number: 1 to {hours} hours, or up to {days} days.").format(
            hours=LONGEST_HOURS, days=LONGEST_HOURS // 24
        )


class UnknownKind(LimitError):
    """There is no such kind of channel."""

    field = "channel"

    def __str__(self) -> str:
        return _("There is no such kind of channel.")


class UnknownPurpose(LimitError):
    """No messages are sent for this purpose, or it belongs to the service and is never limited."""

    field = "purpose"

    def __str__(self) -> str:
        return _("Choose a purpose that messages are sent for. What belongs to the service is never limited.")


class TooManyCaps(LimitError):
    """There are so many caps already that nobody understands them any more."""

    def __str__(self) -> str:
        return _("There are many limits already: remove one first.")


class UnknownCountry(LimitError):
    """A country is written with the two letters of ISO 3166."""

    field = "country"

    def __str__(self) -> str:
        return _("Write the country with its two letters, such as FI or JP.")


class WrongTime(LimitError):
    """A time of the day is written as on a clock."""

    def __init__(self, field: str = "begins") -> None:
        super().__init__()
        self.field = field

    def __str__(self) -> str:
        return _("Write a time of the day, such as 21:00.")


class NoTimeAtAll(LimitError):
    """Quiet hours that begin and end at the same time are none, or all."""

    field = "ends"

    def __str__(self) -> str:
        return _("They must end at another time than they begin.")


class WrongDays(LimitError):
    """A whole number of days, not too short to respond."""

    field = "days"

    def __str__(self) -> str:
        return _("Write a whole number of days, from 7 to 730.")
