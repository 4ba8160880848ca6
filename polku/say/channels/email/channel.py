"""The channel `email`: what the outbox hands its letters to."""

from collections.abc import Callable, Sequence

from django.db import connection
from django.utils.translation import gettext_lazy as _

from polku.kit import clock
from polku.kit.sql import marks
from polku.say.channels.channel import Failed, Held, Letter, Outcome, Recipient
from polku.say.channels.email import address
from polku.say.channels.email.compose import Composer, Job
from polku.say.channels.email.connect import Way
from polku.say.channels.email.pool import Pool
from polku.say.channels.email.settings import current
from polku.say.channels.email.sql import SUPPRESSED
from polku.say.channels.email.trouble import Trouble

LEAST, MOST = 20, 500  # letters in a block: what a killed process leaves unknown
BLOCK_S = 4.0  # how long a block should take


class Email:
    name = "email"
    title = _("E-mail")
    is_html = False
    has_blocks = True  # written as a mail in blocks, with HTML and text
    has_idempotency_key = False  # a letter that was handed over twice arrives twice
    most_per_second: int | None = None  # paced by connection

    def __init__(self) -> None:
        self._pool = Pool()
        self._batch = 100

    @property
    def batch(self) -> int:
        """As many as went in some seconds, last time."""
        return self._batch

    def address_of(self, recipient: Recipient) -> str | None:
        return recipient.email or None

    def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        server = current()
        if server is None:
            return [Failed(Trouble("email_not_set_up").reason, is_temporary=True)] * len(letters)
        outcomes: list[Outcome | None] = list(_refused(letters))
        composer = Composer(server, at_ms=clock.now_ms())
        going = [number for number, outcome in enumerate(outcomes) if outcome is None]
        jobs = [_writer(composer, letters[number]) for number in going]
        begun = clock.monotonic()
        done = self._pool.deliver(
            jobs, way=Way.to(server), connections=server.connections, per_second=server.per_second
        )
        self._adapt(len(jobs), clock.monotonic() - begun)
        for number, outcome in zip(going, done, strict=True):
            outcomes[number] = outcome
        return [outcome for outcome in outcomes if outcome is not None]

    def close(self) -> None:
        self._pool.close()

    def _adapt(self, letters: int, took_s: float) -> None:
        if letters:
            fitting = int(letters / max(took_s, 0.001) * BLOCK_S)
            # Slowly up, at once down.
            self._batch = max(LEAST, min(MOST, fitting, self._batch * 2))


def _refused(letters: Sequence[Letter]) -> list[Outcome | None]:
    """What is not even tried: addresses that are none, and those that have come back."""
    lower = {letter.address.strip().lower() for letter in letters}
    found: dict[str, tuple[str, str]] = {}
    if lower:
        with connection.cursor() as cursor:
            cursor.execute(SUPPRESSED.format(marks=marks(len(lower))), [*lower])
            found = {one: (why, sentence) for one, why, sentence in cursor.fetchall()}
    return [_verdict(letter, found.get(letter.address.strip().lower())) for letter in letters]


def _verdict(letter: Letter, suppressed: tuple[str, str] | None) -> Outcome | None:
    if suppressed is not None:
        why, sentence = suppressed
        return Held(Trouble(f"email_{why}", sentence).reason)
    if address.read(letter.address) is None:
        return Failed(Trouble("email_address", letter.address[:200], is_temporary=False).reason)
    return None


def _writer(composer: Composer, letter: Letter) -> Callable[[], Job]:
    to = address.read(letter.address)
    assert to is not None  # checked before
    return lambda: composer.job(letter, to)


CHANNEL = Email()
