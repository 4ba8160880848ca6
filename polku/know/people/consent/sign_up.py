"""Double opt-in: who signs up by e-mail is asked once more, in their own mailbox, before anything is sent to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from polku.kit import clock, ids
from polku.know.people.claims import read_email
from polku.know.people.consent.introduce import tell_as
from polku.know.people.consent.models import ConsentAsked
from polku.know.people.consent.record import GIVEN, Statement, record

LASTS_MS = 7 * clock.DAY_MS
MOST_SENDS = 3  # of one question; a stranger's mailbox must not be filled by who types their address
PAUSE_MS = clock.MINUTE_MS
SOURCE = "Sign-up"  # under which the log knows those whom a sign-up made known

SIGNED_UP = "Signed Up"


class SignUpError(Exception):
    """This sign-up cannot be taken."""


class NoAddress(SignUpError):
    """This is not an e-mail address."""


class TooOften(SignUpError):
    """The question has been sent to this address several times; look into the mailbox, also among the spam."""


class Over(SignUpError):
    """The time to answer is over; sign up once more."""


@dataclass(frozen=True)
class Wish:
    """What they will have agreed to."""

    purpose: str
    channel: str = ""
    topic: str = ""
    wording: str = ""


def ask(
    email: str, *, wishes: Sequence[Wish], language: str, source: str, proof: dict[str, Any], now: datetime
) -> ConsentAsked:
    """Keep the question, to be sent now; signing up again asks the same one. Raises NoAddress and TooOften."""
    address, now_ms = read_email(email), clock.to_ms(now)
    if not address or len(address) > 400:
        raise NoAddress
    said = [
        {"purpose": one.purpose, "channel": one.channel, "topic": one.topic, "wording": one.wording} for one in wishes
    ]
    with transaction.atomic():
        open_ones = ConsentAsked.objects.select_for_update().filter(
            email=address, confirmed_ms=None, expires_ms__gt=now_ms
        )
        rows = list(open_ones.order_by("-asked_ms"))
        if sum(row.sends for row in rows) >= MOST_SENDS or any((row.sent_ms or 0) > now_ms - PAUSE_MS for row in rows):
            raise TooOften
        same = next((row for row in rows if row.sayings == said), None)
        row = same or ConsentAsked.objects.create(
            email=address,
            language=language,
            source=source[:200],
            sayings=said,
            proof=proof,
            asked_ms=now_ms,
            expires_ms=now_ms + LASTS_MS,
        )
        ConsentAsked.objects.filter(pk=row.pk).update(sent_ms=now_ms, sends=F("sends") + 1)
    return row


def not_sent(row: ConsentAsked) -> None:
    """The question did not leave the house: it does not count as asked."""
    ConsentAsked.objects.filter(pk=row.pk).update(sent_ms=None, sends=F("sends") - 1)


def waiting(number: int) -> ConsentAsked | None:
    return ConsentAsked.objects.filter(pk=number).first()


def confirm(row: ConsentAsked, *, proof: dict[str, Any], now: datetime) -> None:
    """They said yes from their mailbox: the consent is given, with both proofs. Twice is once. Raises Over."""
    now_ms = clock.to_ms(now)
    with transaction.atomic():
        if ConsentAsked.objects.filter(pk=row.pk, confirmed_ms=None, expires_ms__gt=now_ms).update(confirmed_ms=now_ms):
            _make_known(row, now_ms=now_ms)
            record([_given(row, said, proof) for said in row.sayings], now_ms=now_ms)
            return
    if ConsentAsked.objects.filter(pk=row.pk, confirmed_ms=None).exists():
        raise Over


def _given(row: ConsentAsked, said: dict[str, str], proof: dict[str, Any]) -> Statement:
    signed_up = {"at": clock.from_ms(row.asked_ms).isoformat(), **row.proof}
    return Statement(
        ("email", row.email),
        GIVEN,
        purpose=said["purpose"],
        channel=said["channel"],
        topic=said["topic"],
        wording=said["wording"],
        source=row.source,
        proof={"double_opt_in": True, "sign_up": signed_up, "confirmed": proof},
    )


def _make_known(row: ConsentAsked, *, now_ms: int) -> None:
    """What polku itself says makes nobody known: that they are here is told by the sign-up, as a source."""
    traits = {"email": row.email} | ({"language": row.language} if row.language else {})
    key = f"sign-up-{ids.public(ids.hash63(f'sign-up {row.pk}'.encode()))}"
    about = {"identity": ("email", row.email), "timestamp": clock.from_ms(now_ms).isoformat()}
    known = {"type": "identify", "messageId": key, "traits": traits} | about
    # For rewards that come by themselves, and for segments to go by.
    form = {"form": row.source.removeprefix("sign-up:")}
    signed_up = {"type": "track", "event": SIGNED_UP, "messageId": f"{key}-up", "properties": form} | about
    tell_as(SOURCE, [known, signed_up], now_ms=now_ms)
