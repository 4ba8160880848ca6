"""Why an event was refused, for whoever reads no English: the check's name is kept, its sentence is told here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the names that checks.py gives. What exactly was wrong stands in the refusal's own detail, for developers.
SENTENCES: dict[str, str | Promise] = {
    "type": _("The type of this event is none that polku knows."),
    "event name": _("The event has no name, or one that is too long."),
    "amount": _("The amount of this order cannot be read as a number."),
    "identity": _("Nothing usable says whose event this is."),
    "message id": _("The message id cannot be kept: it is too long or holds a forbidden character."),
    "time": _("The time of the event cannot be read."),
    "future": _("The event lies in the future: the sender's clock is probably wrong."),
    "size": _("The event is larger than allowed."),
    "form": _("The event is not JSON of the expected form."),
}
OTHER = _("The event was not accepted.")


def sentence(reason: str) -> str | Promise:
    """In the language of whoever reads it, when it is shown."""
    return SENTENCES.get(reason, OTHER)
