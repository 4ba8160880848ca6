"""Coupons that staff give: only what the terms say they may, within every limit, and undone as if never given.

The model counts what stands: of the whole program, of each person, of each of the staff on that day.
"""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from polku.act.rewards.codes import partner
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.beyond import wrong as beyond
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.till import coupons, customer, grants, patterns, today, undoing, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import ids
from polku.know.people.models import Profile
from tests.act.rewards import made
from tests.act.rewards.made import NOW, NOW_MS
from tests.examples import examples

STAFF = [Teller(f"member:{number}", may_undo=True) for number in (1, 2)]
PEOPLE = ("devi", "aki")
TOTAL, PERSON, DAY = 4, 2, 2
LIMITED = {"is_by_staff": True, "limits": {"total": TOTAL, "person": PERSON, "staff_day": DAY}}
STEPS = st.one_of(
    st.tuples(st.just("give"), st.sampled_from((0, 1)), st.sampled_from(PEOPLE)),
    st.tuples(st.just("undo"), st.integers(0, 9), st.just("")),
    st.tuples(st.just("use"), st.integers(0, 9), st.just("")),
)


def give(program, key, *, who="devi", by=STAFF[0], store="", now=NOW):
    token = visit.begin(_person(who), "", by, now_ms=NOW_MS)
    return grants.give(Press(by, key, now, store), visit=token, program=program.pk)


def _person(name):
    return Profile.objects.get(pk=ids.identity_id("user_id", name))


def no(call, *given, **more):
    with pytest.raises(TillProblem) as problem:
        call(*given, **more)
    return problem.value.sentence


@pytest.fixture
def devi(db):
    made.team()
    made.person("aki")
    return made.person("devi")


class AnyOrder(TestCase):
    @settings(max_examples=examples(12), deadline=None)
    @given(st.lists(STEPS, max_size=12))
    def test_no_limit_is_passed_and_what_is_undone_counts_in_none(self, steps):
        made.team()
        for who in PEOPLE:
            made.person(who)
        program, stands = made.coupon(**LIMITED), {}
        for key, (verb, which, who) in enumerate(steps):
            open_ones = [act for act, (_by, _who, is_used) in stands.items() if not is_used]
            if verb == "give":
                theirs = sum(whose == who for _by, whose, _used in stands.values())
                mine = sum(by == which for by, _whose, _used in stands.values())
                if len(stands) < TOTAL and theirs < PERSON and mine < DAY:
                    stands[give(program, f"g{key}", who=who, by=STAFF[which])[0]["act"]] = (which, who, False)
                else:
                    assert no(give, program, f"g{key}", who=who, by=STAFF[which])
            elif open_ones and verb == "undo":
                act = open_ones[which % len(open_ones)]
                undoing.undo(Press(STAFF[1], f"u{key}", NOW), act)
                del stands[act]
            elif open_ones:
                act = open_ones[which % len(open_ones)]
                token = visit.begin(_person(stands[act][1]), "", STAFF[0], now_ms=NOW_MS)
                coupon = _coupon_of(act)
                coupons.use(Press(STAFF[0], f"c{key}", NOW), visit=token, coupon=coupon)
                stands[act] = (*stands[act][:2], True)
                assert no(undoing.undo, Press(STAFF[1], f"v{key}", NOW), act)
        assert sum(Lot.objects.values_list("left", flat=True)) == sum(not used for *_rest, used in stands.values())
        assert [*prove.wrong(), *beyond()] == []


def _coupon_of(act):
    return ids.public(TillAct.objects.get(pk=act).movement)


