"""Making known who said something: what polku itself notes makes nobody known, so it is told as a source tells it."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from polku.kit import ids
from polku.know.events.append import Batch, append
from polku.know.events.event import Identity
from polku.know.events.given import encode, seal
from polku.know.people.claims import read_email, read_phone
from polku.know.people.models import Identity as Known
from polku.know.teams.models import Source, create_source

SOURCE = "Consents"  # under which the log knows those whom a consent made known


def introduce(identities: Sequence[Identity], *, now_ms: int) -> int:
    """Those of them who are nobody's become somebody's, in the caller's transaction; the readers see to it.

    They do not count as seen: they were spoken of, as in an import. Said twice it is one event.
    """
    wanted = {ids.identity_id(*identity): identity for identity in identities}
    for number in Known.objects.filter(id__in=list(wanted)).values_list("id", flat=True):
        del wanted[number]
    events = [
        {
            "type": "identify",
            "identity": (kind, value),
            "messageId": f"consent-{ids.public(number)}",
            "timestamp": now_ms,
            "traits": _said_by(kind, value),
            "context": {"active": False},
        }
        for number, (kind, value) in wanted.items()
    ]
    tell_as(SOURCE, events, now_ms=now_ms)
    return len(events)


def _said_by(kind: str, value: str) -> dict[str, str]:
    """What an identity says of its person by itself: an address, a number."""
    told = read_email(value) if kind == "email" else read_phone(value) if kind == "phone" else ""
    return {kind: told} if told else {}


def tell_as(name: str, events: Sequence[dict[str, Any]], *, now_ms: int) -> None:
    """Append events under the source of this name, which is made where there is none."""
    if not events:
        return
    source = Source.objects.filter(name=name, ended_at=None).order_by("pk").first() or create_source(name)
    with connection.cursor() as cursor:
        batch = Batch(now_ms, source.pk, len(events), seal([encode(event) for event in events]))
        append(cursor, [batch], vendor=connection.vendor)
