"""Everything that is done on the clock, on one page: which steps, in which thread, how often."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.conf import settings

from polku.act.campaigns import loop as campaigns_loop
from polku.act.campaigns.early import find as early_audiences
from polku.act.campaigns.fallback import loop as fallback_loop
from polku.act.plan import loop as plan_loop
from polku.act.plan.way import standing as way_standing
from polku.act.plan.way.ahead import ahead
from polku.act.rewards.benefits import days as benefit_days
from polku.act.rewards.budgets import loop as budgets_loop
from polku.act.rewards.draws import loop as draws_loop
from polku.act.rewards.errands import run as reward_errands
from polku.act.rewards.history import undo as history_undo
from polku.act.rewards.ledger import end as rewards_end
from polku.act.rewards.offers import draw as offers_draw
from polku.act.rewards.ranks import loop as ranks_loop
from polku.act.rewards.referrals import loop as referrals_loop
from polku.act.rewards.reminders import remind as reward_reminders
from polku.act.webhooks import loop as webhooks_loop
from polku.doors.work import letters, report_letters
from polku.doors.work.accounts import Accounts
from polku.doors.work.run import Step
from polku.doors.work.wishes import grant_wishes
from polku.flow import KEEPERS, KEPT, READERS
from polku.kit import clock, columns
from polku.know.events import columns as event_columns
from polku.know.events import retention
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.imports import tidy as imports_tidy
from polku.know.events.imports.loop import PACE_S, Importer
from polku.know.events.lag import LATE_S, is_whole_block, waits_s
from polku.know.events.read import EVENTS, Reader, advance, horizon, place, stand_still
from polku.know.orders import recount
from polku.know.people import columns as people_columns
from polku.know.people.loop import Follower
from polku.know.segments import columns as list_columns
from polku.know.segments.live import loop as segments_loop
from polku.know.segments.live import memory as segments
from polku.know.segments.rfm import scores as rfm_scores
from polku.learn.reports import judge
from polku.learn.reports.campaigns import count as report_numbers
from polku.learn.reports.line_month import left_for
from polku.say.channels.channel import Channel
from polku.say.channels.folders import with_accounts
from polku.say.channels.line import replies as line_replies
from polku.say.channels.line import thread as line_thread
from polku.say.channels.line.audiences import loop as line_audiences
from polku.say.channels.line.coupons import loop as line_coupons
from polku.say.channels.line.followers import loop as line_followers
from polku.say.channels.line.inbox import unsent as line_unsent
from polku.say.channels.line.insight import loop as line_insight
from polku.say.channels.line.media import loop as line_media
from polku.say.channels.line.media.tidy import Tidy
from polku.say.channels.line.menus import loop as line_menus
from polku.say.channels.line.profiles.loop import Profiles
from polku.say.channels.line.relay.loop import Relay
from polku.say.channels.line.setup import loop as line_looks
from polku.say.channels.line.wide.loop import Wides
from polku.say.channels.registry import single
from polku.say.limits import sunset
from polku.say.outbox import jump as outbox_jump
from polku.say.outbox import loop as outbox_loop
from polku.say.outbox.speed import speed as outbox_speed
from polku.say.tracking.mailbox import loop as mailbox_loop

# While the intake is busy: it waits for the interpreter and the database no longer than such a block takes.
SMALL_BLOCK = 1_000  # events
FOLD_BLOCK = 20_000  # events; rows of neighbours share pages: the larger, the fewer are written
COLUMNS_BLOCK = 15_000  # events; decoded they take 25 MB
COLUMNS_PAUSE_S = 0.25  # from one block to the next
COLUMNS_SHARE = 0.2  # of the time, as long as no whole block waits
FEW_BLOCKS_S = 0.2  # from one block to the next, of a reader whose step costs the same however little it reads
LATE_COLUMNS_PAUSE_S = 1.0  # while those before them have much to catch up with: then blocks are large
APART = ("fold",)  # the lanes that have a process of their own
IN_COLUMNS = ("columns",)  # the readers that write there


Lanes = dict[str, list[Step]]
Busy = Callable[[], bool]


def lanes_here(is_busy: Busy = lambda: False) -> Lanes:
    """Those of the process that serves, or that has the column store open."""
    return {name: steps for name, steps in lanes(is_busy).items() if name not in APART}


def lanes_apart(is_busy: Busy = lambda: False) -> Lanes:
    return {name: steps for name, steps in lanes(is_busy).items() if name in APART}


def lanes(is_busy: Busy = lambda: False) -> Lanes:
    """One thread a lane. A slow lane never holds up another."""
    return {
        "fold": [
            Step("count orders again", recount.grant, every_s=1.0),
            *[_follow(reader, is_busy, most=FOLD_BLOCK) for reader in READERS if not reader.is_outside],
        ],
        "columns": [
            Step("open columns", open_columns, every_s=5.0),
            _on_the_clock("rebuild", grant_wishes, every_s=1.0),
            *[_write(reader) for reader in READERS if reader.name in IN_COLUMNS],
            Step("give memory back", _give_memory_back, every_s=3.0),
            _on_the_clock("people to columns", Follower().tick, every_s=0.3),
            _on_the_clock("lists to columns", list_columns.tick, every_s=0.5),
            _on_the_clock("scores of customers", rfm_scores.tick, every_s=60.0),
            _on_the_clock("who no longer responds", sunset.tick, every_s=60.0, least_s=1.0),
        ],
        "segments": [
            *[
                replace(_follow(reader, lambda: False), least_s=FEW_BLOCKS_S)
                for reader in READERS
                if reader.name == segments.READER
            ],
            _on_the_clock("segments in time", segments_loop.follow_time_at_ease, every_s=1.0, least_s=1.0),
            _on_the_clock("segments of everybody", segments_loop.ask_where_needed, every_s=0.3),
            _on_the_clock("segments at night", segments_loop.check_at_night, every_s=60.0, least_s=1.0),
            _on_the_clock("segments after forgetting", segments_loop.see_what_was_forgotten, every_s=1.0),
        ],
        "plan": [
            _on_the_clock("planned again and again", plan_loop.make_due, every_s=1.0),
            _on_the_clock("planned", plan_loop.launch_due, every_s=1.0),
            _on_the_clock("what others give way to", way_standing.tick, every_s=1.0),
        ],
        "campaigns": [
            _on_the_clock("campaigns", partial(campaigns_loop.tick, ahead=ahead), every_s=0.3),
            _on_the_clock("audiences of planned campaigns", early_audiences.tick, every_s=1.0),
        ],
        # It asks the column store: no launch waits for it.
        "trials": [_on_the_clock("trials", judge.tick, every_s=10.0, least_s=1.0)],
        "fallback": [_on_the_clock("who has not reacted", fallback_loop.tick, every_s=5.0, least_s=1.0)],
        "outbox": [
            _on_the_clock("clock set back", outbox_jump.tick, every_s=1.0),
            _on_the_clock("paces that are over", outbox_speed.tidy, every_s=60.0),
        ],
        # A mail server that takes its time holds up no other channel.
        **{f"outbox {channel.name}": [_send(channel)] for channel in single()},
        # One lane a platform with accounts, which gives each of them a thread of its own.
        **{f"outbox {kind}": [Accounts(kind, give_way=is_busy).step()] for kind in with_accounts()},
        "rewards": [
            _on_the_clock("rewards that are over", rewards_end.expire_due, every_s=5.0, least_s=0.05),
            _on_the_clock("budgets", budgets_loop.tick, every_s=60.0, least_s=1.0),
            _on_the_clock("draws", draws_loop.tick, every_s=1.0, least_s=0.05),
            _on_the_clock("ranks", ranks_loop.tick, every_s=5.0, least_s=0.05),
            _on_the_clock("friends who were brought", referrals_loop.tick, every_s=10.0, least_s=0.05),
            _on_the_clock("places of offers", offers_draw.tick, every_s=5.0, least_s=0.5),
        ],
        # A million people are looked through: nothing else waits for them.
        "rewards by day": [_on_the_clock("birthdays and years", benefit_days.tick, every_s=60.0, least_s=0.5)],
        # A million people take half a minute: nothing that ends by itself waits for them.
        "reward errands": [
            _on_the_clock("rewards given out and taken back", reward_errands.tick, every_s=0.5),
            _on_the_clock("imported coupons undone", history_undo.tick, every_s=1.0, least_s=0.05),
            _on_the_clock("rewards about to end", reward_reminders.tick, every_s=10.0, least_s=1.0),
        ],
        "letters": [
            _on_the_clock("letters", letters.tick, every_s=1.0),
            _on_the_clock("tidy sign-ins", letters.tidy, every_s=3600.0),
        ],
        # A million messages take seconds to count, and a report's letter waits for it.
        "reports": [
            _on_the_clock("reports by e-mail", report_letters.tick, every_s=10.0, least_s=0.5),
            _on_the_clock("numbers of campaigns", report_numbers.count_due, every_s=5.0, least_s=0.5),
        ],
        # A mailbox that takes its time holds up no letter.
        "report mailbox": [_on_the_clock("report mailbox", mailbox_loop.tick, every_s=10.0, least_s=0.5)],
        "imports": [
            _import(Importer()),
            _on_the_clock("let go of old imports", imports_tidy.tidy, every_s=600.0),
        ],
        "forgetting": [
            _on_the_clock("messages taken back", line_unsent.tick, every_s=0.5),
            _forget(Forgetter(READERS, KEEPERS)),
            _on_the_clock("retention", lambda now: retention.tick(now, KEPT), every_s=60.0, least_s=1.0),
        ],
        # What is asked of LINE because of what came in. A large video holds up no picture's row, nor a name.
        "line media": [
            replace(_on_the_clock("line media", line_media.tick, every_s=0.5), at_end=line_thread.close),
            _on_the_clock("files nobody knows", Tidy().tick, every_s=60.0, least_s=60.0),
        ],
        "line profiles": [
            replace(
                _on_the_clock("line profiles", Profiles().tick, every_s=1.0, least_s=0.5), at_end=line_thread.close
            ),
            _on_the_clock("line followers", line_followers.tick, every_s=1.0, least_s=0.1),
            _on_the_clock("forget reply tokens", line_replies.forget_old, every_s=60.0, least_s=1.0),
        ],
        "line relay": [_pass_on(Relay())],
        "line settings": [
            _on_the_clock("line accounts", line_looks.tick, every_s=5.0, least_s=1.0),
            _on_the_clock("line menus", line_menus.tick, every_s=2.0, least_s=1.0),
            _on_the_clock("line coupons", line_coupons.tick, every_s=2.0, least_s=1.0),
            _on_the_clock("line statistics", line_insight.tick, every_s=10.0, least_s=2.0),
        ],
        # A million people are a hundred requests: none of LINE's other settings waits for them.
        "line audiences": [
            replace(
                _on_the_clock("line audiences", line_audiences.tick, every_s=2.0, least_s=0.05),
                at_end=line_audiences.end,
            ),
        ],
        "line broadcasts": [_send_widely(Wides(left=left_for))],
        "webhooks": [
            _deliver(webhooks_loop.Sender()),
            _on_the_clock("forget old deliveries", webhooks_loop.forget_old, every_s=600.0),
        ],
    }


def fill_columns() -> int:
    """One block into the columns, for `polku rebuild columns`; 0 when nothing is left."""
    return (
        sum(advance(reader) for reader in READERS if reader.is_outside)
        + people_columns.sync()
        + list_columns.tick(clock.now())
    )


def forget() -> int:
    """One round of what was asked to be forgotten, for `polku erase` where nothing else runs; 0 when it has to wait."""
    open_columns()
    while any([advance(reader) for reader in READERS]):  # noqa: C419 - all of them, each time
        pass
    return Forgetter(READERS, KEEPERS).tick()


def open_columns() -> int:
    """With all their tables. Raises columns.ColumnsError."""
    columns.open(settings.COLUMNS_URL)
    event_columns.prepare()
    people_columns.prepare()
    list_columns.prepare()
    rfm_scores.prepare()
    return 0


def _give_memory_back() -> int:
    columns.give_memory_back()
    return 0


def _forget(forgetter: Forgetter) -> Step:
    """In a lane of its own: the columns of a large installation take half a minute."""
    return Step("forgetting", forgetter.tick, every_s=0.5, on_trouble=forgetter.say)


def _follow(reader: Reader, is_busy: Busy, *, most: int = EVENTS) -> Step:
    return Step(
        reader.name,
        lambda: advance(reader, events=SMALL_BLOCK if is_busy() else most),
        on_trouble=lambda problem: stand_still(reader.name, str(problem) or type(problem).__doc__ or repr(problem)),
    )


def _write(reader: Reader) -> Step:
    """Into the column store: few and large blocks. Each costs 25 ms and a merge later, however little it holds."""

    def tick() -> int:
        began = clock.monotonic()
        did = advance(reader, events=COLUMNS_BLOCK)
        step.least_s = pause_s(reader, took_s=clock.monotonic() - began)
        return did

    step = replace(_follow(reader, lambda: False), tick=tick, every_s=0.3)
    return step


def pause_s(reader: Reader, *, took_s: float) -> float:
    """From the beginning of a block, which took so long, to that of the next: none while whole blocks are waiting."""
    end = horizon(reader)
    if is_whole_block(place(reader.name), end, events=COLUMNS_BLOCK):
        return 0.0
    if waits_s(end, now_ms=clock.now_ms()) > LATE_S:
        return LATE_COLUMNS_PAUSE_S
    return min(LATE_COLUMNS_PAUSE_S, max(COLUMNS_PAUSE_S, took_s / COLUMNS_SHARE))


def _deliver(sender: webhooks_loop.Sender) -> Step:
    """What is on its way when the program ends is given a moment."""
    return Step("webhooks", lambda: sender.tick(clock.now()), every_s=0.3, at_end=sender.end)


def _pass_on(relay: Relay) -> Step:
    return Step("line relay", lambda: relay.tick(clock.now()), every_s=0.3, at_end=relay.end)


def _send_widely(wides: Wides) -> Step:
    return Step("line broadcasts", lambda: wides.tick(clock.now()), every_s=1.0, least_s=0.1, at_end=wides.end)


def _send(channel: Channel) -> Step:
    tick = partial(outbox_loop.tick_channel, channel)
    return Step(f"outbox {channel.name}", lambda: tick(now=clock.now()), every_s=0.2, at_end=channel.close)


def _import(importer: Importer) -> Step:
    """One file after the other. What was not finished when the program ends is gone on with when it is back."""
    return Step("imports", lambda: importer.tick(clock.now()), every_s=0.3, least_s=PACE_S, at_end=importer.end)


def _on_the_clock(name: str, tick: Callable[[datetime], int], *, every_s: float, least_s: float = 0.0) -> Step:
    return Step(name, lambda: tick(clock.now()), every_s, least_s)
