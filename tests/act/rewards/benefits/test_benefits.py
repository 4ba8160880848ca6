"""The tenth purchase, a segment, a birthday, a year: each once for its own meaning."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from polku.act.rewards.benefits import days
from polku.act.rewards.benefits.earn import earn
from polku.act.rewards.benefits.found import born_on, known_since
from polku.act.rewards.benefits.models import Earned
from polku.act.rewards.benefits.purchases import reached
from polku.act.rewards.benefits.terms import read
from polku.act.rewards.ledger.models import Lot
from polku.act.rewards.prizes import Prize
from polku.know.people.models import Profile
from tests.act.rewards.made import NOW, NOW_MS, coupon, merge, order, person, program, team

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
DAY = timedelta(days=1)


@pytest.fixture
def benefit():
    team()
    tea = coupon()

    def make(*, at=NOW, **terms):
        return program("benefit", {"title": "For you", "prize": {"program": tea.pk}} | terms, at=at)

    return make


def traits(number, **fields):
    Profile.objects.filter(pk=number).update(traits=msgspec.json.encode(fields).decode())


def test_the_third_purchase_that_is_kept(benefit):
    third, devi = benefit(when="order", number=3), person("devi")
    order("o1", devi, 100, at_ms=NOW_MS - 9)
    order("o2", devi, 100, at_ms=NOW_MS + 1, refunded=100)
    order("o3", devi, 100, at_ms=NOW_MS + 2)
    terms = read({"title": "x", "when": "order", "number": 3, "prize": {"program": 1}})
    assert reached(third, terms, [devi]) == {}

    order("o4", devi, 100, at_ms=NOW_MS + 3)

    assert reached(third, terms, [devi]) == {"order:3": [devi]}
    each = msgspec.structs.replace(terms, when="each", number=1)
    assert set(reached(third, each, [devi])) == {"order:2", "order:3"}  # not what they had before it began


def test_it_is_given_once_also_to_whom_was_two(benefit):
    row, devi, phone = benefit(when="order", number=3), person("devi"), person("0401234567", kind="phone")
    prize = Prize(Lot.objects.count() + row.pk - 1)

    assert earn(row, prize, [devi], "order:3", now=NOW) == 1
    merge(phone, devi)

    assert earn(row, prize, [phone], "order:3", now=NOW) == 0
    assert (Lot.objects.count(), Earned.objects.count()) == (1, 1)


def test_birthdays_by_the_teams_clock_once_a_year_and_told_later(benefit):
    benefit(when="birthday", days_before=1)
    devi, aki, late = person("devi"), person("aki"), person("late")
    traits(devi, birthday="1990-11-22")
    traits(aki, birthday="11-21", other="1990-11-22")

    while days.tick(NOW):
        pass

    assert list(Earned.objects.values_list("identity_id", "meaning")) == [(devi, "birthday:2026")]
    traits(late, birthday="2001-11-22T00:00:00Z")
    while days.tick(NOW + DAY):
        pass
    assert set(Lot.objects.values_list("identity_id", flat=True)) == {devi, late}
    assert days.tick(NOW + DAY) == 0


def test_a_year_since_they_are_known(benefit):
    benefit(when="year")
    devi = person("devi", since_ms=int(datetime(2024, 11, 20, 22, tzinfo=UTC).timestamp() * 1000))
    person("browser", since_ms=int(datetime(2024, 11, 21, 9, tzinfo=UTC).timestamp() * 1000), kind="anonymous_id")
    person("new")

    while days.tick(NOW):
        pass

    assert list(Earned.objects.values_list("identity_id", "meaning")) == [(devi, "year:2")]


def test_who_was_born_on_a_leap_day_is_not_left_out(benefit):
    benefit(when="birthday")
    leap, plain = person("leap"), person("plain")
    traits(leap, birthday="2000-02-29")
    traits(plain, birthday="--02-28")

    def whose(day):
        return {number for part in born_on("birthday", day) for number, _year in part}

    assert whose(date(2027, 2, 28)) == {leap, plain}
    assert whose(date(2028, 2, 28)) == {plain}
    assert whose(date(2028, 2, 29)) == {leap}
    since = int(datetime(2024, 2, 29, 12, tzinfo=UTC).timestamp() * 1000)
    known = person("known", since_ms=since)
    assert list(known_since(date(2027, 2, 28), zone=HELSINKI)) == [[(known, 2024)]]
    assert list(known_since(date(2028, 2, 28), zone=HELSINKI)) == [[]]
