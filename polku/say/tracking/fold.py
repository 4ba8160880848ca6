"""How reactions read the log: for each message when each thing first happened; addresses that came back are suppressed.

Only what polku itself has appended counts: a write key is no secret, and nobody shall silence others with it.
"""

from collections.abc import Iterable

from django.db import connection

from polku.kit.bulk import write
from polku.kit.sql import Cursor, marks
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event
from polku.know.events.read import Block
from polku.say.channels.email.sql import SUPPRESS
from polku.say.outbox import find
from polku.say.tracking import sql

# In the order of the table's columns.
MOMENTS = (
    "delivered_ms",
    "opened_ms",
    "machine_opened_ms",
    "clicked_ms",
    "machine_clicked_ms",
    "unsubscribed_ms",
    "bounced_ms",
    "complained_ms",
)
NAMES = {
    "Message Delivered": "delivered_ms",
    "Message Opened": "opened_ms",
    "Message Clicked": "clicked_ms",
    "Message Unsubscribed": "unsubscribed_ms",
    "Message Bounced": "bounced_ms",
    "Message Complained": "complained_ms",
}
RELEASED = "Address Released"
OF_ADDRESSES = {RELEASED, "Message Bounced", "Message Complained"}
SENTENCE = 300

Moments = dict[str, int | None]


def fold(block: Block) -> None:
    ours = [event for event in block.events if event.source == INTERNAL]
    reactions = [event for event in ours if event.name in NAMES]
    with connection.cursor() as cursor:
        if reactions:
            _react(cursor, reactions)
        for event in ours:
            if event.name in OF_ADDRESSES:
                _suppress(cursor, event)


def _react(cursor: Cursor, events: Iterable[Event]) -> None:
    by_message = _by_message(events)
    found: dict[int, tuple[int | None, Moments]] = {
        number: (None, dict.fromkeys(MOMENTS)) for number in sorted(by_message)
    }
    numbers = list(found)
    for start in range(0, len(numbers), 5_000):
        part = numbers[start : start + 5_000]
        cursor.execute(sql.REACTIONS.format(moments=", ".join(MOMENTS), marks=marks(len(part))), part)
        for number, campaign_id, *moments in cursor.fetchall():
            found[number] = (campaign_id, dict(zip(MOMENTS, moments, strict=True)))
    for number, theirs in by_message.items():
        campaign_id, moments_of = found[number]
        for event in theirs:
            _take(event, moments_of)
            campaign_id = _whole(event.properties.get("campaign_id")) or campaign_id
        found[number] = (campaign_id, moments_of)
    names = ("campaign_id", *MOMENTS)
    statement = sql.KEEP.replace("{moments}", ", ".join(MOMENTS)).replace(
        "{changes}", ", ".join(f"{name} = excluded.{name}" for name in names)
    )
    rows = [(number, campaign, *moments.values()) for number, (campaign, moments) in found.items()]
    write(cursor, statement, rows, vendor=connection.vendor)


def _take(event: Event, moments: Moments) -> None:
    name = NAMES[event.name]
    properties = event.properties
    if properties.get("machine") is True and f"machine_{name}" in moments:
        name = f"machine_{name}"
        # The first click of a burst looked like a person's; now we know better.
        begun = _whole(properties.get("since_ms"))
        clicked = moments["clicked_ms"]
        if begun is not None and clicked is not None and clicked >= begun:
            moments["clicked_ms"] = None
            moments[name] = _first(moments[name], clicked)
    moments[name] = _first(moments[name], event.time_ms)


def _by_message(events: Iterable[Event]) -> dict[int, list[Event]]:
    """Who unsubscribes on our page is known by their identity and the campaign; all others name the message."""
    found: dict[int, list[Event]] = {}
    nameless: list[tuple[tuple[int, str], Event]] = []
    for event in events:
        number = _whole(event.properties.get("message_id"))
        campaign_id = _whole(event.properties.get("campaign_id"))
        if number is not None:
            found.setdefault(number, []).append(event)
        elif campaign_id is not None:
            nameless.append(((event.identity_id, f"campaign:{campaign_id}"), event))
    if nameless:
        identities, causes = {key[0] for key, _ in nameless}, {key[1] for key, _ in nameless}
        theirs = find.of_people(sorted(identities), causes=sorted(causes))
        numbers = {(one.identity_id, one.cause): one.id for one in theirs}
        for key, event in nameless:
            if key in numbers:
                found.setdefault(numbers[key], []).append(event)
    return found


def _suppress(cursor: Cursor, event: Event) -> None:
    address = str(event.properties.get("address") or "").strip().lower()[:320].replace("\0", "")
    if not address:
        return
    if event.name == RELEASED:
        cursor.execute(sql.RELEASE.format(marks="%s"), [address])
        return
    is_hard = event.name == "Message Bounced" and event.properties.get("is_hard") is True
    if is_hard or event.name == "Message Complained":
        sentence = str(event.properties.get("said") or event.properties.get("reason") or "")
        # A reason of ours begins with its code; what the server itself said stands behind it.
        said = sentence.partition("|")[2] or sentence
        why = "bounced" if is_hard else "complained"
        row = [address, why, said[:SENTENCE].replace("\0", ""), event.time_ms]
        cursor.execute(SUPPRESS.format(rows="(%s, %s, %s, %s)"), row)


def _whole(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _first(one: int | None, other: int) -> int:
    return other if one is None or other < one else one
