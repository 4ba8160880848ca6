"""Many uses in one transaction come to what they come to one after the other."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards.ledger import grant, prove, use
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Counter, Lot, Program, Terms
from polku.act.rewards.ledger.once import Answered, Asked, OtherRequest, once_each

pytestmark = pytest.mark.django_db
LIMITS = {"total": 3, "day": 2}
WISHES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 2), st.sets(st.sampled_from(sorted(LIMITS)))), max_size=9)


@given(lefts=st.lists(st.integers(1, 3), min_size=3, max_size=3), groups=st.lists(WISHES, min_size=1, max_size=3))
def test_as_one_after_the_other(lefts, groups):
    with transaction.atomic():
        program = Program.objects.create(kind="coupon", name="Tea", currency="EUR")
        terms = Terms.objects.create(program=program, number=1, terms={})
        for person, left in enumerate(lefts):
            grant.grant(terms, [person], "c", grant.Given(left, until_ms=50), now_ms=1)
        lots = [*Lot.objects.order_by("identity_id").values_list("pk", flat=True), 10**9]  # nobody has the last
        left, counted, number = [*lefts, 0], dict.fromkeys(LIMITS, 0), 0
        for wishes in groups:
            asked, expected = [], []
            for place, amount, scopes in wishes:
                number += 1
                limits = [Limit(scope, LIMITS[scope]) for scope in sorted(scopes)]
                asked.append((program, lots[place], use.Use(f"u{number}", amount, limits=limits)))
                if left[place] < amount:
                    expected.append("NothingLeft")
                elif any(counted[scope] >= LIMITS[scope] for scope in scopes):
                    expected.append("Full")
                else:
                    expected.append("Movement")
                    left[place] -= amount
                    counted |= {scope: counted[scope] + 1 for scope in scopes}
            came = use.use_each(asked, now_ms=10)

            assert [type(one).__name__ for one in came] == expected
        assert list(Lot.objects.order_by("identity_id").values_list("left", flat=True)) == left[:-1]
        assert {one.scope: one.count for one in Counter.objects.filter(count__gt=0)} == {
            scope: count for scope, count in counted.items() if count
        }
        assert list(prove.wrong()) == []
        assert [type(one) for one in use.use_each([(program, lots[0], use.Use("late"))], now_ms=50)] == [
            use.NothingLeft
        ]
        transaction.set_rollback(True)


def test_each_key_happens_once_within_one_group_and_after():
    done = []

    def do(places):
        done.extend(places)
        return [Full(Limit("total", 0)) if place == 3 else {"place": place} for place in places]

    asked = [Asked("a", 1), Asked("a", 1), Asked("a", 2), Asked("b", 1), Asked("b", 1)]

    def told(found):
        return [(one.answer, one.is_new) if isinstance(one, Answered) else type(one) for one in found]

    assert told(once_each(asked, do, now_ms=1)) == [
        ({"place": 0}, True), ({"place": 0}, False), OtherRequest, Full, Full,
    ]  # fmt: skip
    assert done == [0, 3]
    assert told(once_each([asked[2], asked[0], asked[3]], lambda places: [{"later": True}], now_ms=2)) == [
        OtherRequest, ({"place": 0}, False), ({"later": True}, True),
    ]  # fmt: skip
