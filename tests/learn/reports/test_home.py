"""What Home tells of messages, and of what needs attention."""

from datetime import timedelta

import pytest

from polku.act.campaigns.models import Launch
from polku.act.campaigns.progress import progress
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.flow import READERS
from polku.know.events.models import Cursor, Refusal
from polku.know.teams.models import Team
from polku.learn.reports.home import Attention, MessagesToday, attention, messages_today
from polku.say.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_messages_are_counted_since_midnight_where_the_team_is(campaign, got, noon):
    Team.objects.create(name="Kahvila", time_zone="Asia/Tokyo")  # 21:00 there
    got("devi", after=-timedelta(hours=20))
    got("emile", after=-timedelta(hours=22))
    got("fumi", state="failed")

    assert messages_today(noon) == MessagesToday(waiting=0, sent=1, held=0, failed=1, unknown=0)


def test_who_is_out_of_reach_is_counted_but_no_trouble(campaign, got, noon):
    for name in ("devi", "emile", "fumi", "gita"):
        got(name, state="held")
    held = Message.objects.order_by("pk")
    for row, why in zip(held, ("no_address", "consent|never_given", "line_not_friend", "template|x"), strict=True):
        Message.objects.filter(pk=row.pk).update(reason=why)

    today = messages_today(noon)

    assert (today.held, today.out_of_reach, today.lost) == (1, 3, 1)
    assert attention(READERS, now=noon) == [Attention("messages_held", {"count": 1}, "campaign", campaign.pk)]
    assert (progress(campaign).held, progress(campaign).out_of_reach) == (4, 3)


def test_on_a_good_day_nothing_needs_attention(campaign, got, noon):
    got("devi")

    assert attention(READERS, now=noon) == []


def test_friends_who_wait_for_somebody_to_look(campaign, noon):
    live, ended = (
        Program.objects.create(kind="referral", name=name, state=name, created_at=noon) for name in ("live", "ended")
    )
    for nth, (row, state) in enumerate(((live, "held"), (live, "held"), (live, "rewarded"), (ended, "held"))):
        brings, _new = Referrer.objects.get_or_create(program_id=row.pk, identity_id=1, defaults={"at_ms": 1})
        Referral.objects.create(
            program_id=row.pk, terms=1, referrer=brings, identity_id=nth, state=state, came_ms=1, at_ms=1
        )

    assert attention(READERS, now=noon) == [Attention("friends_held", {"name": "live", "count": 2}, "program", live.pk)]


def test_what_needs_attention_is_named_with_where_to_look(campaign, got, noon, log_events, carry_on, settings):
    now_ms = int(noon.timestamp() * 1000)
    settings.DISK_RESERVE_MB = 10**9
    log_events({"type": "track", "event": "A", "userId": "devi"}, received_ms=now_ms - 90_000)
    Cursor.objects.create(reader="once", seq=0, trouble="no room")
    Launch.objects.update(trouble="The column store is closed", asked_at=None)
    got("devi", state="failed")
    got("emile", state="unknown")
    got("fumi", state="held")
    Refusal.objects.create(received_ms=now_ms, source=1, reason="name", detail="", event="")
    Refusal.objects.create(received_ms=now_ms - 4_000_000, source=1, reason="name", detail="", event="")

    found = attention(READERS, now=noon)

    assert found[0].kind == "disk_low"
    assert found[1] == Attention("reader_stands_still", {"reader": "once", "trouble": "no room"}, "events")
    assert [one.kind for one in found[2:-5]] == ["reader_late"] * (len(READERS) - 1)
    assert found[-5:] == [
        Attention(
            "campaign_trouble", {"name": "Tea", "trouble": "The column store is closed"}, "campaign", campaign.pk
        ),
        Attention("messages_failed", {"count": 1}, "campaign", campaign.pk),
        Attention("messages_unknown", {"count": 1}, "campaign", campaign.pk),
        Attention("messages_held", {"count": 1}, "campaign", campaign.pk),
        Attention("events_refused", {"count": 1}, "refused"),
    ]
