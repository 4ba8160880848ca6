"""However asking, claiming, sending and crashing interleave, over two channels: nobody gets more than a cap allows."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.say.channels.channel import Failed, Letter, Unknown
from polku.say.channels.registry import register, unregister
from polku.say.limits.models import Cap
from polku.say.limits.terms import Terms
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.claim import claim
from polku.say.outbox.loop import hand_over, lay_down_ended, results
from polku.say.outbox.models import Message, Wording
from polku.say.outbox.packed.ask import ask_audience
from polku.say.outbox.packed.models import MessageBlock
from polku.say.outbox.prepare import prepare
from polku.say.outbox.settle import settle
from tests.conftest import NOON
from tests.examples import examples
from tests.say.outbox.pigeon import Pigeon

PEOPLE = [ids.identity_id("user_id", name) for name in ("devi", "emile", "fumi", "gita")]
CAPS = (Terms(2, 1), Terms(1, 1, "raven"))
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(("ask", "ask_all")),
            st.tuples(st.sampled_from(("pigeon", "raven")), st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True)),
        ),
        st.tuples(st.sampled_from(("take", "finish", "die")), st.sampled_from((0, 1, 2))),
        st.tuples(st.just("wait"), st.sampled_from((1, 6, 11, 31, 1_800, 3_600))),
        st.tuples(st.just("fail"), st.sampled_from((Failed("rain", is_temporary=True), Unknown("no answer")))),
        st.tuples(st.just("merge"), st.sampled_from(((0, 1), (2, 3)))),
    ),
    min_size=8,
    max_size=50,
)


PHASES = (Phase.explicit, Phase.generate)  # what fails is long anyway


class Bird(Pigeon):
    """Writes down who got a letter, and when."""

    def __init__(self, name: str, world: "World", *, has_idempotency_key: bool) -> None:
        super().__init__(has_idempotency_key=has_idempotency_key)
        self.name = self.kind = name
        self.world = world

    def send(self, letters):
        before = len(self.letters)
        outcomes = super().send(letters)
        self.world.arrived += [(one.identity_id, self.name, self.world.sent_at) for one in self.letters[before:]]
        return outcomes


class World:
    """Three workers, four identities, two channels. A worker is where it stands in its block."""

    def __init__(self) -> None:
        self.now = self.sent_at = NOON
        self.birds = [Bird("pigeon", self, has_idempotency_key=True), Bird("raven", self, has_idempotency_key=False)]
        self.workers: list[tuple[object, ...] | None] = [None, None, None]
        self.arrived: list[tuple[int, str, object]] = []  # identity, channel, when
        self.causes = 0
        self.merged: dict[int, int] = {}

    def take_step(self, step, what) -> None:
        if step == "wait":
            # A worker that is slow for longer than messages are waited for is not played here.
            for number in range(3) if what > 60 else ():
                self.finish(number)
            self.now += timedelta(seconds=what)
        elif step == "fail":
            self.birds[len(self.arrived) % 2].next_outcomes.append(what)
        elif step == "merge":
            into, absorbed = (PEOPLE[index] for index in what)
            Identity.objects.filter(profile_id=absorbed).update(profile_id=into)
            self.merged[absorbed] = into
        elif step == "die":
            self.workers[what] = None
        else:
            getattr(self, step)(*what) if isinstance(what, tuple) else getattr(self, step)(what)

    def ask(self, channel, whom, how=ask_many) -> None:
        self.causes += 1
        cause = f"campaign:{self.causes}"
        put_into_words(cause, subject="", body="Hello")
        given = {"channel": channel, "campaign_id": self.causes, "due_ms": clock.to_ms(self.now), "now": self.now}
        how(cause, identity_ids=sorted(whom), **given)

    def ask_all(self, channel, whom) -> None:
        self.ask(channel, whom, how=ask_audience)

    def take(self, number) -> None:
        """Claimed and decided; what is decided must hold for the moment of deciding."""
        bird = self.birds[number % 2]
        if self.workers[number] is not None:
            return
        if not bird.has_idempotency_key:
            lay_down_ended(bird, now=self.now)
        if block := claim(bird, now=self.now, most=2):
            self.workers[number] = (bird, block, prepare(block, bird, now=self.now), self.now)

    def finish(self, number) -> None:
        if (worker := self.workers[number]) is None:
            return
        bird, block, ready, self.sent_at = worker
        letters = [one for one in ready.verdicts.values() if isinstance(one, Letter)]
        outcomes = hand_over(bird, letters)
        settle(results(block, ready, outcomes), channel=bird, identities=ready.identities, now=self.sent_at)
        self.workers[number] = None

    def most_of_a_window(self, terms: Terms) -> int:
        """The most that somebody got within a window, as people are at the end."""
        theirs: dict[int, list[float]] = {}
        for identity, channel, at in self.arrived:
            if terms.counts(channel, "marketing"):
                theirs.setdefault(self.merged.get(identity, identity), []).append(clock.to_ms(at))
        return max(
            (sum(end - terms.window_ms < at <= end for at in times) for times in theirs.values() for end in times),
            default=0,
        )


def play(steps) -> World:
    for table in (Message, MessageBlock, Wording, Identity, Profile):
        table.objects.all().delete()
    for number in PEOPLE:
        Profile.objects.create(id=number, email=f"{number}@shop.example", first_seen_ms=0, last_seen_ms=0)
        kept = {"kind": "user_id", "value": str(number), "first_seen_ms": 0, "last_seen_ms": 0}
        Identity.objects.create(id=number, profile_id=number, **kept)
    world = World()
    for bird in world.birds:
        register(bird)
    try:
        for step, what in steps:
            world.take_step(step, what)
        for _round in range(6):  # what is left, by workers that never die
            for number in (0, 1, 2):
                world.take_step("take", number)
                world.take_step("finish", number)
            world.now += timedelta(seconds=61)
    finally:
        for bird in world.birds:
            unregister(bird.name)
    return world


@pytest.mark.django_db
def test_no_window_holds_more_than_its_cap():
    for terms in CAPS:
        Cap.objects.create(most=terms.most, hours=terms.hours, kind=terms.kind, purpose=terms.purpose)

    @settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
    @given(STEPS)
    def run(steps):
        merges = [step for step in steps if step[0] == "merge"]
        world = play(merges + [step for step in steps if step[0] != "merge"])

        assert [world.most_of_a_window(terms) <= terms.most for terms in CAPS] == [True, True]

    run()
