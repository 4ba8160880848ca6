"""Fifty play for five prizes at the same instant: exactly five win, and no number of a play is missing."""

from collections import Counter as Tally
from threading import Barrier, Thread

import pytest
from django.db import connection

from polku.act.rewards import prove
from polku.act.rewards.draws import claims, close, disqualify, loop, play, tickets
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.ledger.models import Counter, Lot
from tests.act.rewards.draws.conftest import BIKE, DAY, NOW, TEA

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 50


def all_at_once(do, *, crowd=CROWD):
    begun, came = Barrier(crowd), Tally()

    def run(number):
        begun.wait(30)
        try:
            came[do(number)] += 1
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(1, crowd + 1)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return came


def test_exactly_five_win(game):
    program = game(entry="once", prizes=[TEA | {"chance": {"of": 1}}])

    came = all_at_once(lambda n: play.play(f"p{n}", play.Wanted(program.pk, (n,), NOW))[0]["prize"])

    assert came == {"tea": 5, "": CROWD - 5}
    assert Counter.objects.get(scope="stock:tea").count == 5
    assert sorted(DrawResult.objects.values_list("number", flat=True)) == list(range(1, CROWD + 1))
    assert list(prove.wrong()) == []


def test_a_double_tap_is_one_play(game):
    program = game(entry="once")

    came = all_at_once(lambda _n: play.play("tap", play.Wanted(program.pk, (1,), NOW))[0]["number"], crowd=6)

    assert (came, DrawResult.objects.count()) == ({1: 6}, 1)


def test_claimed_and_passed_on_at_the_same_instant_each_prize_has_one_owner(draw):
    program = draw(prizes=[BIKE | {"stock": 3}], reserves=9, claim_days=1)
    tickets.give(program, range(1, 13), "welcome", now=NOW)
    while loop.tick(NOW + DAY):
        pass
    disqualify.disqualify(program, 1, "x", by=None, now=NOW + DAY)
    late = NOW + 4 * DAY

    all_at_once(lambda n: loop.tick(late) if n % 2 else claims.claim(program, 2, by=None, now=NOW + DAY), crowd=6)

    rows = DrawResult.objects.exclude(prize="")
    having = set(rows.filter(passed_ms=None).values_list("number", flat=True))
    assert having in ({2, 4, 5}, {4, 5, 6})
    moved = rows.filter(reserve__gt=0).order_by("reserve").values_list("instead", flat=True)
    assert sorted(moved) == sorted({1, 2, 3} - having)


def test_drawn_by_several_loops_there_is_one_result(draw):
    program = draw(prizes=[BIKE | {"stock": 3}])
    tickets.give(program, range(1, 11), "welcome", now=NOW)

    for _round in range(4):
        all_at_once(lambda _n: loop.tick(NOW + DAY), crowd=4)

    assert (Draw.objects.get().entries, len(close.lines(program.pk))) == (10, 10)
    assert sorted(DrawResult.objects.values_list("number", "is_told")) == [(1, True), (2, True), (3, True)]
    assert Lot.objects.filter(left__gt=0).count() == 0
    assert list(prove.wrong()) == []
