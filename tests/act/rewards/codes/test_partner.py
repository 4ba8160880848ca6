"""Codes of a partner: each to one person, once, and found again at the till."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connections

from polku.act.rewards.codes import partner
from polku.act.rewards.codes.models import PartnerCode
from polku.act.rewards.coupons import issue, wallet
from polku.act.rewards.ledger.models import Lot, Program, Terms
from polku.kit import clock
from polku.know.teams.models import Team
from tests.conftest import NOON

NOW_MS = clock.to_ms(NOON)
TERMS = {"title": "Cinema", "benefit": {"kind": "gift", "gift": "A ticket"}, "code": "imported"}


def program(**more: object) -> Program:
    Team.objects.get_or_create(name="Kahvila", time_zone="Europe/Helsinki")
    row = Program.objects.create(kind="coupon", name="Cinema", currency="EUR", state="live")
    Terms.objects.create(program=row, number=1, terms={**TERMS, **more})
    return row


@pytest.mark.django_db
def test_blank_lines_and_what_is_there_twice_are_told():
    cinema = program()

    first = partner.bring_in(cinema.pk, ["\ufeffKINO-1", " kino-1 ", "", "KINO-2", "x" * 81], now_ms=NOW_MS)
    again = partner.bring_in(cinema.pk, ["KINO-2", "KINO-3"], now_ms=NOW_MS)

    assert first == partner.Brought(new=2, twice=1, known=0, blank=1, wrong=1)
    assert again == partner.Brought(new=1, twice=0, known=1, blank=0, wrong=0)
    assert partner.stock(cinema.pk) == partner.Stock(3, 3)


@pytest.mark.django_db
def test_each_gets_one_of_its_own_and_when_there_are_no_more_nobody_gets_any():
    cinema = program(limits={"person": 1})
    partner.bring_in(cinema.pk, ["KINO-1", "KINO-2", "KINO-3"], now_ms=NOW_MS)

    given = issue.issue(cinema, [1, 2], "welcome", now=NOON), issue.issue(cinema, [1, 2, 3, 4], "welcome", now=NOON)

    codes = [one.code for who in (1, 2, 3, 4) for one in wallet.coupons([who], now_ms=NOW_MS)]
    assert (given, codes) == ((2, 1), ["KINO-1", "KINO-2", "KINO-3"])
    assert partner.low() == [(cinema.pk, partner.Stock(3, 0))]
    partner.bring_in(cinema.pk, ["KINO-4"], now_ms=NOW_MS)
    assert issue.issue(cinema, [3, 4], "welcome", now=NOON + timedelta(days=1)) == 1


@pytest.mark.django_db
def test_a_code_read_at_the_till_finds_whose_it_is():
    cinema = program()
    partner.bring_in(cinema.pk, ["KINO-1", "KINO-2"], now_ms=NOW_MS)
    issue.issue(cinema, [7], "welcome", now=NOON)

    found = wallet.by_code(" kino-1", (), now_ms=NOW_MS)

    assert found is not None
    assert (found.lot.identity_id, found.code) == (7, "KINO-1")
    assert wallet.by_code("KINO-2", (), now_ms=NOW_MS) is None


@pytest.mark.django_db(transaction=True)
def test_however_many_give_at_once_no_code_is_given_twice():
    cinema = program()
    partner.bring_in(cinema.pk, [f"KINO-{number}" for number in range(12)], now_ms=NOW_MS)

    def give(number: int) -> None:
        try:
            issue.issue(cinema, [number * 10 + nth for nth in range(5)], f"c{number}", now=NOON)
        finally:
            connections.close_all()

    threads = [Thread(target=give, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    taken = list(PartnerCode.objects.filter(lot__isnull=False).values_list("lot", flat=True))
    assert len(taken) == len(set(taken)) == Lot.objects.count() == 12
