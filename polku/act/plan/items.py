"""Everything that was sent or is to be sent within a time, whatever it is and by whichever way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.plan import occurrences
from polku.act.plan.calendar_models import Post
from polku.act.plan.for_segments import among
from polku.act.plan.for_stores import named_in
from polku.act.plan.models import OPEN, Planned, Series
from polku.act.plan.series import rhythm_of
from polku.kit import clock
from polku.know.segments.models import Segment
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.wide.models import LineWide

CAMPAIGN, TIME, LINE, POST = "campaign", "time", "line", "post"
HAND = "by-hand"  # the channel of posts
VARIANTS = ("campaign__variants", "series__campaign__variants")
MOST = 2_000
LINE_STATES = (
    LineWide.State.WAITING,
    LineWide.State.HELD,
    LineWide.State.ASKING,
    LineWide.State.RUNNING,
    LineWide.State.SENT,
    LineWide.State.FAILED,
    LineWide.State.UNKNOWN,
)


@dataclass(frozen=True)
class Item:
    """`kind` and `number`: what it is; `time` is an occurrence to come, its number is the campaign's.

    `state`: waiting, held, going, launched, skipped, done (a post). `account`: of LINE, for its address.
    """

    kind: str
    number: int
    at: datetime
    title: str
    channel: str
    state: str
    segments: frozenset[int] = frozenset()
    is_movable: bool = False
    account: str = ""
    place: str = ""  # of a post
    priority: int = 0  # campaigns/priority.py
    rule: Any = None  # of its audience, where it is no segment
    others: tuple[str, ...] = ()  # channels besides the first
    timing: str = ""  # where not everybody gets it at that instant: campaigns/timing/timing.py

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.number}-{clock.to_ms(self.at)}"


def items(
    since: datetime, until: datetime, *, now: datetime, channel: str = "", segment: int | None = None, store: str = ""
) -> list[Item]:
    """In order of time. `channel`: a channel's name, or HAND; the others: see for_segments.py and for_stores.py."""
    found = [*_sent(since, until), *_planned(since, until), *_times(since, until, now=now)]
    found += [*_wides(since, until), *_posts(since, until)]
    wanted = [one for one in found if not channel or channel in (one.channel, *one.others)]
    if store or segment is not None:
        rules = dict(Segment.objects.values_list("pk", "rule"))
        asked = [[one.rule, *({"in_segment": number} for number in one.segments)] for one in wanted]
        wanted = [
            one
            for one, rule in zip(wanted, asked, strict=True)
            if (not store or store in named_in(rule, rules)) and (segment is None or segment in among(rule, rules))
        ]
    return sorted(wanted, key=lambda one: (one.at, one.kind, one.number))


def _sent(since: datetime, until: datetime) -> Iterator[Item]:
    rows = Launch.objects.filter(at__gte=since, at__lt=until).select_related("campaign").order_by("at")
    for row in rows.prefetch_related("campaign__variants")[:MOST]:
        yield _of_campaign(row.campaign, CAMPAIGN, row.at, "launched")


def _planned(since: datetime, until: datetime) -> Iterator[Item]:
    """To come, and skipped; what went is a launch."""
    states = (*OPEN, Planned.State.GOING, Planned.State.SKIPPED)
    rows = Planned.objects.filter(at__gte=since, at__lt=until, state__in=states).order_by("at")
    for row in rows.select_related("campaign", "series__campaign").prefetch_related(*VARIANTS)[:MOST]:
        campaign = row.campaign or (row.series.campaign if row.series else None)
        if campaign is not None:
            yield _of_campaign(campaign, CAMPAIGN, row.at, row.state, is_movable=row.state in OPEN)


def _times(since: datetime, until: datetime, *, now: datetime) -> Iterator[Item]:
    """Of series that run: not yet campaigns."""
    running = Series.objects.filter(ended_at__isnull=True, paused_at__isnull=True, next_at__lt=until)
    for row in running.select_related("campaign").prefetch_related("campaign__variants").order_by("pk")[:MOST]:
        for one in occurrences.occurrences(rhythm_of(row), ZoneInfo(row.zone)):
            if one.at >= until:
                break
            if one.at >= since and row.next_number is not None and one.number >= row.next_number:
                yield _of_campaign(row.campaign, TIME, one.at, "held" if row.trouble and one.at <= now else "waiting")


def _wides(since: datetime, until: datetime) -> Iterator[Item]:
    between = {"starts_ms__gte": clock.to_ms(since), "starts_ms__lt": clock.to_ms(until)}
    rows = LineWide.objects.filter(**between, state__in=LINE_STATES, removed_at__isnull=True)
    found = list(rows.select_related("account").order_by("starts_ms")[:MOST])
    chosen = {number for row in found for number in row.wanted.get("in") or ()}
    segments = dict(LineAudience.objects.filter(pk__in=chosen).values_list("pk", "segment_id")) if chosen else {}
    names = {"sent": "launched", "asking": "going", "running": "going"}
    for row in found:
        chosen_of = {segments.get(number) for number in row.wanted.get("in") or ()} - {None}
        yield Item(
            LINE, row.pk, clock.from_ms(row.starts_ms or 0), row.title, f"line:{row.account.name}",
            names.get(row.state, row.state), frozenset(one for one in chosen_of if one is not None),
            row.state == LineWide.State.WAITING, row.account.name,
        )  # fmt: skip


def _posts(since: datetime, until: datetime) -> Iterator[Item]:
    for row in Post.objects.filter(at__gte=since, at__lt=until, removed_at__isnull=True).order_by("at")[:MOST]:
        state, is_done = ("done", True) if row.done_at else ("waiting", False)
        yield Item(POST, row.pk, row.at, row.title, HAND, state, is_movable=not is_done, place=row.place)


def _of_campaign(row: Campaign, kind: str, at: datetime, state: str, *, is_movable: bool = False) -> Item:
    segments = frozenset((row.segment_id,)) if row.segment_id is not None else frozenset[int]()
    timing = (row.timing or {}).get("kind", "")
    others = tuple(name for name in channels_of(row) if name != row.channel)
    more = {"others": others, "is_movable": is_movable, "priority": row.priority, "rule": row.rule, "timing": timing}
    return Item(kind, row.pk, at, row.name, row.channel, state, segments, **more)
