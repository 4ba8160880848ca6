"""A program of points is changed while people hold some: what they hold keeps what it was promised, everywhere."""

from datetime import timedelta

import pytest

from polku.act.rewards import forget, programs
from polku.act.rewards.budgets.cost import liability
from polku.act.rewards.budgets.open_points import open_points
from polku.act.rewards.ledger.models import Counter
from polku.act.rewards.points import burn, debts
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.earn import earn
from polku.act.rewards.points.kept import kept
from polku.act.rewards.points.offered import offered
from polku.act.rewards.points.terms import read
from polku.know.events.forgetting.whom import Whom
from tests.act.rewards.made import NOW, NOW_MS, coupon, merge, person, program, team

pytestmark = pytest.mark.django_db
BEANS = {"title": "Beans", "rate": {"points": 100, "minor": 1000, "least": 50}, "expiry": {"days": 30}}


def change(beans, **more):
    programs.change(beans, terms=BEANS | more, by=None)


def balance(who):
    [found] = balances_of([who], now_ms=NOW_MS)
    return found


def off(beans, who, **more):
    try:
        answer, _is_new = burn.burn(f"k{more}", burn.Wanted(beans, [who], NOW, **more))
    except burn.Refused as no:
        return no.word
    return answer["points"], answer["off_minor"]


def test_of_a_prize_that_stands_twice_each_keeps_its_own_price():
    def promised(*points):
        rewards = [{"points": one, "title": f"{one}", "prize": {"program": 1}} for one in points]
        return read({"title": "Beans", "rewards": rewards})

    def costs(own, now):
        return kept(promised(*own), promised(*now)).costs

    assert costs([900, 300], [900, 300]) == (900, 300)
    assert costs([300], [300, 900]) == (300, 900)
    assert costs([900, 300], [500, 1000]) == (300, 900)
    assert costs([300, 900], [900]) == (300,)


def test_points_that_are_there_keep_their_rate():
    team()
    beans, devi, tom = program("points", BEANS), person("devi"), person("tom")
    earn(beans, devi, 100, "a", now=NOW - timedelta(days=1))

    change(beans, rate={"points": 100, "minor": 10, "least": 200})

    assert (balance(devi).worth_minor, balance(devi).least) == (1000, 50)
    earn(beans, tom, 100, "a", now=NOW)
    assert (balance(tom).worth_minor, balance(tom).least) == (10, 200)
    earn(beans, devi, 300, "b", now=NOW)
    assert balance(devi).worth_minor == 1030
    [priced] = offered([balance(devi)], price_minor=900, currency="EUR")
    assert (priced.most.points, priced.most.off_minor) == (90, 900)
    assert liability(beans, now_ms=NOW_MS) == open_points(beans, at_ms=NOW_MS).minor == 1040
    assert open_points(beans, at_ms=NOW_MS).keeps

    assert off(beans, tom, points=100) == "least"
    assert off(beans, devi, points=401) == "too_few"
    assert off(beans, devi, price_minor=1005, currency="EUR") == (150, 1005)
    assert off(beans, devi, points=250) == (250, 25)
    assert balance(devi).usable == 0


def test_better_terms_are_for_all_and_a_rate_that_is_taken_away_stays_theirs():
    team()
    beans, devi, tom = program("points", BEANS), person("devi"), person("tom")
    earn(beans, devi, 100, "a", now=NOW)

    change(beans, rate={"points": 100, "minor": 2000, "least": 100})
    assert (balance(devi).worth_minor, balance(devi).least) == (2000, 50)

    change(beans, rate=None)
    earn(beans, tom, 100, "a", now=NOW)
    earn(beans, devi, 100, "b", now=NOW)
    assert (balance(devi).worth_minor, balance(tom).worth_minor) == (1000, None)
    assert off(beans, tom, points=100) == "no_rate"
    assert open_points(beans, at_ms=NOW_MS).minor is None  # nobody knows what Tom's are worth

    # Those that take nothing off are not spent for money.
    assert off(beans, devi, price_minor=5000, currency="EUR") == (100, 1000)
    assert balance(devi).usable == 100


def test_a_reward_costs_no_more_than_was_said_when_they_were_given():
    team()
    prize = {"program": coupon().pk}
    beans, devi = program("points", BEANS | {"rewards": [{"points": 100, "title": "Tea", "prize": prize}]}), person("d")
    earn(beans, devi, 80, "a", now=NOW)

    change(beans, rewards=[{"points": 400, "title": "Tea", "prize": prize}])
    assert balance(devi).costs == [160]  # a fifth of it is missing
    earn(beans, devi, 100, "b", now=NOW)

    assert balance(devi).costs == [160]
    answer, _is_new = burn.burn("tea", burn.Wanted(beans, [devi], NOW, reward=1))
    assert (answer["points"], balance(devi).usable) == (160, 20)


def test_a_reward_that_is_undone_or_forgotten_counts_under_no_name_of_theirs_any_more():
    team()
    cup = {"points": 10, "title": "Cup", "prize": {"program": coupon(limits={"person": 1}).pk}}
    beans, one, other = program("points", BEANS | {"rewards": [cup]}), person("devi"), person("d@example.com")
    low, high = sorted((one, other))
    merge(high, low)  # the higher of two names leads, and both are counted under the lower
    earn(beans, low, 100, "a", now=NOW)

    def get(key):
        return burn.burn(key, burn.Wanted(beans, [high, low], NOW, reward=1))[0]["spending"]

    burn.undo("back", get("k1"), by="", at=NOW)
    get("k2")
    with pytest.raises(burn.Refused, match="not_given"):
        get("k3")

    forget.forget(Whom([{name: ("user_id", str(name)) for name in (low, high)}]))
    assert list(Counter.objects.filter(scope__contains=":").values_list("scope", flat=True)) == []


def test_what_is_owed_is_paid_of_the_points_that_pay_it():
    team()
    beans, devi = program("points", BEANS), person("devi")
    earn(beans, devi, 100, "a", now=NOW - timedelta(days=1))
    change(beans, rate={"points": 100, "minor": 10, "least": 1})
    earn(beans, devi, 100, "b", now=NOW)
    debts.owe(beans, devi, 120)

    # The later ones pay first, then of the earlier ones.
    assert (balance(devi).usable, balance(devi).worth_minor) == (80, 800)
    assert off(beans, devi, points=80) == (80, 800)
