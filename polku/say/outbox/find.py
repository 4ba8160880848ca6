"""Messages as they are looked at: those with rows of their own, and those packed in blocks, alike."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models import QuerySet

from polku.say.outbox.models import Message
from polku.say.outbox.packed import find as packed
from polku.say.outbox.packed.find import Found

PART = 1_000


def by_number(numbers: Collection[int]) -> dict[int, Found]:
    """Those of these numbers that there are."""
    found = {number: _found(row) for number, row in Message.objects.in_bulk(list(numbers)).items()}
    return found | packed.by_number([number for number in numbers if number not in found])


def of_people(identity_ids: Sequence[int], *, causes: Sequence[str] = ()) -> list[Found]:
    """What was asked for these identities, for any cause or these, the newest first."""
    found: list[Found] = []
    for start in range(0, len(identity_ids), PART):
        rows = Message.objects.filter(identity_id__in=identity_ids[start : start + PART])
        found += [_found(row) for row in (rows.filter(cause__in=causes) if causes else rows)]
    found += packed.of_people(identity_ids, causes=causes)
    return sorted(found, key=lambda one: (-one.asked_ms, -one.id))


def of_campaign(
    campaign_id: int, *, state: str = "", reasons: Collection[str] = (), skip: int = 0, most: int
) -> list[Found]:
    """A part of a campaign's messages in one state (for one of these reasons), or all: those with rows first."""
    rows = _rows_of(campaign_id, state, reasons)
    found = [_found(row) for row in rows[skip : skip + most]]
    if len(found) < most:
        skip = max(0, skip - rows.count()) if not found else 0
        found += packed.of_campaign(campaign_id, state=state, reasons=reasons, skip=skip, most=most - len(found))
    return found


def every_of_campaign(campaign_id: int, *, state: str = "", reasons: Collection[str] = ()) -> Iterator[Found]:
    """All of them, one after the other, however many."""
    for row in _rows_of(campaign_id, state, reasons).iterator(chunk_size=PART):
        yield _found(row)
    yield from packed.every_of_campaign(campaign_id, state=state, reasons=reasons)


def _rows_of(campaign_id: int, state: str, reasons: Collection[str]) -> QuerySet[Message]:
    rows = Message.objects.filter(campaign_id=campaign_id)
    if state:
        rows = rows.filter(state=state)
    if reasons:
        rows = rows.filter(reason__in=reasons)
    # The order of the index message_campaign_state, backwards: a million messages are not sorted for fifty.
    return rows.order_by("-state", "-reason", "-settled_ms", "-id")


def _found(row: Message) -> Found:
    return Found(
        row.pk,
        row.cause,
        row.identity_id,
        row.channel,
        row.campaign_id,
        row.state,
        row.reason,
        row.attempts,
        row.asked_ms,
        row.settled_ms,
        row.version,
    )
