"""How often a code may be asked for, and how long codes are: nobody can be shut out by strangers who ask, or try.

Wrong codes count against the one letter of the browser that asked for it. What bounds guessing is that letters which
nobody used make the next codes longer, for whoever asks from the same place. A browser in which somebody has signed in
before, and a link of their own, are places of their own.
"""

import secrets
from hmac import compare_digest

import msgspec
from django.conf import settings

from polku.kit import clock, seal
from polku.know.people.own_pages.models import OwnSignIn

BROWSER, LINK, NETWORK = "browser", "link", "network"
HOUR_MS, REMEMBERED_MS = clock.HOUR_MS, 7 * clock.DAY_MS
HOURLY = {BROWSER: 3, LINK: 3, NETWORK: 3}  # letters to one address, of one of them
HOURLY_FROM_ALL = 9  # … and from all networks together: a mailbox is not flooded
SHORT, LONG = 6, 10  # digits
SHORT_ONES = 4  # letters of a week that nobody has used; after them codes are long


class Asker(msgspec.Struct, frozen=True):
    """`kind`: how somebody came to ask. `mark`: which browser, which network; says nothing to who reads it."""

    kind: str
    mark: str = ""

    @property
    def place(self) -> str:
        return f"{self.kind}:{self.mark}"


def of_network(network: str) -> Asker:
    return Asker(NETWORK, _tag(network, purpose="own page network")[:16])


def of_link() -> Asker:
    return Asker(LINK)


def of_browser(token: str, email: str) -> Asker | None:
    """A browser in which this address has signed in before; None where it has not."""
    mark, _dot, tag = token.partition(".")
    if not mark or not tag.isascii() or not compare_digest(tag, _tag(f"{mark} {email}", purpose="own browser")):
        return None
    return Asker(BROWSER, mark[:16])


def known_browser(email: str) -> str:
    """What a browser keeps in which somebody has just proved that this mailbox is theirs. It opens nothing."""
    mark = secrets.token_hex(8)
    return f"{mark}.{_tag(f'{mark} {email}', purpose='own browser')}"


def digits(row: OwnSignIn, asker: Asker, *, now_ms: int) -> int | None:
    """Of the code that goes into its letter; None: there is no letter, for there were too many.

    The row is written down before: of many who ask at once, each is counted by those that come after.
    """
    asked = OwnSignIn.objects.filter(email=row.email)
    hour, week = asked.filter(asked_ms__gt=now_ms - HOUR_MS), asked.filter(asked_ms__gt=now_ms - REMEMBERED_MS)
    if hour.filter(asked_by=asker.place).count() > HOURLY[asker.kind]:
        return None
    if asker.kind == NETWORK and hour.filter(asked_by__startswith=f"{NETWORK}:").count() > HOURLY_FROM_ALL:
        return None
    same = {"asked_by__startswith": f"{NETWORK}:"} if asker.kind == NETWORK else {"asked_by": asker.place}
    return SHORT if week.filter(proved_ms=None, **same).count() <= SHORT_ONES else LONG


def _tag(text: str, *, purpose: str) -> str:
    return seal.signed(text, key=settings.SECRET_KEY, purpose=purpose).rpartition(".")[2]
