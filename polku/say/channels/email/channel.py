"""The channel `email`: what the outbox hands its letters to."""

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.utils.translation import pgettext_lazy

from polku.kit import clock
from polku.kit.seal import SealError
from polku.kit.sql import marks
from polku.say.channels.channel import Content, Failed, Held, Letter, Outcome, Recipient, Room
from polku.say.channels.email import address
from polku.say.channels.email.columns_sql import ADDRESS_CROSSED, HAS_ADDRESS
from polku.say.channels.email.compose import Composer, Job
from polku.say.channels.email.connect import Way
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.pace import warm_up
from polku.say.channels.email.pace.shares import share_out
from polku.say.channels.email.pool import Pool
from polku.say.channels.email.settings import current, sender_domain
from polku.say.channels.email.signing import keys
from polku.say.channels.email.sql import SUPPRESSED
from polku.say.channels.email.trouble import Trouble

log = logging.getLogger(__name__)

LEAST, MOST = 20, 500  # letters in a block: what a killed process leaves unknown
BLOCK_S = 1.0  # how long a block should take


class Email:
    name = kind = "email"
    title = pgettext_lazy("channel", "E-mail")
    is_html = False
    content: Content = "mail"
    is_opt_out = False
    has_idempotency_key = False  # a letter that was handed over twice arrives twice
    stays_here = False
    most_per_second: int | None = None  # paced by connection
    has_address = HAS_ADDRESS
    address_crossed = ADDRESS_CROSSED

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
        shares = share_out(letters, sender=sender_domain(server), now=clock.now())
        if not shares.later:
            outcomes = self._sent(letters, server)
        else:
            going = [letter for place, letter in enumerate(letters) if place not in shares.later]
            done = iter(self._sent(going, server) if going else ())
            outcomes = [shares.later.get(place) or next(done) for place in range(len(letters))]
        shares.give_back(outcomes)
        return outcomes

    def room(self, now: datetime) -> Room | None:
        """While the sending domain is being warmed up: what the day has left."""
        server = current()
        return warm_up.room(sender_domain(server), now=now) if server is not None else None

    def _sent(self, letters: Sequence[Letter], server: EmailServer) -> list[Outcome]:
        try:
            composer = Composer(server, at_ms=clock.now_ms(), signers=keys.signers(sender_domain(server)))
        except SealError:
            # Without its signature a letter may count as forged: better late than so.
            return [Failed(Trouble("email_dkim_key").reason, is_temporary=True)] * len(letters)
        outcomes = _written(letters, composer)
        jobs = [one for one in outcomes if isinstance(one, Job)]
        begun = clock.monotonic()
        done = iter(
            self._pool.deliver(jobs, way=Way.to(server), connections=server.connections, per_second=server.per_second)
        )
        self._adapt(len(jobs), clock.monotonic() - begun)
        return [next(done) if isinstance(one, Job) else one for one in outcomes]

    def kept_away(self, addresses: Collection[str]) -> Mapping[str, str]:
        """Those that have come back or complained, and what is no address."""
        suppressed = _suppressed({one.strip().lower() for one in addresses})
        found = {one: held.reason for one in addresses if (held := suppressed.get(one.strip().lower())) is not None}
        wrong = Trouble("email_address", is_temporary=False).reason
        return {one: wrong for one in addresses if address.read(one) is None} | found

    def close(self) -> None:
        self._pool.close()

    def _adapt(self, letters: int, took_s: float) -> None:
        if letters:
            fitting = int(letters / max(took_s, 0.001) * BLOCK_S)
            # Slowly up, at once down.
            self._batch = max(LEAST, min(MOST, fitting, self._batch * 2))


def _written(letters: Sequence[Letter], composer: Composer) -> list[Outcome | Job]:
    """Each letter as it goes over the wire, or why it is not even tried."""
    suppressed = _suppressed({letter.address.strip().lower() for letter in letters})
    return [_job(letter, composer, suppressed.get(letter.address.strip().lower())) for letter in letters]


def _suppressed(addresses: set[str]) -> dict[str, Held]:
    """Those among the addresses that have come back or complained."""
    if not addresses:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SUPPRESSED.format(marks=marks(len(addresses))), [*addresses])
        return {one: Held(Trouble(f"email_{why}", sentence).reason) for one, why, sentence in cursor.fetchall()}


def _job(letter: Letter, composer: Composer, suppressed: Held | None) -> Outcome | Job:
    if suppressed is not None:
        return suppressed
    to = address.read(letter.address)
    if to is None:
        return Failed(Trouble("email_address", letter.address[:200], is_temporary=False).reason)
    try:
        return composer.job(letter, to)
    except Exception as problem:
        # Whatever is odd about this one, it stops none of the others.
        log.exception("A letter could not be written")
        return Failed(Trouble("email_write", type(problem).__name__, is_temporary=False).reason)


CHANNEL = Email()
