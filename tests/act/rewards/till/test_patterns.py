"""What is worth a question: counted by one rule in the table and where its number is opened."""

from datetime import timedelta

import pytest

from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.patterns import WHATS, acts_of, staff, striking
from polku.kit import clock
from polku.know.places.models import Store
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db


def test_each_number_opens_as_many_acts_as_it_counts_and_the_striking_come_first(noon):
    Team.objects.create(name="Kahvila", time_zone="Asia/Tokyo")  # noon is nine in the evening there

    def did(by, kind, *, hours=0.0, whom=1, **more):
        at_ms = clock.to_ms(noon - timedelta(hours=hours))
        return TillAct.objects.create(by=by, kind=kind, at_ms=at_ms, identity_id=whom, **more)

    for nth in range(12):  # each day at six in the morning, and for one customer; never is anything bought
        did("member:1", "stamps", hours=15 + 24 * nth)
    for nth in range(3):
        used = did("member:1", "use", hours=20 + nth, whom=10 + nth)  # one in the night, two before it
        did("member:9", "undo", of=used.pk)
    for nth in range(15):
        did("member:2", "stamps", hours=1 + 24 * nth, whom=100 + nth)
        did("member:2", "purchase", hours=1 + 24 * nth, whom=100 + nth)
    for nth in range(6):  # and more friends of one link than of any other
        did("member:1", "friend", hours=1 + nth, whom=200 + nth, cause="link:7" if nth else "link:8")
    did("member:2", "use", hours=24 * 29)
    did("key:1", "use")

    first, second, key = staff(now=noon)

    assert (first.by, first.acts, first.undone, first.night) == ("member:1", 21, 3, 3)
    assert (first.same, first.gifts, first.unbought, first.friends) == (12, 12, 12, 5)
    assert first.striking == ["undone", "night", "same", "unbought", "friends"]
    assert (key.by, key.acts) == ("key:1", 1)
    assert (second.by, second.acts, second.gifts, second.unbought, second.striking) == ("member:2", 30, 15, 0, [])
    assert [acts_of("member:1", what, now=noon).count() for what in WHATS] == [3, 3, 12, 12, 5, 0]
    assert [acts_of("member:2", what, now=noon).count() for what in WHATS] == [0, 0, 0, 0, 0, 0]


def test_night_is_by_the_clock_of_the_store(noon):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")  # noon is two in the afternoon there
    Store.objects.create(key="ginza", name="Ginza", time_zone="Asia/Tokyo")  # and nine in the evening here
    for store in ("ginza", "kallio"):
        for nth in range(3):
            at_ms = clock.to_ms(noon + timedelta(hours=2 - 24 * (nth + 1)))
            TillAct.objects.create(by=f"member:{len(store)}", kind="use", at_ms=at_ms, identity_id=nth, store=store)

    found = {one.by: (one.night, one.striking) for one in staff(now=noon)}

    assert found == {"member:5": (3, ["night"]), "member:6": (0, [])}
    assert [acts_of(by, "night", now=noon).count() for by in found] == [3, 0]


def test_amounts_that_are_large_beside_others_are_counted_also_of_keys(noon):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")

    def bought(by, minor, currency="EUR", *, whom=1):
        at_ms = clock.to_ms(noon - timedelta(hours=1))
        more = {"money_minor": minor, "currency": currency}
        TillAct.objects.create(by=by, kind="purchase", at_ms=at_ms, identity_id=whom, **more)

    for nth in range(20):
        bought("member:1", 500 + nth, whom=nth)
    for nth in range(3):
        bought("key:2", 5_200 + nth)
    bought("member:1", 5_000_000, "KWD")  # the only one of its currency
    for _nth in range(12):
        TillAct.objects.create(by="key:2", kind="use", at_ms=clock.to_ms(noon), identity_id=7)

    found = {one.by: (one.large, one.same, one.striking) for one in staff(now=noon)}

    assert found == {"key:2": (3, 12, ["large"]), "member:1": (0, 0, [])}
    assert acts_of("key:2", "large", now=noon).count() == 3
    assert striking(now=noon) == ["key:2"]
