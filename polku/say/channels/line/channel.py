"""The channels `line:…`, one for each account: what the outbox hands its letters to."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from polku.kit import clock
from polku.say.channels.channel import Content, Held, HeldUp, Letter, Outcome, Recipient
from polku.say.channels.line import friends, holds, keep_token, replies, sending, thread
from polku.say.channels.line.calls.let_go import let_go
from polku.say.channels.line.calls.write import Written, open_calls, write_down
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sending import Pace
from polku.say.channels.line.way import Way

TITLE = "LINE"


class Line:
    kind = "line"
    is_html = False
    content: Content = "chat"
    is_opt_out = True  # adding the account was a wish to hear from it
    has_idempotency_key = True
    stays_here = False
    most_per_second: int | None = None  # paced by endpoint, see buckets.py

    def __init__(self, account: LineAccount) -> None:
        self.account = account  # as of the last look
        self.name = f"{self.kind}:{account.name}"
        self.has_address = f"(ifNull(traits.line_{account.name}.:String, '') = 'friend')"
        self.way = Way.of(account)
        self._pace = Pace()

    @property
    def title(self) -> str:
        return f"{TITLE} · {self.account.title}"

    @property
    def batch(self) -> int:
        return self._pace.batch

    @property
    def api_base(self) -> str:
        return self.account.api_base

    def is_open(self, now: datetime) -> bool:
        return self.account.ended_at is not None or holds.is_open(self.account, now)

    def held_up(self, now: datetime) -> HeldUp | None:
        if self.is_open(now):
            return None
        row = self.account
        why = row.stopped_why if row.stopped_at is not None else row.waits_why
        return HeldUp(row.stopped_at, None if row.stopped_at is not None else row.waits_until, why)

    def address_of(self, recipient: Recipient) -> str | None:
        return next((value for kind, value in recipient.identities if kind == friends.IDENTITY), None)

    def addresses_of(self, recipients: Sequence[Recipient]) -> Mapping[int, str | Held]:
        return friends.addresses(self.account.pk, recipients)

    def under_way(self, message_ids: Sequence[int]) -> set[int]:
        calls = open_calls(self.account.pk, message_ids)
        return {number for call in calls for number in call.messages}.intersection(message_ids)

    def write_down(self, letters: Sequence[Letter]) -> Written:
        return write_down(self.account.pk, letters, take=self._reply_tokens, now_ms=clock.now_ms())

    def send_written(self, written: Written) -> Sequence[Outcome]:
        if self.account.ended_at is not None:
            return sending.of_ended(written)
        return sending.send(written, self.way, self._pace)

    def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        return self.send_written(self.write_down(letters))

    def let_go(self, message_ids: Sequence[int]) -> None:
        let_go(self.account.pk, message_ids)

    def _reply_tokens(self, user_ids: Sequence[str]) -> Mapping[str, str]:
        """An answer costs nothing; an account that has ended answers nobody."""
        return {} if self.account.ended_at is not None else replies.take(self.account.pk, user_ids, clock.now())

    def close(self) -> None:
        thread.close()


_made: dict[str, Line] = {}


def accounts() -> list[Line]:
    """Of those that have not ended, by name; the same object while its settings are the same."""
    return [_channel(row) for row in LineAccount.objects.filter(ended_at__isnull=True).order_by("name")]


def ended() -> list[Line]:
    """Of those that have: whatever still waits for them is held."""
    return [_channel(row) for row in LineAccount.objects.filter(ended_at__isnull=False).order_by("name")]


def _channel(account: LineAccount) -> Line:
    found = _made.get(account.name)
    if found is None or found.way != Way.of(account):
        found = _made[account.name] = Line(account)
    found.account = account
    keep_token.remember(account, found.way)
    return found
