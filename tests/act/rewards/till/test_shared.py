"""A code that everybody shows: of whoever stands there, once for each key, and never a guess."""

import pytest

from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.ledger.models import Movement
from polku.act.rewards.till import coupons, customer, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.guesses import BY_MEMBER
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import ids
from polku.know.people.models import Profile
from tests.act.rewards import made
from tests.act.rewards.made import NOW, NOW_MS

pytestmark = pytest.mark.django_db
AINO = Teller("member:1")
SHARED = {"code": "shared", "shared": "TEA-10"}


@pytest.fixture
def devi():
    made.team()
    return made.person("devi")


def use(key, code="tea10", who="devi"):
    token = visit.begin(Profile.objects.get(pk=ids.identity_id("user_id", who)), "", AINO, now_ms=NOW_MS) if who else ""
    return coupons.use(Press(AINO, key, NOW), code=code, visit=token)


def no(call, *given, **more):
    with pytest.raises(TillProblem) as problem:
        call(*given, **more)
    return problem.value.word


def test_asked_again_with_its_key_it_gives_the_first_answer_and_takes_no_second_one(devi):
    for cause in ("one", "two"):
        issue(made.coupon(**SHARED), [devi], cause, now=NOW)

    first = use("k-1")
    assert use("k-1") == (first[0], False)
    assert Movement.objects.filter(kind="use").count() == 1
    last = use("k-2")
    assert (use("k-2")[0], use("k-1")[0], last[0]["coupon"] != first[0]["coupon"]) == (last[0], first[0], True)
    assert no(use, "k-3") == "not_theirs"


def test_without_a_customer_it_says_to_find_one_and_is_never_a_wrong_guess(devi):
    issue(made.coupon(**SHARED), [devi], "welcome", now=NOW)
    made.person("aki")

    for nth in range(BY_MEMBER + 1):
        assert no(customer.customer, "ＴＥＡ１０", AINO, store="", now=NOW) == "shared"
        assert (no(use, f"a{nth}", who=""), no(use, f"b{nth}", who="aki")) == ("shared", "not_theirs")

    assert use("k-1", " tea 10")[1] is True
