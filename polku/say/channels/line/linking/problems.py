"""What can stand in the way of linking, in words for the customer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class LinkingError(Exception):
    """This did not work. `detail` is for whoever looks after the account."""

    sentence: str | Promise = _("This did not work. Please begin again.")

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or str(self.sentence))
        self.detail = detail


class NotBegunHere(LinkingError):
    """The browser came back without having been sent, or a second time, or too late."""

    sentence = _("This was not begun in this browser, or it took too long.")


class SaidNo(LinkingError):
    """They have changed their mind on LINE's page."""

    sentence = _("You have not let LINE tell us who you are, so nothing was changed.")


class NotReached(LinkingError):
    """LINE cannot be asked."""

    sentence = _("LINE does not answer at the moment. Please try again later.")


class NotProven(LinkingError):
    """What came back does not prove who they are."""

    sentence = _("LINE did not prove who you are. Please begin again.")


class OtherCustomer(LinkingError):
    """This LINE account belongs to another customer already."""

    sentence = _("This LINE account is connected with another customer already. Disconnect it there first.")


class TooManyTries(LinkingError):
    """The code was wrong too often."""

    sentence = _("The code was wrong too often. Please begin again.")
