"""What Home tells besides the counts of events: today's messages, and what needs attention."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from shutil import disk_usage
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, QuerySet, Sum

from polku.act.campaigns.models import Launch
from polku.act.plan.not_gone import not_gone
from polku.act.rewards.budgets.loop import near
from polku.act.rewards.codes import partner
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.patterns import striking
from polku.act.webhooks.models import Webhook
from polku.kit import clock
from polku.know.events.lag import lags
from polku.know.events.models import Refusal
from polku.know.events.read import Reader
from polku.know.teams.begin import the_team
from polku.say.channels.line.linking import lacks_mail
from polku.say.channels.registry import OF_ACCOUNT
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageCounted
from polku.say.outbox.reasons import OF_OUT_OF_REACH
from polku.say.outbox.rest.held_up import all_held_up

LATE_S = 60
MANY_HELD, KEPT_S = 1_000, 30  # from so many on, what was counted holds for so long
STAFF, STAFF_KEPT_S = "staff-striking", 600
WEBHOOK_FAILS = timedelta(hours=1)  # a deployment is over by then

# Messages settled since an instant, by state. Index message_settled, without the rows.
SETTLED_SINCE = """
SELECT state, SUM(count)
FROM message_counted
WHERE settled_ms IS NOT NULL AND settled_ms >= %s
GROUP BY state
"""

# The last message that was settled so since an instant. Index message_settled, backwards; a row for each match only.
LAST_CAMPAIGN = """
SELECT campaign_id
FROM message_counted
WHERE settled_ms IS NOT NULL AND settled_ms >= %s AND state = %s AND campaign_id IS NOT NULL
ORDER BY settled_ms DESC
LIMIT 1
"""

# Messages that wait or are on their way. Index message_due, without the rows.
WAITING = """
SELECT COALESCE(SUM(count), 0)
FROM message_counted
WHERE state IN ('asked', 'claimed')
"""


@dataclass(frozen=True)
class MessagesToday:
    """Since midnight in the team's time zone; `waiting` since whenever. `held`: by some trouble.

    `out_of_reach`: held because there is no way to these people, or because they do not want it.
    """

    waiting: int
    sent: int
    held: int
    failed: int
    unknown: int
    out_of_reach: int = 0

    @property
    def lost(self) -> int:
        """Settled, and as far as anybody knows not arrived, of those who could be reached."""
        return self.held + self.failed + self.unknown


@dataclass(frozen=True)
class Attention:
    """One thing to look at. The page makes its sentence from `kind` and `details`, and leads to `link`."""

    kind: str  # reader_stands_still | reader_late | campaign_trouble | messages_failed | messages_unknown |
    # messages_held | channel_waits | plan_held | plan_skipped | webhook_stopped | webhook_failing | line_connecting |
    # events_refused | disk_low | budget_near | budget_spent |
    # codes_low | staff_striking | friends_held
    details: dict[str, object] = field(default_factory=dict)
    link: str = ""  # the name of an address in urls.py
    link_id: int | str | None = None


def messages_today(now: datetime) -> MessagesToday:
    midnight_ms = _midnight_ms(now)
    with connection.cursor() as cursor:
        cursor.execute(SETTLED_SINCE, [midnight_ms])
        by_state = {str(state): int(count) for state, count in cursor.fetchall()}
        cursor.execute(WAITING)
        row = cursor.fetchone()
    held = by_state.get("held", 0)
    troubled = _troubled(midnight_ms, held=held)
    return MessagesToday(
        waiting=int(row[0]) if row else 0,
        sent=by_state.get("sent", 0),
        held=troubled,
        failed=by_state.get("failed", 0),
        unknown=by_state.get("unknown", 0),
        out_of_reach=held - troubled,
    )


def attention(readers: Iterable[Reader], *, now: datetime) -> list[Attention]:
    """What somebody should look at, the gravest first; empty on a good day."""
    house, said = (
        [*_disk(), *_readers(readers, now), *_channels(now)],
        [*_campaigns(), *_plans(now), *_messages(now), *_budgets(), *_staff(now), *_friends()],
    )
    return [*house, *said, *_webhooks(now), *_connecting(), *_refused(now)]


def _troubled(since_ms: int, *, held: int) -> int:
    """How many of those held were held by some trouble. Where there are many, Home may be half a minute behind."""
    if not held:
        return 0
    key = f"held-by-trouble-{since_ms}"
    known: int | None = cache.get(key) if held > MANY_HELD else None
    if known is None:
        known = int(_held_by_trouble(since_ms).aggregate(sum=Sum("count"))["sum"] or 0)
        if held > MANY_HELD:
            cache.set(key, known, KEPT_S)
    return min(known, held)


def _held_by_trouble(since_ms: int) -> QuerySet[MessageCounted]:
    """Rides message_settled."""
    held = MessageCounted.objects.filter(settled_ms__isnull=False, settled_ms__gte=since_ms, state=Message.State.HELD)
    return held.exclude(OF_OUT_OF_REACH)


def _midnight_ms(now: datetime) -> int:
    """Where the team is."""
    there = now.astimezone(ZoneInfo(the_team().time_zone))
    return clock.to_ms(there.replace(hour=0, minute=0, second=0, microsecond=0))


def _budgets() -> Iterator[Attention]:
    for one in near():
        kind = "budget_spent" if one.percent >= 100 else "budget_near"
        yield Attention(kind, {"name": one.program.name, "percent": one.percent}, "program report", one.program.pk)
    low = dict(partner.low())
    for row in Program.objects.filter(pk__in=low, state=Program.State.LIVE).order_by("pk"):
        yield Attention("codes_low", {"name": row.name, "free": low[row.pk].free}, "program report", row.pk)


def _staff(now: datetime) -> Iterator[Attention]:
    """Looked at every few minutes: it counts four weeks."""
    by: list[str] | None = cache.get(STAFF)
    if by is None:
        by = striking(now=now) if TillAct.objects.exists() else []
        cache.set(STAFF, by, STAFF_KEPT_S)
    if by:
        yield Attention("staff_striking", {"count": len(by)}, "till staff")


def _friends() -> Iterator[Attention]:
    """Who waits until somebody has looked, and gets nothing until then."""
    live = dict(Program.objects.filter(kind=Program.Kind.REFERRAL, state=Program.State.LIVE).values_list("pk", "name"))
    rows = Referral.objects.filter(program_id__in=live, state=Referral.State.HELD)
    for number, count in rows.values_list("program_id").annotate(count=Count("pk")).order_by("program_id"):
        yield Attention("friends_held", {"name": live[number], "count": count}, "program", number)


def _disk() -> Iterator[Attention]:
    free_mb = disk_usage(settings.DATA_DIR).free // 2**20
    if free_mb < settings.DISK_RESERVE_MB:
        yield Attention("disk_low", {"free_mb": free_mb, "reserve_mb": settings.DISK_RESERVE_MB}, "settings")


def _readers(readers: Iterable[Reader], now: datetime) -> Iterator[Attention]:
    for lag in lags(readers, now_ms=clock.to_ms(now)):
        if lag.trouble:
            yield Attention("reader_stands_still", {"reader": lag.reader, "trouble": lag.trouble}, "events")
        elif lag.seconds > LATE_S:
            details: dict[str, object] = {"reader": lag.reader, "batches": lag.batches, "seconds": round(lag.seconds)}
            yield Attention("reader_late", details, "events")


def _channels(now: datetime) -> Iterator[Attention]:
    """By which nothing leaves: they rest, or wait for somebody."""
    for one in all_held_up(now=now):
        details: dict[str, object] = {"title": str(one.channel.title), "trouble": one.sentence, "until": one.until}
        kind, _colon, account = one.channel.name.partition(OF_ACCOUNT)
        link = {"email": "settings email", "line": "settings line account"}.get(kind, "campaigns")
        yield Attention("channel_waits", details, link, account or None)


def _campaigns() -> Iterator[Attention]:
    for launch in Launch.objects.filter(asked_at__isnull=True).exclude(trouble="").select_related("campaign"):
        details: dict[str, object] = {"name": launch.campaign.name, "trouble": launch.trouble}
        yield Attention("campaign_trouble", details, "campaign", launch.campaign_id)


def _plans(now: datetime) -> Iterator[Attention]:
    """What could not go, and for a day what did not go at all."""
    for one in not_gone(since=now - timedelta(days=1)):
        details: dict[str, object] = {"name": one.name, "trouble": one.trouble}
        yield Attention("plan_skipped" if one.is_over else "plan_held", details, "campaign", one.campaign_id)


def _messages(now: datetime) -> Iterator[Attention]:
    today = messages_today(now)
    for state, count in (("failed", today.failed), ("unknown", today.unknown), ("held", today.held)):
        if count:
            campaign_id = _last_campaign(state, now)
            yield Attention(
                f"messages_{state}", {"count": count}, "campaign" if campaign_id else "campaigns", campaign_id
            )


def _webhooks(now: datetime) -> Iterator[Attention]:
    for row in Webhook.objects.filter(ended_at__isnull=True).order_by("pk"):
        details: dict[str, object] = {"name": row.name, "because": row.stopped_because, "since": row.failing_since}
        if row.stopped_at is not None:
            yield Attention("webhook_stopped", details, "settings webhook", row.pk)
        elif row.failing_since is not None and now - row.failing_since > WEBHOOK_FAILS and row.paused_at is None:
            yield Attention("webhook_failing", details, "settings webhook", row.pk)


def _connecting() -> Iterator[Attention]:
    for row in lacks_mail.menus():
        yield Attention("line_connecting", {"name": row.title, "account": row.account.title}, "settings email")


def _last_campaign(state: str, now: datetime) -> int | None:
    if state == "held":
        held = _held_by_trouble(_midnight_ms(now)).filter(campaign_id__isnull=False)
        return held.order_by("-settled_ms").values_list("campaign_id", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(LAST_CAMPAIGN, [_midnight_ms(now), state])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _refused(now: datetime) -> Iterator[Attention]:
    count = Refusal.objects.filter(received_ms__gte=clock.to_ms(now) - clock.HOUR_MS).count()
    if count:
        yield Attention("events_refused", {"count": count}, "refused")
