"""Who brought whom: over several steps, whatever turns out to be the same person."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.kit import clock, ids
from polku.know.people.models import Identity
from polku.learn.reports.rewards.friends.numbers import grown
from polku.learn.reports.rewards.friends.tree import Friend, levels_of, own_of, tree_of
from polku.learn.reports.rewards.people import Unknown, count, people
from tests.conftest import NOON
from tests.learn.reports.conftest import known

NOW_MS = clock.to_ms(NOON)
# Who brought whom, how that stands, how many days ago.
BROUGHT = [
    ("aino", "ben", "rewarded", 80),
    ("aino", "cem", "refused", 70),
    ("ben", "devi", "known", 60),
    ("devi", "eero", "bought", 10),
    ("devi", "fumi", "waiting", 9),
    ("gus", "hana", "held", 8),
    ("hana", "gus", "refused", 7),  # in a circle
    ("gus", "ines", "invited", 6),
]


@pytest.fixture
def friends(db, noon):
    program = Program.objects.create(kind="referral", name="Friends", currency="EUR", state="live")
    for who, friend, state, days in BROUGHT:
        at_ms = NOW_MS - days * clock.DAY_MS
        referrer, _new = Referrer.objects.get_or_create(
            program_id=program.pk, identity_id=known(who), defaults={"at_ms": at_ms}
        )
        about = {"program_id": program.pk, "terms": 1, "referrer": referrer, "state": state}
        Referral.objects.create(**about, identity_id=known(friend), came_ms=at_ms, at_ms=at_ms)
    Referrer.objects.create(program_id=program.pk, identity_id=known("jo"), at_ms=NOW_MS)
    return program


def opened(program, kind, by="", key=""):
    found = [line.identity for line in people(program, kind, by=by, key=key, now=NOON)]
    assert len(found) == len(set(found)) == count(program, kind, by=by, key=key, now=NOON)
    return {Identity.objects.get(pk=one).value for one in found}


def test_the_tree_and_how_it_grows(friends):
    tree = tree_of(friends)
    found = grown(tree, NOON)

    assert set(tree.roots) == {known("aino"), known("gus")}
    assert {level.level: {state: n for state, n in level.states.items() if n} for level in found.levels} == {
        1: {"rewarded": 1, "refused": 1, "held": 1, "came": 1},
        2: {"known": 1, "refused": 1},
        3: {"bought": 2},
    }
    # Without the refused: six friends of four who brought some. The two who came long ago have brought three in turn.
    assert (found.links, found.bringers, found.friends, found.each) == (6, 4, 6, 1.5)
    assert (found.ripe, found.by_ripe, found.in_turn) == (2, 3, 1.5)


def test_every_number_of_it_opens_its_people(friends):
    found = grown(tree_of(friends), NOON)

    assert len(opened(friends, "friends")) == found.friends
    assert opened(friends, "bringers") == {"aino", "ben", "devi", "gus"}
    for level in found.levels:
        assert len(opened(friends, "friends", "level", str(level.level))) == level.friends
        for state, number in level.states.items():
            assert len(opened(friends, "friends", "level", f"{level.level}:{state}")) == number
    assert opened(friends, "friends", "bringer", ids.public(known("devi"))) == {"eero", "fumi"}
    for by, key in (("level", "1:nothing"), ("level", "x"), ("store", "kallio")):
        with pytest.raises(Unknown):
            count(friends, "friends", by=by, key=key, now=NOON)


def test_two_who_turn_out_to_be_one_hang_below_themselves_nowhere(friends):
    Identity.objects.filter(pk=known("eero")).update(profile_id=known("aino"))

    tree = tree_of(friends)

    assert [one.is_own for one in tree.friends if one.person == known("aino")] == [False]
    assert known("aino") in tree.roots
    assert grown(tree, NOON + timedelta(days=1)).friends == 6


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=12))
@settings(max_examples=25, deadline=None)
def test_whoever_brings_whom_everybody_has_one_place(pairs):
    found = [
        Friend(nth, friend, who, "refused" if is_refused else "known", "", nth, 0, is_own=False)
        for nth, (who, friend, is_refused) in enumerate(pairs)
    ]
    brought = {one.bringer: [other for other in found if other.bringer == one.bringer] for one in found}

    own = own_of(found)
    levels = levels_of(brought, own)

    assert set(levels) == set(brought)
    above = {one.person: one.bringer for one in found if own.get(one.person) == one.number}
    for person in above:
        seen = [person]
        while seen[-1] in above:
            seen.append(above[seen[-1]])
            assert len(seen) == len(set(seen))
        if person in levels:
            assert levels[person] == len(seen) - 1
