"""A card is made of the stamps that stand: whichever is undone, it is as if it had never been given.

The model is a list of stamps and how many of each reward were used. With a stamp fewer, what the last ones had brought
is gone; where more was used than there is for the rest, the stamp stays.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.stamps.cards import card_of
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.undo import undo
from tests.act.rewards.made import NOW, NOW_MS, coupon, program, team
from tests.examples import examples

PERSON, AT = 7, (2, 4)
SIZE = AT[-1]
STEPS = st.one_of(
    st.tuples(st.just("stamp"), st.integers(1, 9)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("use"), st.integers(0, 1)),
)


def had(stamps, nth):
    """How often this reward was reached with so many stamps."""
    return (stamps + SIZE - AT[nth]) // SIZE


def can_be_undone(number):
    before = Movement.objects.count()
    try:
        undo(number, now=NOW)
    except Refused as no:
        return (no.word, Movement.objects.count()) != ("spent", before)
    return True


@pytest.mark.usefixtures("db")
class UndoTest(TestCase):
    @given(steps=st.lists(STEPS, min_size=3, max_size=10))
    @settings(max_examples=examples(8), deadline=None)
    def test_it_is_as_if_it_had_never_been_given(self, steps):
        team()
        prizes = [coupon(), coupon()]
        rewards = [{"at": at, "prize": {"program": prize.pk}} for at, prize in zip(AT, prizes, strict=True)]
        card = program("stamps", {"title": "Card", "size": SIZE, "rewards": rewards})
        stands, used = {}, [0, 0]
        for nth, (verb, number) in enumerate(steps):
            if verb == "stamp":
                stands[stamp(card, PERSON, number, f"c{nth}", now=NOW).stamp] = number
            elif verb == "undo" and stands:
                one = list(stands)[number % len(stands)]
                rest = sum(stands.values()) - stands[one]
                assert can_be_undone(one) == all(used[which] <= had(rest, which) for which in (0, 1))
                if all(used[which] <= had(rest, which) for which in (0, 1)):
                    del stands[one]
            elif verb == "use":
                lot = Lot.objects.filter(program_id=prizes[number].pk, left=1).order_by("pk").first()
                if lot is not None:
                    redeem.redeem(f"t{nth}", redeem.Wanted(lot.pk, NOW))
                    used[number] += 1

            stamps, shown = sum(stands.values()), card_of(card, [PERSON], now_ms=NOW_MS)
            assert (shown.has, shown.completed) == (stamps % SIZE, stamps // SIZE)
            unused = [Lot.objects.filter(program_id=prize.pk, left=1).count() for prize in prizes]
            assert unused == [had(stamps, which) - used[which] for which in (0, 1)]
            assert list(prove.wrong()) == []
