"""What every channel is and does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Recipient(msgspec.Struct, frozen=True, gc=False):
    """A person as a channel sees them: where they might be reached."""

    profile_id: int
    name: str
    email: str
    phone: str
    identities: tuple[tuple[str, str], ...]  # (kind, value), the leading one first


class Letter(msgspec.Struct, frozen=True, gc=False):
    """One message, ready to go. `key` names it: a channel with an idempotency key delivers the same key once.

    `html` comes in pieces: those that many letters share are the same objects. It is empty where the message is written
    as plain text, `unsubscribe_url` where there is nothing to withdraw.
    """

    key: str
    identity_id: int
    campaign_id: int | None
    address: str
    subject: str
    text: str
    html: tuple[str, ...] = ()
    message_id: int = 0
    unsubscribe_url: str = ""
    tracks_opens: bool = True
    tracks_clicks: bool = True


class Sent(msgspec.Struct, frozen=True):
    """The platform has taken it."""


class Failed(msgspec.Struct, frozen=True):
    """The platform has said no: it has surely not arrived. `is_temporary`: later it may.

    `bounced`: the address that does not exist, where that is why.
    """

    reason: str
    is_temporary: bool = False
    bounced: str = ""


class Unknown(msgspec.Struct, frozen=True):
    """No answer, or one that cannot be read: it may have arrived."""

    reason: str


class Held(msgspec.Struct, frozen=True):
    """We decided not to send."""

    reason: str


class Later(msgspec.Struct, frozen=True):
    """Not tried yet: it has its turn after `wait_ms`, and no attempt is counted."""

    wait_ms: int


Outcome = Sent | Failed | Unknown | Held | Later


class Channel(Protocol):
    name: str  # a word that is kept for good; stands in the messages' rows
    is_html: bool  # facts of people are escaped for HTML
    has_blocks: bool  # a message is a mail made of blocks, with HTML and text; otherwise one text
    is_opt_out: bool  # nobody need have agreed to it by name; who objects gets none
    has_idempotency_key: bool  # the platform itself drops a repeated Letter.key
    most_per_second: int | None
    has_address: str  # SQL over a row of `people`, 0 or 1: whether there is an address that may be used, for rules

    @property
    def batch(self) -> int: ...  # letters handed over at once, at the most

    @property
    def title(self) -> "StrOrPromise": ...

    def address_of(self, recipient: Recipient) -> str | None: ...

    def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]: ...

    def close(self) -> None:
        """The program ends: let connections go. Sending again opens new ones."""
        ...
