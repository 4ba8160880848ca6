"""However asking, claiming, sending, settling, crashing and merging interleave: one cause reaches one person once.

Two workers take steps in any order. Where the channel drops repeated keys everybody is reached exactly once in the end;
on a channel that does not, nobody is ever reached twice.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.say.channels.channel import Failed, Letter, Unknown
from polku.say.channels.registry import register, unregister
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.claim import LEASE_MS, claim
from polku.say.outbox.claimed import wording_of
from polku.say.outbox.loop import hand_over, lay_down_ended, results, tick
from polku.say.outbox.models import Message, Wording
from polku.say.outbox.packed.ask import ask_audience
from polku.say.outbox.packed.models import MessageBlock, MessageCounted
from polku.say.outbox.prepare import prepare
from polku.say.outbox.settle import settle
from tests.conftest import NOON
from tests.examples import examples
from tests.say.outbox.pigeon import Pigeon

PEOPLE = [ids.identity_id("user_id", name) for name in ("devi", "emile", "fumi", "gita")]
CAUSE = "campaign:7"
VERSIONS = (0, 1, 2)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("ask", "ask_all")), st.lists(st.sampled_from(PEOPLE), min_size=1)),
        st.tuples(st.sampled_from(("claim", "prepare", "send", "settle", "die")), st.sampled_from((0, 1))),
        st.tuples(st.just("wait"), st.sampled_from((1, 6, 11, LEASE_MS // 1000 + 1, 200))),
        st.tuples(st.just("fail"), st.sampled_from((Failed("rain", is_temporary=True), Unknown("no answer")))),
        st.tuples(st.just("merge"), st.sampled_from(((0, 1), (2, 3)))),
    ),
    max_size=40,
)


class World:
    """Two workers, four identities, one channel. A worker is where it stands in its block."""

    def __init__(self, channel: Pigeon) -> None:
        self.channel = channel
        self.now = NOON
        self.workers: list[dict[str, object]] = [{}, {}]
        self.asked: set[int] = set()
        self.packed: set[int] = set()

    def take(self, step: str, what: object) -> None:
        if step in ("ask", "ask_all"):
            getattr(self, step)(what)
        elif step == "wait":
            self.now += timedelta(seconds=what)
        elif step == "fail":
            self.channel.next_outcomes.append(what)
        elif step == "merge":
            into, absorbed = (PEOPLE[index] for index in what)
            Identity.objects.filter(profile_id=absorbed).update(profile_id=into)
        else:
            getattr(self, step)(self.workers[what])

    def ask(self, whom: list[int]) -> None:
        left = [one for one in whom if one not in self.packed]
        self.asked |= set(left)
        ask_many(CAUSE, identity_ids=left, channel="pigeon", campaign_id=7, due_ms=clock.to_ms(self.now), now=self.now)

    def ask_all(self, whom: list[int]) -> None:
        """An audience, or those who have waited for a trial's winner: each time in blocks, a block for each version."""
        asked = sorted(set(whom) - self.asked)
        self.packed |= set(asked)
        self.asked |= self.packed
        given = {"channel": "pigeon", "campaign_id": 7, "due_ms": clock.to_ms(self.now), "now": self.now}
        for version in VERSIONS:
            theirs = [one for one in asked if PEOPLE.index(one) % len(VERSIONS) == version]
            ask_audience(CAUSE, identity_ids=theirs, version=version, **given)

    def claim(self, worker: dict[str, object]) -> None:
        if not worker:
            if not self.channel.has_idempotency_key:
                lay_down_ended(self.channel, now=self.now)
            if block := claim(self.channel, now=self.now, most=2):
                worker["block"] = block

    def prepare(self, worker: dict[str, object]) -> None:
        if "block" in worker and "ready" not in worker:
            worker["ready"] = prepare(worker["block"], self.channel)

    def send(self, worker: dict[str, object]) -> None:
        if "ready" in worker and "outcomes" not in worker:
            letters = [one for one in worker["ready"].verdicts.values() if isinstance(one, Letter)]
            worker["outcomes"] = hand_over(self.channel, letters)

    def settle(self, worker: dict[str, object]) -> None:
        if "outcomes" in worker:
            told = results(worker["block"], worker["ready"], worker["outcomes"])
            settle(told, channel=self.channel, identities=worker["ready"].identities, now=self.now)
            worker.clear()

    def die(self, worker: dict[str, object]) -> None:
        worker.clear()

    def come_to_rest(self) -> None:
        """Both workers are gone; a third one finishes what is left."""
        self.channel.next_outcomes.clear()
        for _round in range(60):
            self.now += timedelta(hours=5)
            was_over = self.unresolved() == 0
            while tick(self.now):
                pass
            if was_over:
                break

    def counted(self) -> int:
        return sum(MessageCounted.objects.values_list("count", flat=True))

    def unresolved(self) -> int:
        return MessageCounted.objects.filter(state__in=("asked", "claimed")).count()


def play(steps, *, has_idempotency_key: bool) -> World:
    Message.objects.all().delete()
    MessageBlock.objects.all().delete()
    Wording.objects.all().delete()
    Identity.objects.all().delete()
    Profile.objects.all().delete()
    for number in PEOPLE:
        Profile.objects.create(id=number, email=f"{number}@shop.example", first_seen_ms=0, last_seen_ms=0)
        Identity.objects.create(
            id=number, kind="user_id", value=str(number), profile_id=number, first_seen_ms=0, last_seen_ms=0
        )
    for version in VERSIONS:
        put_into_words(wording_of(CAUSE, version), subject="", body=f"Hello {version}")
    world = World(Pigeon(has_idempotency_key=has_idempotency_key))
    register(world.channel)
    try:
        for step, what in steps:
            world.take(step, what)
        world.come_to_rest()
    finally:
        unregister("pigeon")
    return world


@pytest.mark.django_db
def test_everybody_is_reached_exactly_once_where_the_channel_drops_repeated_keys():
    @settings(
        max_examples=examples(120),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )
    @given(STEPS)
    def run(steps):
        world = play([step for step in steps if step[0] != "merge"], has_idempotency_key=True)

        laid_down = set(Message.objects.filter(state="unknown").values_list("identity_id", flat=True))
        surely = {f"{number}@shop.example" for number in world.asked - laid_down}
        assert max(world.channel.arrived.values(), default=0) <= 1
        assert surely <= set(world.channel.arrived)
        assert world.unresolved() == 0
        assert world.counted() == len(world.asked)

    run()


@pytest.mark.django_db
def test_nobody_is_reached_twice_where_it_does_not():
    @settings(max_examples=examples(120), deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def run(steps):
        world = play([step for step in steps if step[0] != "merge"], has_idempotency_key=False)

        assert max(world.channel.arrived.values(), default=0) <= 1
        assert set(world.channel.arrived) <= {f"{number}@shop.example" for number in world.asked}
        assert world.unresolved() == 0

    run()


@pytest.mark.django_db
@pytest.mark.parametrize("has_idempotency_key", [True, False])
def test_people_who_merge_on_the_way_are_not_reached_twice(has_idempotency_key):
    """Who merged before anything was sent. (What had left before a merge, nobody can call back.)"""

    @settings(max_examples=examples(80), deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def run(steps):
        merged_first = [("merge", (0, 1)), ("merge", (2, 3))]
        world = play(merged_first + steps, has_idempotency_key=has_idempotency_key)

        assert max(world.channel.arrived.values(), default=0) <= 1
        assert world.unresolved() == 0

    run()
