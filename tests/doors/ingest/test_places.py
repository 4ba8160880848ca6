"""The short way to a place in an offer answers as the API does, and of a crowd as many win as there are places."""

import asyncio
from collections import Counter as Tally

import pytest
from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from polku.act.rewards import prove
from polku.act.rewards.ledger.models import Counter, Lot
from polku.act.rewards.offers.models import Place
from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.places import ADDRESS, Places
from polku.kit import clock, ids
from polku.know.teams.models import create_api_key
from tests.act.rewards.made import coupon, merge, person, program, team
from tests.doors.ingest.short_way import count_long_way, post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def key():
    team()
    return create_api_key("shop", by=None)[1]


@pytest.fixture
def places():
    pages = WSGIMiddleware(get_wsgi_application(), workers=2)
    made = Places(pages, crowd=Crowd())
    count_long_way(made, pages)
    yield made
    made.close()


def offer(**terms):
    return program("offer", {"title": "First flush"} | terms, at=clock.now())


def where(row):
    return f"/api/rewards/offers/{row.pk}/places"


def test_it_answers_as_the_long_way_does(places, key):
    devi, aki, same, noor = (person(name) for name in ("devi", "aki", "aki2", "noor"))
    merge(aki, same)
    few, free, gold = offer(places=1), offer(), offer(places=9, ranks=["gold"])
    limited = create_api_key("kallio", scopes=["till.use"], stores=["kallio"], by=None)[1]
    asked = [
        (few, key, {"person": ids.public(same)}),
        (few, key, {"person": ids.public(aki)}),
        (few, key, {"person": ids.public(devi)}),
        (free, key, {"person": ids.public(devi)}),
        (gold, key, {"person": ids.public(devi)}),
        (few, key, {"person": ids.public(7)}),
        (few, key, {"person": "nobody"}),
        (few, key, {"person": ids.public(noor), "colour": "red"}),
        (few, key, b"{"),
        (few, "nobody", {"person": ids.public(noor)}),
        (few, limited, {"person": ids.public(noor)}),
    ]

    async def all_of(app):
        return [await post(where(row), app, with_key, body) for row, with_key, body in asked]

    short, ways = asyncio.run(all_of(places)), places.long_way
    Place.objects.all().delete()
    Counter.objects.all().delete()
    long = asyncio.run(all_of(places._pages))

    def without_instant(came):
        return [(status, body | ({"at": len(body["at"])} if "at" in body else {})) for status, body in came]

    assert without_instant(short) == without_instant(long)
    assert [status for status, _ in short] == [200, 200, 409, 409, 404, 404, 404, 422, 400, 401, 404]
    assert short[0] == short[1]
    assert ways == 6  # whom nobody knows, and what only the long way has words for
    assert not ADDRESS.match("/api/rewards/offers/0/places")
    assert not ADDRESS.match("/api/rewards/offers/1/places/x")


def test_of_a_crowd_as_many_win_as_there_are_places_and_each_once(places, key):
    tea = coupon()
    row, waits = offer(places=3, prize={"program": tea.pk}), offer(places=2, has_waiting_list=True)
    people = [ids.public(person(f"p{number}")) for number in range(8)]

    async def crowd():
        asks = [post(where(one), places, key, {"person": who}) for who in people for one in (row, waits, row)]
        return Tally((status, body.get("state")) for status, body in await asyncio.gather(*asks))

    assert asyncio.run(crowd()) == {(200, "taken"): 3 * 2 + 2, (409, None): 5 * 2, (200, "waiting"): 6}
    assert Place.objects.filter(program_id=row.pk).count() == 3 == Lot.objects.filter(program_id=tea.pk).count()
    assert (list(prove.wrong()), places.long_way) == ([], 0)
