"""Points and the rank on the phone: how many, what is missing, and what they get for them, once."""

import re
from datetime import timedelta

import pytest

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Lot, Program
from polku.act.rewards.points.earn import earn
from polku.kit import clock

pytestmark = pytest.mark.django_db
RANKS = [{"key": "guest", "name": "Guest", "at": 0}, {"key": "gold", "name": "Gold", "at": 5_000, "factor": 150}]


@pytest.fixture
def begin(devi):
    def begin(kind, **terms):
        made = programs.create(terms["title"], terms, kind=kind, currency="EUR", by=None)
        programs.become(made, Program.State.LIVE, by=None)
        return Program.objects.get(pk=made.pk)

    return begin


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]).split())


def test_points_buy_a_reward_once_however_often_the_button_is_pressed(devi, signed_in, begin):
    tea = begin("coupon", title="A cup of tea", benefit={"kind": "gift", "gift": "tea"})
    rewards = [
        {"points": 300, "title": "A cup of tea", "prize": {"program": tea.pk}},
        {"points": 900, "title": "A pot of tea", "prize": {"program": tea.pk}},
    ]
    beans = begin("points", title="Beans", unit="beans", rewards=rewards, rate={"points": 100, "minor": 100})
    begin("ranks", title="Friends", ranks=RANKS)
    earn(beans, devi.id, 450, "welcome", now=clock.now())
    earn(beans, devi.id, 50, "later", now=clock.now() + timedelta(days=3))

    page = signed_in.get("/p/wallet/points")
    words = words_of(page)
    for told in ("450 beans", "Worth €4.50", "Guest", "€50.00 to Gold", "1.5 times the points", "450 more are needed"):
        assert told in words
    assert "450" in words_of(signed_in.get("/p/wallet"))  # a tile

    action, key = re.search(r'action="(/p/wallet/points/\S+)".*?value="(\S+)"', page.content.decode()).groups()
    first = signed_in.post(action, {"key": key})
    again = signed_in.post(action, {"key": key})
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert first["Location"].startswith("/p/wallet/coupons/")
    assert Lot.objects.filter(program_id=tea.pk).count() == 1
    refused = signed_in.post(action, {"key": "another"})
    assert (refused.status_code, "There are not enough points." in words_of(refused)) == (409, True)


def test_a_link_alone_tells_nobody_how_much_there_is(devi, by_link, begin):
    beans = begin("points", title="Beans")
    earn(beans, devi.id, 450, "welcome", now=clock.now())

    assert by_link.get("/p/wallet/points").status_code == 302
    assert "450" not in words_of(by_link.get("/p/wallet"))