def test_it_is_given_once_for_its_key_and_stands_in_todays_list(devi):
    tea = made.coupon(is_by_staff=True, valid={"days": 30})
    found = customer.customer("devi", STAFF[0], store="", now=NOW)
    assert [(one.title, one.line, one.why) for one in found.to_give] == [
        ("A cup of tea", "Gift: tea · Not together with others", "")
    ]

    first, is_new = give(tea, "k-1")
    assert (is_new, give(tea, "k-1")) == (True, (first, False))
    [held] = customer.customer("devi", STAFF[0], store="", now=NOW).coupons
    assert (held.coupon, held.until) == (first["coupon"], first["until"])
    [done] = today.today(STAFF[0], store="", now=NOW)
    assert (done.kind, done.program, done.can_undo) == ("give", "Coupon", True)
    assert Movement.objects.get().by == "member:1"

    undoing.undo(Press(STAFF[1], "u-1", NOW), first["act"])
    assert customer.customer("devi", STAFF[0], store="", now=NOW).coupons == []
    [one] = patterns.staff(now=NOW)[:1]
    assert (one.by, one.undone, one.gifts, one.unbought) == ("member:1", 1, 1, 1)


def test_only_what_is_live_in_stock_and_of_this_store_may_be_given(devi):
    over = {"ends": (NOW - timedelta(seconds=1)).isoformat()}
    here = made.coupon(is_by_staff=True, conditions={"stores": ["kallio"]})
    paused, full, late = (
        made.coupon(is_by_staff=True, **more) for more in ({}, {"limits": {"total": 1}}, {"valid": over})
    )
    asked, none = made.coupon(), made.coupon(is_by_staff=True, code="imported")
    Program.objects.filter(pk=paused.pk).update(state="paused")
    once_more = made.coupon(is_by_staff=True)
    Terms.objects.create(program=once_more, number=2, terms=made.TEA)  # and of the newest terms not
    give(full, "full", who="aki")

    def offered(store):
        return [one.program for one in customer.customer("devi", STAFF[0], store=store, now=NOW).to_give]

    assert (offered("kallio"), offered("kamppi"), offered("")) == ([here.pk], [], [])
    assert give(here, "here", store="kallio")[1] is True
    assert "other stores" in no(give, here, "there", store="kamppi")
    for number, program in enumerate((paused, full, late, asked, none, once_more)):
        assert no(give, program, f"n{number}")
    partner.bring_in(none.pk, ["PARTNER-1"], now_ms=NOW_MS)
    assert offered("") == [none.pk]
    give(none, "last")
    assert offered("") == []


def test_who_has_had_enough_is_told_so_before_anything_is_pressed(devi):
    tea = made.coupon(is_by_staff=True, limits={"person": 1, "staff_day": 2})
    why = lambda who, by=0: [one.why for one in customer.customer(who, STAFF[by], store="", now=NOW).to_give]  # noqa: E731
    give(tea, "a")
    assert (why("devi"), why("aki")) == (["They have had as many of it as each may have."], [""])
    assert no(give, tea, "b") == "They have had as many of it as each may have."
    give(tea, "c", who="aki")
    made.person("mei")
    assert (why("mei"), why("mei", by=1)) == (["You have given as many of it today as you may."], [""])
    tomorrow = NOW + timedelta(days=1)
    assert customer.customer("mei", STAFF[0], store="", now=tomorrow).to_give[0].why == ""


@pytest.mark.django_db(transaction=True)
def test_the_last_one_is_given_by_one_of_many_tills():
    made.team()
    tea = made.coupon(is_by_staff=True, limits={"total": 3, "staff_day": 2})
    for number in range(6):
        made.person(f"p{number}")
    begun, came = Barrier(6), []

    def run(number):
        begun.wait(30)
        try:
            came.append(give(tea, f"k{number}", who=f"p{number}", by=STAFF[number % 2])[1])
        except TillProblem as problem:
            came.append(problem.word)
        finally:
            connection.close()

    crowd = [Thread(target=run, args=(number,)) for number in range(6)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert (came.count(True), came.count("refused")) == (3, 3)
    assert TillAct.objects.count() == Lot.objects.count() == 3
    assert [*prove.wrong(), *beyond()] == []
