"""What can stand in the way of coming in, in words for the person at the door."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccessError(Exception):
    """This is not possible."""

    sentence: str | Promise = _("This is not possible.")


class LinkOver(AccessError):
    """The link was used, withdrawn or replaced by a newer one, or its time is over."""

    sentence = _("This link opens nothing any more: it was used, withdrawn or replaced, or its time is over.")


class AlreadyMember(AccessError):
    """Somebody with this e-mail address is a member already."""

    sentence = _("Somebody with this e-mail address is a member already.")


class NotAnAddress(AccessError):
    """This is not an e-mail address."""

    sentence = _("This is not an e-mail address.")


class NotYours(AccessError):
    """Nobody gives a role that may do more than they may themselves."""

    sentence = _("You cannot give this role: it may do more than you may.")


class WrongPassword(AccessError):
    """The password is not right."""

    sentence = _("This is not your password.")


class WrongCode(AccessError):
    """The code is not right, or was used already."""

    sentence = _("This code is not right, or it was used already. Wait for the next one and try again.")


class WeakPassword(AccessError):
    """The password is too easy to guess."""

    def __init__(self, flaws: list[str]) -> None:
        super().__init__(" ".join(flaws))
        self.flaws = flaws
        self.sentence = " ".join(flaws)
