"""Whatever happens, and in whatever order: who is said to be in a segment is who meets its rule."""

import random
from datetime import timedelta

import pytest

from polku.flow import KEEPERS, READERS
from polku.kit import clock
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.read import advance
from polku.know.people.erase import erase
from polku.know.people.models import Merge, Profile
from polku.know.people.undo import MergeError, redo_merge, undo_merge
from polku.know.rules import live_source
from polku.know.segments import lists, segments
from polku.know.segments.live import block, loop
from polku.know.segments.models import Segment
from polku.know.teams.models import Member
from tests.conftest import NOON
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("devi", "emile", "fumi", "gita", "hugo")
EVENTS = ("Order Completed", "Page Viewed", "Product Viewed")
CITIES = ("Tokyo", "Turku", "Pune")
RULES = (
    {"did": "Order Completed", "within": "2d"},
    {"did": "Order Completed", "count": {"gte": 2}},
    {"not": {"did": "Page Viewed", "within": "1d"}},
    {"trait": "city", "op": "is", "value": "Tokyo"},
    {"all": [{"trait": "city", "op": "in", "value": ["Tokyo", "Turku"]}, {"did": "Product Viewed", "within": "3d"}]},
    {"any": [{"not": {"did": "Order Completed"}}, {"trait": "vip", "op": "is", "value": True}]},
    {"all": [{"in_segment": "first"}, {"not": {"in_segment": "listed"}}]},
    {"all": []},
)


class World:
    """Does something by chance."""

    def __init__(self, seed: int, log_events, at) -> None:
        self.dice, self.log_events, self.at = random.Random(seed), log_events, at
        self.after = timedelta()
        self.member = Member.objects.create(email="aino@example.com")
        for name in ("first", "second", "third"):
            segments.create(name, rule=self.dice.choice(RULES[:6]))
        self.listed = lists.make_list("listed", by=self.member)
        self.deeds = (
            [self.event] * 6
            + [self.trait] * 3
            + [self.passes, self.hurries] * 3
            + [self.links, self.parts, self.edits, self.erases]
        )

    def step(self) -> str:
        deed = self.dice.choice(self.deeds)
        return f"{deed.__name__}: {deed()}"

    def event(self) -> object:
        late = timedelta(days=self.dice.choice((0, 0, 0, 0, 0.5, 1.5, 4, -0.7)))  # the last: dated ahead
        said = {"event": self.dice.choice(EVENTS), "timestamp": (clock.now() - late).isoformat(), **self.someone()}
        self.log_events({"type": "track", **said})
        return said

    def trait(self) -> object:
        traits = self.dice.choice(({"city": self.dice.choice(CITIES)}, {"vip": self.dice.random() < 0.5}))
        said = {"userId": self.dice.choice(PEOPLE), "traits": traits, "timestamp": clock.now().isoformat()}
        self.log_events({"type": "identify", **said})
        return said

    def passes(self) -> object:
        self.after += timedelta(hours=self.dice.choice((1, 7, 24, 49)))
        return self.at(seconds=self.after.total_seconds())

    def hurries(self) -> object:
        """Segments go on before the columns do."""
        readers = [reader for reader in READERS if reader.name != "columns"]
        passed = [advance(reader) for reader in readers]
        return passed, loop.follow_time(clock.now())

    def links(self) -> object:
        said = {"userId": self.dice.choice(PEOPLE), "anonymousId": f"phone of {self.dice.choice(PEOPLE)}"}
        self.log_events({"type": "identify", "timestamp": clock.now().isoformat(), **said})
        return said

    def parts(self) -> object:
        if merge := Merge.objects.order_by("?").first():
            try:
                (redo_merge if merge.undone_at_ms else undo_merge)(merge, by=self.member)
            except MergeError:
                return "nothing"
        return merge

    def edits(self) -> object:
        segment = self.dice.choice(list(Segment.objects.exclude(kind="list").order_by("pk")))
        rule = self.dice.choice(RULES if segment.name != "first" else RULES[:6])
        segments.edit(segment, rule=rule, by=None)
        return segment.name, rule

    def erases(self) -> object:
        if person := Profile.objects.order_by("id").first():
            erase([person], by="aino")
            Forgetter(READERS, KEEPERS).tick()
        return person

    def someone(self) -> dict[str, str]:
        name = self.dice.choice(PEOPLE)
        return self.dice.choice(({"userId": name}, {"userId": name}, {"anonymousId": f"phone of {name}"}))


@pytest.mark.parametrize("seed", [1, 2, 3][: examples(3)])
def test_who_is_said_to_be_in_a_segment_meets_its_rule(
    seed, log_events, follow, at, members, should_be, check_all, monkeypatch
):
    monkeypatch.setattr(block, "FEW", 0)  # all that can be remembered of five people is
    monkeypatch.setattr(live_source, "WORTH", seed % 2 * live_source.WORTH)  # from one table or the other
    world = World(seed, log_events, at)
    done = []
    follow()

    for _ in range(14):
        done += [world.step() for _ in range(world.dice.randrange(1, 5))]
        follow()
        for segment in Segment.objects.order_by("pk"):
            found = members(segment)
            assert (done, segment.name, segment.rule, found) == (done, segment.name, segment.rule, should_be(segment))
            assert (segment.name, segment.size) == (segment.name, len(found))

    world.at(seconds=(world.after + timedelta(seconds=1)).total_seconds())
    check_all()
    assert set(Segment.objects.values_list("drift", "trouble")) == {(0, "")}
    assert clock.now() > NOON
