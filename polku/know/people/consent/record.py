"""Recording what somebody said, through our own pages and the API: event and row in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.know.events.event import Identity
from polku.know.people.consent.fold import keep
from polku.know.people.consent.saying import GIVEN, NAMES, PAUSED, RESUMED, WITHDRAWN, Saying, said

__all__ = ["GIVEN", "PAUSED", "RESUMED", "WITHDRAWN", "Statement", "record"]


@dataclass(frozen=True)
class Statement:
    """What somebody says now, or said at `at_ms`; see `models.Consent` for the fields."""

    identity: Identity
    kind: str
    purpose: str = ""
    channel: str = ""
    topic: str = ""
    at_ms: int | None = None
    until_ms: int | None = None
    source: str = ""
    wording: str = ""
    proof: dict[str, Any] = field(default_factory=dict)
    by: str = ""  # the member who notes it for them


def record(statements: Sequence[Statement], *, now_ms: int | None = None) -> list[Saying]:
    """Append the events and write what holds, so that it acts at once; the fold will find it done."""
    now_ms = clock.now_ms() if now_ms is None else now_ms
    news = [_news(one, now_ms=now_ms) for one in statements]
    sayings = [
        said(
            one.kind,
            item.properties,
            identity_id=ids.identity_id(*one.identity),
            event_id=item.key,
            time_ms=now_ms,
            received_ms=now_ms,
            is_ours=True,
        )
        for one, item in zip(statements, news, strict=True)
    ]
    kept = [saying for saying in sayings if saying is not None]
    if len(kept) != len(statements):
        raise ValueError("a statement that says nothing: it gives consent without a purpose")
    with transaction.atomic():
        tell(news, now_ms=now_ms)
        keep(kept)
    return kept


def _news(one: Statement, *, now_ms: int) -> News:
    given: dict[str, Any] = {
        "purpose": one.purpose,
        "channel": one.channel,
        "topic": one.topic,
        "at": clock.from_ms(one.at_ms).isoformat() if one.at_ms is not None else None,
        "until": clock.from_ms(one.until_ms).isoformat() if one.until_ms is not None else None,
        "source": one.source,
        "wording": one.wording,
        "proof": one.proof,
        "by": one.by,
    }
    properties = {name: value for name, value in given.items() if value not in (None, "", {})}
    return News(NAMES[one.kind], one.identity, ids.new_id(), properties, now_ms)
