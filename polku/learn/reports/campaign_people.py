"""The people behind each number of a campaign's page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.progress import alike
from polku.learn.reports.campaigns.rule import rule_of
from polku.learn.reports.conversions import converted
from polku.say.arms import packed
from polku.say.arms.models import Arm
from polku.say.outbox import find
from polku.say.outbox.models import Message
from polku.say.outbox.packed.find import Found
from polku.say.tracking.models import Reaction

PART = 1_000
CONVERTED, HELD_OUT = "converted", "held-out"
STATES = tuple(str(state) for state in Message.State.values)
# What came back: which reactions count, and the moment that is shown.
REACTIONS: dict[str, tuple[Q, str]] = {
    "opened": (Q(opened_ms__isnull=False) | Q(clicked_ms__isnull=False), "opened_ms"),
    "clicked": (Q(clicked_ms__isnull=False), "clicked_ms"),
    "unsubscribed": (Q(unsubscribed_ms__isnull=False), "unsubscribed_ms"),
    "bounced": (Q(bounced_ms__isnull=False), "bounced_ms"),
    "complained": (Q(complained_ms__isnull=False), "complained_ms"),
    "opened-by-programs": (
        Q(machine_opened_ms__isnull=False, opened_ms__isnull=True, clicked_ms__isnull=True),
        "machine_opened_ms",
    ),
}
KINDS = ("", *STATES, *REACTIONS, CONVERTED, HELD_OUT)


@dataclass(frozen=True)
class Line:
    """`identity`: one of theirs. Without a message of their own (who bought, who was held out) no state."""

    identity: int
    state: str = ""
    reason: str = ""  # as rows keep it
    at_ms: int | None = None


def people(campaign: Campaign, kind: str, *, reason: str = "") -> Iterator[Line]:
    """`kind`: one of KINDS, "" for all who were asked. `reason`: and all others that read like it."""
    if kind in REACTIONS:
        return _reacted(campaign, *REACTIONS[kind])
    if kind in OTHERS:
        return (Line(number) for number in OTHERS[kind](campaign))
    reasons = _reasons(campaign, reason)
    return map(_line, find.every_of_campaign(campaign.pk, state=kind, reasons=reasons))


def page(campaign: Campaign, kind: str, *, reason: str = "", skip: int, most: int) -> list[Line]:
    """A part of them, in the same order."""
    if kind in REACTIONS or kind in OTHERS:
        return list(islice(people(campaign, kind), skip, skip + most))
    reasons = _reasons(campaign, reason)
    found = find.of_campaign(campaign.pk, state=kind, reasons=reasons, skip=skip, most=most)
    return [_line(one) for one in found]


def _reasons(campaign: Campaign, reason: str) -> list[str]:
    return (alike(campaign, reason) or [reason]) if reason else []


def _line(one: Found) -> Line:
    return Line(one.identity_id, one.state, one.reason, one.settled_ms or one.asked_ms)


def _reacted(campaign: Campaign, which: Q, field: str) -> Iterator[Line]:
    rows = Reaction.objects.filter(which, campaign_id=campaign.pk).order_by("message_id")
    moments = rows.values_list("message_id", field, "clicked_ms").iterator(chunk_size=PART)
    while part := list(islice(moments, PART)):
        found = find.by_number([number for number, _at, _clicked in part])
        for number, at_ms, clicked_ms in part:
            if number in found:
                yield Line(found[number].identity_id, found[number].state, "", at_ms or clicked_ms)


def _converted(campaign: Campaign) -> list[int]:
    """By the goal and the days of its report. Raises columns.ColumnsError."""
    rule = rule_of(campaign)
    return converted(campaign, goal=rule.goal, days=rule.days)


def _held_out(campaign: Campaign) -> list[int]:
    numbers: list[int] = packed.read(cause_of(campaign), Arm.Name.HOLDOUT, Arm.Name.TEAM).tolist()
    return numbers


OTHERS: dict[str, Callable[[Campaign], list[int]]] = {CONVERTED: _converted, HELD_OUT: _held_out}
