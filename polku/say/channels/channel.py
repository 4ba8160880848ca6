"""What every channel is and does."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

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
    as plain text, `unsubscribe_url` where there is nothing to withdraw. `chat`: where the message is a chat, its
    messages as the platform takes them, a JSON array; letters that say the same share the object. `is_silent`: the
    phone makes no sound, where the platform can ask that of it.
    """

    key: str
    identity_id: int
    campaign_id: int | None
    address: str
    subject: str
    text: str
    html: tuple[str, ...] = ()
    chat: bytes = b""
    message_id: int = 0
    unsubscribe_url: str = ""
    tracks_opens: bool = True
    tracks_clicks: bool = True
    is_silent: bool = False


class Sent(msgspec.Struct, frozen=True):
    """The platform has taken it. `way`: how, where a channel has several; `is_free`: it costs nothing, others do."""

    way: str = ""
    is_free: bool = False


class Failed(msgspec.Struct, frozen=True):
    """The platform has said no: it has surely not arrived. `is_temporary`: later it may.

    `bounced`: the address that does not exist, where that is why.
    """

    reason: str
    is_temporary: bool = False
    bounced: str = ""


class Unknown(msgspec.Struct, frozen=True):
    """No answer, or one that cannot be read: it may have arrived.

    For a channel with an idempotency key: `again_ms`, after how long to ask again (no attempt is counted; the channel
    itself knows when it is over); `is_over`, there is no asking again.
    """

    reason: str
    again_ms: int | None = None
    is_over: bool = False


class Held(msgspec.Struct, frozen=True):
    """We decided not to send."""

    reason: str


class Later(msgspec.Struct, frozen=True):
    """Not tried yet: it has its turn after `wait_ms`, and no attempt is counted.

    `lets_go`: nor may anything of it be under way, so that what was written down for it is of no more use.
    """

    wait_ms: int
    reason: str = ""
    lets_go: bool = False


Outcome = Sent | Failed | Unknown | Held | Later


Content = Literal["text", "mail", "chat"]


class Channel(Protocol):
    name: str  # a word that is kept for good; stands in the messages' rows. Of an account: "line:kahvila"
    kind: str  # the folder's name: what people say yes and no to
    is_html: bool  # facts of people are escaped for HTML
    content: Content  # what a message is: one text, a mail made of blocks with HTML and text, or a chat's few messages
    is_opt_out: bool  # nobody need have agreed to it by name; who objects gets none
    has_idempotency_key: bool  # the platform itself drops a repeated Letter.key
    stays_here: bool  # its letters leave no trace outside our own database
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


@runtime_checkable
class KeepsAway(Protocol):
    """A channel that knows of addresses to which it does not even try to send."""

    def kept_away(self, addresses: Collection[str]) -> Mapping[str, str]:
        """By address, those among them: the reason."""
        ...


class Room(msgspec.Struct, frozen=True):
    """How many messages of campaigns may still leave; where none, until when and why (a Trouble's `reason`)."""

    count: int
    until: datetime
    reason: str


@runtime_checkable
class HasRoom(Protocol):
    """A channel that may only take so many messages of campaigns: asked before they are taken in hand."""

    def room(self, now: datetime) -> Room | None:
        """None: as many as there are."""
        ...


class HeldUp(msgspec.Struct, frozen=True):
    """Nothing leaves by a channel, for a reason (as rows keep it). `until` None: until somebody acts."""

    since: datetime | None
    until: datetime | None
    reason: str


@runtime_checkable
class TellsHeldUp(Protocol):
    """A channel that knows itself when there is no use in trying."""

    def held_up(self, now: datetime) -> HeldUp | None: ...


@runtime_checkable
class WithCalls(Protocol):
    """A channel that writes its requests down before it makes them: who finds one repeats that one, never a new one.

    The outbox says `written = write_down(letters)` within the transaction in which it has seen that it still holds
    those messages, `send_written(written)` after it, and `let_go(…)` within the one in which messages are settled.
    """

    def is_open(self, now: datetime) -> bool:
        """Whether there is any use in trying."""
        ...

    def addresses_of(self, recipients: Sequence[Recipient]) -> Mapping[int, str | Held]:
        """`address_of` for a block, as of this moment, by profile; who is missing has none."""
        ...

    def under_way(self, message_ids: Sequence[int]) -> set[int]:
        """Those of these messages for which something is written down that may have been sent."""
        ...

    def write_down(self, letters: Sequence[Letter]) -> Any: ...

    def send_written(self, written: Any) -> Sequence[Outcome]:
        """One outcome for each of the letters, in their order."""
        ...

    def let_go(self, message_ids: Sequence[int]) -> None:
        """Of these messages nothing is left to ask: they are settled, or have surely not been sent."""
        ...
