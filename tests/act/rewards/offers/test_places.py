"""Few places and many who want one."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from polku.act.rewards.ledger.models import Act, Counter, Lot
from polku.act.rewards.offers import draw
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import Who, offers_of, terms_of
from polku.act.rewards.offers.take import Refused, give_back, take, take_each
from tests.act.rewards.made import NOW, coupon, person, program, team

DAY = timedelta(days=1)


def offer(**terms):
    team()
    return program("offer", {"title": "First flush tasting"} | terms)


def anybody(number, **more):
    return Who(number, (number,), **more)


def refusal(row, who, now=NOW):
    with pytest.raises(Refused) as no:
        take(row, who, now=now)
    return no.value.word


def states():
    return dict(Place.objects.values_list("identity_id", "state"))


@pytest.mark.django_db
def test_who_is_not_meant_sees_nothing_until_it_is_open_to_all():
    row = offer(ranks=["gold"], open_to_all=(NOW + DAY).isoformat(), ends=(NOW + 2 * DAY).isoformat(), places=9)

    assert offers_of(anybody(1), now=NOW) == []
    assert refusal(row, anybody(1)) == "not_seen"
    assert [one.left for one in offers_of(anybody(2, rank="gold"), now=NOW)] == [9]
    assert [one.left for one in offers_of(anybody(1), now=NOW + DAY)] == [9]
    assert offers_of(anybody(2, rank="gold"), now=NOW + 2 * DAY) == []


@pytest.mark.django_db
def test_a_place_given_back_goes_to_whoever_is_next_with_what_comes_with_it():
    tea = coupon()
    row = offer(places=1, has_waiting_list=True, prize={"program": tea.pk})
    devi, aki = person("devi"), person("aki")
    mine = take(row, anybody(devi), now=NOW)
    assert (take(row, anybody(devi), now=NOW).pk, take(row, anybody(aki), now=NOW).state) == (mine.pk, "waiting")

    give_back(row, terms_of(row), mine, now=NOW)

    assert states() == {devi: "back", aki: "taken"}
    assert dict(Lot.objects.values_list("identity_id", "left")) == {devi: 0, aki: 1}
    Lot.objects.update(left=0)  # used
    with pytest.raises(Refused):
        give_back(row, terms_of(row), Place.objects.get(identity_id=aki), now=NOW)
    assert Counter.objects.get(scope="places").count == 1


@pytest.mark.django_db
def test_who_is_named_first_waits_first_and_who_comes_again_waits_last():
    row = offer(places=1, has_waiting_list=True)
    mine = take(row, anybody(9), now=NOW)
    take_each(row, [anybody(number) for number in (5, 3, 4)], now=NOW)
    give_back(row, terms_of(row), mine, now=NOW)
    take(row, anybody(9), now=NOW)

    for number in (5, 3, 4, 9):
        place = Place.objects.get(state="taken")
        assert place.identity_id == number
        give_back(row, terms_of(row), place, now=NOW)


@pytest.mark.django_db
def test_places_are_drawn_once_among_those_who_asked_and_the_rest_wait_in_their_order():
    row = offer(places=2, how="draw", drawn_at=(NOW + DAY).isoformat(), has_waiting_list=True)
    for number in range(1, 6):
        assert take(row, anybody(number), now=NOW).state == "asked"
    assert draw.tick(NOW) == 0

    assert draw.tick(NOW + DAY) == 5

    ordered = draw.in_order(list(Place.objects.all()), Act.objects.get().answer["seed"])
    assert [one.state for one in ordered] == ["taken", "taken", "waiting", "waiting", "waiting"]
    assert draw.tick(NOW + DAY) == 0
    give_back(row, terms_of(row), ordered[0], now=NOW + DAY)
    assert states()[ordered[2].identity_id] == "taken"
    assert take(row, anybody(9), now=NOW + DAY).state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_of_a_crowd_exactly_as_many_win_as_there_are_places():
    row, begun, won, crowd = offer(places=5), Barrier(8), [], range(8)

    def run(first):
        begun.wait(30)
        try:
            for number in range(first, 24, 8):
                try:
                    won.append(take(row, anybody(number), now=NOW).identity_id)
                except Refused:
                    continue
        finally:
            connection.close()

    threads = [Thread(target=run, args=(first,)) for first in crowd]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(won) == len(set(won)) == 5 == Counter.objects.get().count
    assert set(states()) == set(won)
