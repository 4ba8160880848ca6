"""Purchases, refunds, merges and time move people on a ladder, and what is told of it is what the facts make."""

from datetime import timedelta

import pytest

from polku.act.rewards import programs
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.wallet import coupons
from polku.act.rewards.ledger.models import Movement
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.ranks import loop
from polku.act.rewards.ranks.models import RankHeld
from polku.act.rewards.ranks.standing import key_of, rank_of, titles
from polku.kit import clock, ids
from polku.know.events.event import read_batch
from polku.know.events.models import LogBatch
from polku.know.people.find import by_identity, identities_of
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
LADDER = {
    "title": "Friends of the house",
    "window": {"kind": "days", "count": 90},
    "ranks": [
        {"key": "guest", "name": "Guest", "at": 0},
        {"key": "silver", "name": "Silver", "at": 10_000},
        {"key": "gold", "name": "Gold", "at": 30_000, "factor": 200},
    ],
}
GOLDEN = {
    "title": "For gold",
    "benefit": {"kind": "percent", "percent": 10},
    "conditions": {"ranks": ["gold"]},
}


@pytest.fixture
def begun(noon):
    """`begun(kind, terms)`: a live program."""
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")

    def begin(kind, terms):
        made = programs.create(terms["title"], terms, kind=kind, currency="EUR", by=None)
        programs.become(made, "live", by=None)
        made.refresh_from_db()
        return made

    return begin


@pytest.fixture
def tell(log_events, carry_on):
    def tell(*events):
        named = [one | {"messageId": one.get("messageId") or f"m{ids.hash63(repr(one).encode())}"} for one in events]
        log_events(*[{"type": "track"} | one for one in named])
        carry_on()
        carry_on()

    return tell


def order(number, euros, who="devi", **more):
    told = {"order_id": number, "revenue": euros, "currency": "EUR"}
    return {"event": "Order Completed", "userId": who, "properties": told} | more


def refund(number, euros):
    return {"event": "Order Refunded", "userId": "devi", "properties": {"order_id": number, "refund": euros}}


def person(who="devi"):
    return by_identity("user_id", who)


def changes():
    """From which rank to which, in the log's order."""
    found = []
    for batch in LogBatch.objects.order_by("seq"):
        events = read_batch(batch.seq, received_ms=0, source=batch.source, payload=bytes(batch.payload))
        found += [(one.properties["from"], one.properties["to"]) for one in events if one.name == "Rank Changed"]
    return found


def test_who_buys_rises_and_a_refund_takes_it_back(begun, tell):
    coupon = begun("coupon", GOLDEN)
    welcome = {**LADDER, "ranks": [*LADDER["ranks"][:2], LADDER["ranks"][2] | {"prizes": [{"program": coupon.pk}]}]}
    begun("ranks", welcome)
    points = begun("points", {"title": "Beans", "per": [{"points": 1, "minor": 100}]})

    tell(order("a", 320))
    held = coupons([one.id for one in identities_of(person().id)], now_ms=clock.now_ms())
    tell(order("b", 50))

    there = rank_of(person().id)
    assert (there.rank.key, there.amount, there.next, key_of(person().id)) == ("gold", 37_000, None, "gold")
    assert moment_of(person(), held, at=clock.now(), store="").rank == "gold"
    assert [one.program for one in held] == [coupon]
    names = [one.id for one in identities_of(person().id)]
    # The first purchase counts as a guest's, the second as gold's.
    assert [one.left for one in balances_of(names, now_ms=clock.now_ms())] == [320 + 100]

    tell(refund("a", 250))
    there = rank_of(person().id)
    assert (there.rank.key, there.next.key, there.missing) == ("silver", "gold", 18_000)
    tell(order("c", 200))
    assert changes() == [("guest", "gold"), ("gold", "silver"), ("silver", "gold")]
    assert Movement.objects.filter(program_id=coupon.pk).count() == 1  # what comes with gold comes once
    assert points.pk


def test_time_and_grace_take_it_back_a_new_ladder_is_laid_and_who_is_merged_stands_higher(begun, tell, noon):
    tell(order("a", 60), order("b", 60, "aki"), order("c", 350, "emile"))
    ladder = begun("ranks", LADDER | {"grace_days": 10})
    while loop.tick(clock.now()):
        pass
    assert [key_of(person(who).id) for who in ("devi", "aki", "emile")] == ["guest", "guest", "gold"]

    tell({"type": "alias", "userId": "devi", "previousId": "aki", "messageId": "one"})
    assert (key_of(person().id), key_of(person("aki").id)) == ("silver", "silver")

    over = rank_of(person().id).until_ms
    assert clock.from_ms(over) == noon.replace(hour=22) + timedelta(days=99)  # midnight in Helsinki
    with clock.fixed(clock.from_ms(over - 1)):
        assert loop.tick(clock.now()) == 0
    with clock.fixed(clock.from_ms(over)):
        assert loop.tick(clock.now()) == 2
        assert loop.tick(clock.now()) == 0
    assert RankHeld.objects.count() == 0

    programs.change(ladder, terms=LADDER | {"window": {"kind": "ever"}}, by=None)
    assert loop.tick(clock.now()) > 0
    assert sorted(RankHeld.objects.values_list("rank", flat=True)) == ["gold", "silver"]


def test_ranks_are_called_by_their_names_also_when_their_ladder_has_ended(begun):
    old = begun("ranks", LADDER | {"ranks": [{"key": "ruby", "name": "Rubin", "at": 0}]})
    programs.become(old, "ended", by=None)
    begun("ranks", LADDER)

    assert list(titles({"gold", "guest", "ruby", "nobody"}).values()) == ["Guest", "Gold", "nobody", "Rubin"]
