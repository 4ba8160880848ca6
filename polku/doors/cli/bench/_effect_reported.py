"""The report of a campaign that went to a million: its messages are put into the state as sent, then it is counted."""

from datetime import datetime, timedelta
from typing import Any

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.kit import clock
from polku.say.outbox.packed.ask import ask_audience
from polku.say.outbox.packed.models import MessageBlock, MessageOutcome
from polku.say.outbox.packed.pack import places_packed

EARLIER = 10


def reported(campaign: Campaign, asked: list[int], *, at: datetime) -> dict[str, Any]:
    """Seconds: conversions by orders, by another event; all of the report; the comparison with ten others."""
    from polku.learn.reports.campaigns.compare import comparisons
    from polku.learn.reports.campaigns.count import count
    from polku.learn.reports.conversions import conversions

    _sent(campaign, asked, at=at)
    found, orders_s = _timed(lambda: conversions(campaign))
    other, other_s = _timed(lambda: conversions(campaign, goal="Product Added"))
    _numbers, count_s = _timed(lambda: count(campaign, now=clock.now()))
    for number in range(EARLIER):
        made = Campaign.objects.create(name=f"Before {number}", rule={"all": []}, body="Hello")
        Launch.objects.create(campaign=made, at=at - timedelta(days=1 + number), asked_at=at)
        count(made, now=clock.now())
    _rows, compared_s = _timed(lambda: comparisons(campaign, currency="USD"))
    return {
        "reached": found.reached,
        "converted": [found.people, other.people],
        "conversions_by_orders_s": orders_s,
        "conversions_by_another_goal_s": other_s,
        "report_counted_s": count_s,
        "comparison_of_ten_s": compared_s,
    }


def _sent(campaign: Campaign, asked: list[int], *, at: datetime) -> None:
    """As the outbox leaves them, every block in one slice."""
    cause, at_ms = cause_of(campaign), clock.to_ms(at)
    ask_audience(cause, identity_ids=asked, channel="paper", campaign_id=campaign.pk, due_ms=at_ms, now=at)
    MessageOutcome.objects.bulk_create(
        [
            MessageOutcome(
                block=block, cause=cause, channel="paper", campaign_id=campaign.pk, state="sent", reason="",
                settled_ms=at_ms + 1 + place, count=block.size, places=places_packed(range(block.size)),
            )
            for place, block in enumerate(MessageBlock.objects.filter(cause=cause))
        ]
    )  # fmt: skip
    MessageBlock.objects.filter(cause=cause).update(state="settled")


def _timed(question: Any) -> tuple[Any, float]:
    begun = clock.monotonic()
    answer = question()
    return answer, round(clock.monotonic() - begun, 3)
