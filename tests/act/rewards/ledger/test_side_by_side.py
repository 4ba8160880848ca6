"""Many at the same instant: as many get it as there is, and what is asked twice happens once."""

from collections import Counter as Tally
from threading import Barrier, Thread

import pytest
from django.db import connection

from polku.act.rewards.ledger import grant, prove, use
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 12


@pytest.fixture
def terms():
    program = Program.objects.create(kind="coupon", name="A cup of tea", currency="EUR")
    return Terms.objects.create(program=program, number=1, terms={})


def all_at_once(do):
    """What came of each, counted."""
    begun, came = Barrier(CROWD), Tally()

    def run(number):
        begun.wait(30)
        try:
            came[do(number)] += 1
        except (use.NothingLeft, Full, use.NotUndone) as no:
            came[type(no).__name__] += 1
        finally:
            connection.close()

    crowd = [Thread(target=run, args=(number,)) for number in range(CROWD)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return came


def used(terms, lot, number, **rest):
    use.use(terms.program, lot, use.Use(f"till-{number}", **rest), now_ms=10)
    return "used"


def test_one_coupon_at_many_tills_is_used_once(terms):
    grant.grant(terms, [1], "c", grant.Given(), now_ms=1)
    lot = Lot.objects.get()

    assert all_at_once(lambda number: used(terms, lot, number)) == {"used": 1, "NothingLeft": CROWD - 1}
    assert list(prove.wrong()) == []


def test_places_are_given_out_to_the_last_one_and_no_further(terms):
    grant.grant(terms, range(1, CROWD + 1), "c", grant.Given(), now_ms=1)
    lots = list(Lot.objects.order_by("pk"))

    came = all_at_once(lambda number: used(terms, lots[number], number, limits=[Limit("total", 5)]))

    assert came == {"used": 5, "Full": CROWD - 5}
    assert Counter.objects.get().count == Movement.objects.filter(kind="use").count() == 5
    assert list(prove.wrong()) == []


def test_points_are_spent_to_the_last_one_and_no_further(terms):
    for nth in range(4):
        grant.grant(terms, [1], f"c{nth}", grant.Given(5, until_ms=1_000 + nth), now_ms=1)

    def spend(number):
        use.spend(terms.program, [1], use.Use(f"till-{number}", 3), now_ms=10)
        return "spent"

    assert all_at_once(spend) == {"spent": 6, "NothingLeft": CROWD - 6}
    assert sorted(Lot.objects.values_list("left", flat=True)) == [0, 0, 0, 2]
    assert list(prove.wrong()) == []


def test_one_key_is_one_use_and_one_undoing(terms):
    grant.grant(terms, [1], "c", grant.Given(CROWD), now_ms=1)
    lot = Lot.objects.get()

    def ask(_number):
        answer, _is_new = once("till/7", {}, lambda: {"left": used(terms, lot, 7)}, now_ms=10)
        return answer["left"]

    assert all_at_once(ask) == {"used": CROWD}
    made = Movement.objects.get(kind="use")
    came = all_at_once(lambda number: use.undo(terms.program, made, cause=f"u{number}", now_ms=11).kind)
    assert came == {"back": 1, "NotUndone": CROWD - 1}
    assert Lot.objects.get().left == CROWD


def test_the_same_is_given_to_each_once(terms):
    people = range(1, 41)

    all_at_once(lambda _number: grant.grant(terms, people, "issue:1", grant.Given(), now_ms=1))

    assert Lot.objects.count() == Movement.objects.count() == len(people)
    assert list(prove.wrong()) == []
