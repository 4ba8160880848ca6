"""Stamps for many at once are the same as one after the other, whatever their cards look like."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.stamps.gift import gift
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.stamp import stamp
from tests.act.rewards.made import merge, person, program, team
from tests.examples import examples

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
WHO = st.integers(0, 5)
TERMS = st.fixed_dictionaries(
    {"size": st.integers(2, 5)},
    optional={
        "welcome": st.just(1),
        "limits": st.just({"cards": 1}),
        "lasts": st.sampled_from([{"days": 3, "since": "first"}, {"days": 3, "since": "last"}]),
        "next": st.booleans(),
    },
)


class Undone(Exception):
    """So that the same world can be tried the other way."""


def one_by_one(row, people, amount, cause):
    given = 0
    for one in dict.fromkeys(people):
        try:
            given += stamp(row, one, amount, cause, now=NOW, is_gift=True).is_new
        except Refused:
            continue
    return given


def at_once(row, people, amount, cause):
    return gift(row, people, amount, cause, now=NOW)


def stands(way, *asked):
    """How many got it, and what is there then; nothing of it stays."""
    try:
        with transaction.atomic():
            count = way(*asked)
            lots = Lot.objects.values_list("program_id", "identity_id", "left", "until_ms", "terms")
            moved = Movement.objects.values_list("program_id", "identity_id", "kind", "amount", "cause", "part")
            assert list(prove.wrong()) == []
            raise Undone(count, sorted(lots), sorted(moved))
    except Undone as done:
        return done.args


@pytest.mark.usefixtures("db")
class ManyTest(TestCase):
    @given(
        terms=TERMS,
        at=st.integers(1, 5),
        before=st.lists(st.tuples(WHO, st.integers(1, 7), st.integers(0, 4)), max_size=8),
        merged=st.lists(st.tuples(WHO, WHO), max_size=2),
        people=st.lists(WHO, min_size=1, max_size=7),
        amount=st.integers(0, 3),
    )
    @settings(max_examples=examples(5), deadline=None)
    def test_the_same_as_one_after_the_other(self, terms, at, before, merged, people, amount):
        team()
        few = program("coupon", {"title": "Cup", "benefit": {"kind": "gift", "gift": "Cup"}, "limits": {"total": 2}})
        gold = program("stamps", {"title": "Gold", "size": 3, "rewards": [{"at": 3, "prize": {"program": few.pk}}]})
        rewards = [{"at": min(at, terms["size"]), "prize": {"program": few.pk}}]
        more = terms | {"next": gold.pk if terms.get("next") else None}
        row = program("stamps", {"title": "Card", "rewards": rewards} | more)
        numbers = [person(f"p{nth}") for nth in range(6)]
        for nth, (who, count, days) in enumerate(before):
            try:
                stamp(row, numbers[who], count, f"c{nth}", now=NOW - timedelta(days=days))
            except Refused:
                continue
        for one, other in merged:
            merge(numbers[one], numbers[other])
        asked = (Program.objects.get(pk=row.pk), [numbers[who] for who in people], amount, "campaign")

        assert stands(at_once, *asked) == stands(one_by_one, *asked)


@pytest.mark.django_db
def test_said_again_nobody_gets_another_and_whoever_is_missing_gets_theirs(card):
    row = card(5)

    assert gift(row, [1, 2], 2, "campaign", now=NOW) == 2
    assert gift(row, [3, 2, 1, 3], 2, "campaign", now=NOW) == 1
