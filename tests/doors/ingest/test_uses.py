"""The short way to a used coupon answers as the API's own page does, and each use happens once."""

import asyncio
from collections import Counter as Tally
from functools import partial

import pytest
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from polku.act.rewards import programs
from polku.act.rewards.codes.own import code_of
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Act, Lot, Movement, Program, Terms
from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.uses import ADDRESS, Uses
from polku.kit import clock
from polku.know.teams.models import ApiKey, Team, create_api_key
from tests.doors.ingest.short_way import count_long_way, post

ask = partial(post, ADDRESS)

pytestmark = pytest.mark.django_db(transaction=True)
TENTH = {"title": "A tenth off", "benefit": {"kind": "percent", "percent": 10}, "conditions": {"least_minor": 800}}
BASKET = {"currency": "EUR", "lines": [{"product": "sencha", "quantity": 2, "unit_minor": 500}]}
SMALL = {"currency": "EUR", "lines": [{"product": "cup", "quantity": 1, "unit_minor": 500}]}


@pytest.fixture
def key():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    return create_api_key("till", by=None)[1]


@pytest.fixture
def codes():
    def make(people, **terms):
        made = programs.create("Autumn", TENTH | terms, currency="EUR", by=None)
        programs.become(made, "live", by=None)
        issue(Program.objects.get(pk=made.pk), range(1, people + 1), "c", now=clock.now())
        lots = Lot.objects.filter(program_id=made.pk).order_by("pk")
        return [code_of(lot.pk, key=settings.SECRET_KEY) for lot in lots]

    return make


@pytest.fixture
def uses():
    pages = WSGIMiddleware(get_wsgi_application(), workers=2)
    made = Uses(pages, key=settings.SECRET_KEY, crowd=Crowd())
    count_long_way(made, pages)
    yield made
    made.close()


def test_it_answers_as_the_long_way_does(uses, codes, key):
    one, other = codes(2)
    [first] = codes(1, conditions={"is_first_only": True})
    limited = create_api_key("kallio", scopes=["till.use"], stores=["kallio"], by=None)[1]
    asked = [
        ({"code": one, "basket": BASKET}, "a", key),
        ({"code": one, "basket": BASKET}, "a", key),
        ({"code": other, "basket": BASKET}, "a", key),
        ({"code": one, "basket": BASKET}, "b", key),
        ({"code": other, "basket": SMALL}, "b", key),
        ({"code": "0000-0000-0000-0000"}, "c", key),
        ({"code": first}, "c", key),
        ({"code": other, "colour": "red"}, "c", key),
        ({"code": other, "store": "a\0b"}, "c", key),
        (b"{", "c", key),
        ({"code": other, "basket": BASKET | {"lines": 2 * [BASKET["lines"][0] | {"quantity": 9_999}]}}, "c", key),
        ({"code": other}, "", key),
        ({"code": other}, "c", "nobody"),
        ({"code": other, "store": "kamppi"}, "c", limited),
        ({"code": other, "store": "kallio"}, "c", limited),
    ]  # fmt: skip

    async def all_of(app):
        return [await ask(app, with_key, body, act) for body, act, with_key in asked]

    short, ways = asyncio.run(all_of(uses)), uses.long_way
    for made in Movement.objects.filter(kind="use"):  # as before, for the other way
        Lot.objects.filter(pk=made.lot).update(left=1)
    Movement.objects.filter(kind="use").delete()
    Act.objects.all().delete()
    long = asyncio.run(all_of(uses._pages))

    def without_number(came):
        return [(status, body | ({"use": 0} if "use" in body else {})) for status, body in came]

    assert without_number(short) == without_number(long)
    assert [status for status, _ in short] == [
        200,
        200,
        409,
        409,
        409,
        404,
        409,
        422,
        422,
        400,
        422,
        422,
        401,
        403,
        200,
    ]
    assert ways == 10  # the other request, who it is, and what only the long way has words for
    assert ApiKey.objects.filter(used_at=None).count() == 0


def test_who_tries_codes_out_waits_and_learns_nothing_from_right_ones(uses, codes, key):
    [right, other] = codes(2, conditions={})

    async def tries():
        assert (await ask(uses, key, {"code": right}, "before"))[0] == 200
        wrong = [await ask(uses, key, {"code": f"0000-0000-0000-{number:04}"}, "w") for number in range(60)]
        assert {status for status, _ in wrong} == {404}
        return [await ask(uses, key, {"code": code}, "after") for code in (other, "0000-0000-0000-9999")]

    first, second = asyncio.run(tries())
    assert first == second
    assert (first[0], first[1]["error"]["code"]) == (429, "wait")
    assert Movement.objects.filter(kind="use").count() == 1


def test_one_that_breaks_does_not_take_the_others_of_its_group_along(uses, codes, key):
    good, [broken] = codes(6, conditions={}), codes(1, conditions={})
    Terms.objects.filter(program__name="Autumn", program_id=Program.objects.latest("pk").pk).update(terms={})

    async def all_of():
        asked = [*good[:3], broken, *good[3:]]
        return [status for status, _ in await asyncio.gather(*(ask(uses, key, {"code": code}, code) for code in asked))]

    assert asyncio.run(all_of()) == [200, 200, 200, 500, 200, 200, 200]
    assert uses.long_way > 1  # its group went one by one
    assert Movement.objects.filter(kind="use").count() == 6
    assert list(prove.wrong()) == []


def test_many_tills_with_the_same_coupons_at_the_same_instant(uses, codes, key):
    shown = codes(4, conditions={}, limits={"uses": 2, "used": 6})

    async def crowd():
        tills = [ask(uses, key, {"code": code}, f"{till}-{code}") for till in range(5) for code in shown for _ in "ab"]
        return Tally(status for status, _ in await asyncio.gather(*tills))

    # 8 uses of lots with two each, of which the program allows 6; each asked twice under its key.
    assert asyncio.run(crowd()) == {200: 12, 409: 28}
    assert Movement.objects.filter(kind="use").count() == 6
    assert list(prove.wrong()) == []
