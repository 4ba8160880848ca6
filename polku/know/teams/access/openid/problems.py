"""What can go wrong between here and the company's provider, in words for whoever signs in or sets it up."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.know.teams.access.problems import AccessError


class OpenIdError(AccessError):
    """Signing in at the company did not work. `detail` is for whoever looks after the provider."""

    sentence: str | Promise = _("Signing in at your company did not work. Please try again.")

    def __init__(self, detail: str = "", *, sentence: str | Promise | None = None) -> None:
        super().__init__(detail or str(self.sentence))
        self.detail = detail
        if sentence is not None:
            self.sentence = sentence


class NotReached(OpenIdError):
    """The provider cannot be reached."""

    sentence = _("Your company’s sign-in does not answer. Try again later, or sign in with your password.")


class NotUnderstood(OpenIdError):
    """The provider does not speak OpenID Connect as it should."""

    sentence = _("Your company’s sign-in gave an answer that polku does not understand.")


class NotOurs(OpenIdError):
    """The browser came back without having been sent, or a second time, or too late."""

    sentence = _("This sign-in was not begun in this browser, or it took too long. Please begin again.")


class NotProven(OpenIdError):
    """The token is not signed as it should be, or not meant for us, or too old."""

    sentence = _("Your company’s sign-in did not prove who you are. Please begin again.")


class Declined(OpenIdError):
    """The provider has said no."""

    sentence = _("Your company’s sign-in has turned you away.")


class NoVerifiedAddress(OpenIdError):
    """The provider does not vouch for an e-mail address."""

    sentence = _("Your company’s sign-in does not vouch for your e-mail address.")


class NotAMember(OpenIdError):
    """Nobody with this address is a member, and nobody joins by themselves."""

    sentence = _("You are not a member of this team yet. Ask somebody who is to invite you.")
