"""How linking reads the log: LINE says that an account was linked, and brings back the nonce that we gave."""

import logging
from collections.abc import Sequence

from polku.kit import clock
from polku.know.events.event import Event
from polku.know.teams.own_doors import known_source_of
from polku.say.channels.line.inbox.names import NAMES
from polku.say.channels.line.linking.account_link import take
from polku.say.channels.line.linking.join import ACCOUNT_LINK, customer_of, join
from polku.say.channels.line.linking.problems import OtherCustomer
from polku.say.channels.line.models import LineAccount

log = logging.getLogger(__name__)
LINKED = NAMES["accountLink"]  # only what went well is called so


def join_linked(events: Sequence[Event]) -> None:
    """Part of an acting reader. A nonce is used up by the first event that brings it: twice is once."""
    named = [event for event in events if event.name == LINKED and event.identity[0] == "line"]
    source = known_source_of("line") if named else None
    for event in named:
        if event.source == source:  # a write key is no secret: nobody shall speak as LINE
            _join(event)


def _join(event: Event) -> None:
    said, now_ms = event.properties, clock.now_ms()
    name = str(said.get("channel", "")).removeprefix("line:")
    account = LineAccount.objects.filter(name=name).first()
    number = None
    if account is not None:
        number = take(account.pk, str(said.get("nonce", "")), at_ms=event.time_ms, now_ms=now_ms)
    known = customer_of(number) if number is not None else None
    if account is None or known is None:
        return
    customer, profile = known
    try:
        join(
            account, event.identity[1], name=customer, profile=profile, how=ACCOUNT_LINK, key=event.id, now_ms=now_ms,
            at_ms=event.time_ms,
        )  # fmt: skip
    except OtherCustomer:
        log.warning("LINE account link of %s: that user is another customer already", account.name)
