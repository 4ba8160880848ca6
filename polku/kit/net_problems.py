"""Why nothing came back from an address that somebody typed: each with a sentence for whoever typed it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NetError(Exception):
    """Nothing was heard from this address."""

    sentence: str | Promise = _("Nothing was heard from this address.")

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or str(self.sentence))
        self.detail = detail

    @property
    def code(self) -> str:
        """What may be kept of it: `sentence_of` tells it again, in the language of whoever reads it then."""
        return type(self).__name__


class Refused(NetError):
    """polku does not connect to this address."""

    sentence = _("polku does not connect to this address.")


class NotHttp(Refused):
    """The address must begin with https:// or http:// and name a host."""

    sentence = _("The address must begin with https:// or http:// and name a host.")


class HasPassword(Refused):
    """An address with a user name or password in it is not used."""

    sentence = _("Leave the user name and password out of the address.")


class WrongPort(Refused):
    """Ports other than 80, 443 and those from 1024 on are not used."""

    sentence = _("Only the ports 80, 443 and those from 1024 on can be used.")


class Private(Refused):
    """The address is not on the public internet."""

    sentence = _("This address leads into a private network. polku connects only to addresses on the public internet.")


class NotFound(NetError):
    """The name of the host is not known."""

    sentence = _("The name of this host is not known.")


class NotConnected(NetError):
    """Nobody took the connection, so nothing has been asked."""

    sentence = _("Nobody answers at this address.")


class NoCertificate(NetError):
    """The host did not prove its name."""

    sentence = _("The host could not prove its name: its certificate is not valid.")


class TooSlow(NetError):
    """The host took too long."""

    sentence = _("The host took too long to answer.")


class TooLarge(NetError):
    """The answer is larger than allowed."""

    sentence = _("The answer is larger than allowed.")


def sentence_of(code: str) -> str:
    """In the language of whoever reads it."""
    kinds = (
        Refused,
        NotHttp,
        HasPassword,
        WrongPort,
        Private,
        NotFound,
        NotConnected,
        NoCertificate,
        TooSlow,
        TooLarge,
    )
    return next((str(kind.sentence) for kind in kinds if kind.__name__ == code), str(NetError.sentence))
