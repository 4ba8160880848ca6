"""A stamp card from its first stamp to its reward, and back."""

from datetime import UTC, datetime, timedelta

import pytest

from polku.act.rewards.coupons import issue, redeem
from polku.act.rewards.ledger import end, prove
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.stamps.cards import cards_of
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.terms import read
from polku.act.rewards.stamps.undo import undo
from polku.kit import clock

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)
PERSON = 7


def has(at=NOW, person=PERSON):
    return [(card.program.pk, card.has, card.completed) for card in cards_of([person], now_ms=clock.to_ms(at))]


def coupons(person=PERSON):
    return Lot.objects.filter(identity_id=person, left=1, program_id__in=Program.objects.filter(kind="coupon")).count()


def why(call, *given, **more):
    with pytest.raises(Refused) as no:
        call(*given, **more)
    assert no.value.sentence
    return no.value.word


def test_a_full_card_is_a_reward_and_what_is_too_much_is_on_the_next(card):
    three = card(3)

    first = stamp(three, PERSON, 2, "a", now=NOW)
    again = stamp(three, PERSON, 2, "a", now=NOW)
    full = stamp(three, PERSON, 6, "b", now=NOW)

    assert (first.has, first.is_new, first.filled, coupons()) == (2, True, 0, 2)
    assert (again.has, again.is_new, again.stamp) == (2, False, first.stamp)
    assert (full.has, full.filled, full.completed, len(full.given)) == (2, 2, 2, 2)
    assert list(prove.wrong()) == []


def test_rewards_on_the_way_and_the_next_card(card, coupon):
    gold = card(4, is_shown_empty=False)
    rewards = [{"at": 2, "prize": {"program": coupon("Bun").pk}}, {"at": 3, "prize": {"program": coupon().pk}}]
    silver = card(3, rewards, next=gold.pk)
    assert has() == [(silver.pk, 0, 0)]

    bun = stamp(silver, PERSON, 2, "a", now=NOW)
    on = stamp(silver, PERSON, 3, "b", now=NOW)

    assert [reward.at for reward in bun.given + on.given] == [2, 3]
    assert (on.program, on.has, has()) == (gold, 2, [(gold.pk, 2, 0)])
    assert stamp(silver, PERSON, 1, "c", now=NOW).program == gold


def test_welcome_stamps_and_days_on_which_they_count_twice(card):
    program = card(9, welcome=2, double={"weekdays": [1], "dates": ["2026-11-25"]})

    counted = [stamp(program, PERSON, 1, f"{day}", now=NOW + day * DAY).has for day in range(4)]

    assert counted == [4, 5, 7, 8]
    assert stamp(program, PERSON + 1, 1, "gift", now=NOW, is_gift=True).has == 3


def test_no_oftener_than_it_is_meant(card):
    program = card(10, limits={"day": 3, "hour": 1, "place_day": 2}, stores=["kallio", "kamppi"])
    hour = timedelta(hours=1)
    at = {"now": NOW, "store": "kallio"}
    assert why(stamp, program, PERSON, 1, "a", now=NOW) == "store"
    made = stamp(program, PERSON, 1, "a", **at)

    assert why(stamp, program, PERSON, 1, "b", **at) == "hour"
    undo(made.stamp, now=NOW)
    stamp(program, PERSON, 1, "b", **at)
    stamp(program, PERSON, 1, "c", **at | {"now": NOW + hour})
    assert why(stamp, program, PERSON, 1, "d", **at | {"now": NOW + 2 * hour}) == "place"
    stamp(program, PERSON, 1, "e", now=NOW + 2 * hour, store="kamppi")
    assert why(stamp, program, PERSON, 1, "f", now=NOW + 3 * hour, store="kamppi") == "day"
    assert stamp(program, PERSON, 5, "g", now=NOW + 3 * hour, is_gift=True).has == 8
    assert stamp(program, PERSON, 1, "h", **at | {"now": NOW + DAY}).has == 9
    assert why(stamp, program, PERSON, 0, "i", **at | {"now": NOW + 2 * DAY}) == "nothing"
    Program.objects.update(state="paused")
    assert why(stamp, program, PERSON, 1, "j", **at | {"now": NOW + 2 * DAY}) == "not_live"


def test_only_so_many_cards(card):
    once = card(2, limits={"cards": 1})

    assert stamp(once, PERSON, 5, "a", now=NOW).filled == 1

    assert why(stamp, once, PERSON, 1, "b", now=NOW) == "finished"
    assert (has(), list(prove.wrong())) == ([], [])


@pytest.mark.parametrize(("since", "left"), [("first", 0), ("last", 2)])
def test_a_card_ends_some_days_after_its_first_or_last_stamp(card, since, left):
    program = card(9, lasts={"days": 2, "since": since}, is_shown_empty=False)
    stamp(program, PERSON, 1, "a", now=NOW)
    stamp(program, PERSON, 1, "b", now=NOW + 2 * DAY)
    late = datetime(2026, 11, 25, 22, tzinfo=UTC)  # midnight in Helsinki, after two days

    assert has(late - timedelta(seconds=1)) == [(program.pk, 2, 0)]
    assert [card[1] for card in has(late)] == ([left] if left else [])
    end.expire(now_ms=clock.to_ms(late))
    assert stamp(program, PERSON, 1, "c", now=late).has == left + 1


def test_a_card_keeps_the_terms_of_its_first_stamp(card):
    program = card(3)
    stamp(program, PERSON, 1, "a", now=NOW)
    changed = Terms.objects.get(program=program).terms | {"size": 5}
    Terms.objects.create(program=program, number=2, terms=changed)

    after = stamp(program, PERSON, 3, "b", now=NOW)

    assert (after.filled, after.has, after.terms.size) == (1, 1, 5)


def test_undone_the_reward_goes_unless_it_has_been_used(card):
    program = card(3)
    stamp(program, PERSON, 2, "a", now=NOW)
    full = stamp(program, PERSON, 2, "b", now=NOW)
    assert (full.filled, full.has, coupons()) == (1, 1, 1)

    assert undo(full.stamp, now=NOW).has == undo(full.stamp, now=NOW).has == 2
    assert (coupons(), has()) == (0, [(program.pk, 2, 0)])

    full = stamp(program, PERSON, 1, "c", now=NOW)
    later = stamp(program, PERSON, 1, "d", now=NOW)
    assert (undo(full.stamp, now=NOW).has, coupons()) == (0, 1), "the later one has moved up"
    lot = Lot.objects.get(program_id=full.given[0].prize.program, left=1)
    redeem.redeem("till", redeem.Wanted(lot.pk, NOW))
    assert why(undo, later.stamp, now=NOW) == "spent"
    assert (has(), list(prove.wrong())) == ([(program.pk, 0, 1)], [])
    with pytest.raises(Movement.DoesNotExist):
        undo(lot.pk, now=NOW)


def test_later_stamps_on_a_card_of_other_terms_stay_there(card):
    program = card(2)
    full = stamp(program, PERSON, 2, "a", now=NOW)
    Terms.objects.create(program=program, number=2, terms=Terms.objects.get(program=program).terms | {"size": 5})
    later = stamp(program, PERSON, 1, "b", now=NOW)

    assert why(undo, full.stamp, now=NOW) == "later"
    undo(later.stamp, now=NOW)
    assert (undo(full.stamp, now=NOW).has, coupons()) == (0, 0)


def test_a_reward_that_has_run_out_is_said(card, coupon):
    few = coupon("Cup", limits={"total": 1})
    program = card(1, [{"at": 1, "prize": {"program": few.pk}}])

    both = stamp(program, PERSON, 2, "a", now=NOW)

    assert (len(both.given), len(both.missed), both.filled) == (1, 1, 2)
    assert issue.issue(few, [8], "x", now=NOW) == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"size": 51}, "size"),
        ({"rewards": []}, "rewards"),
        ({"rewards": [{"at": 4, "prize": {"program": 1}}]}, "rewards.0.at"),
        ({"comes": {"kind": "amount"}}, "comes.per_minor"),
        ({"comes": {"kind": "goods"}}, "comes.goods"),
        ({"welcome": 3}, "welcome"),
        ({"double": {"weekdays": [8]}}, "double.weekdays"),
        ({"lasts": {"days": 0}}, "lasts.days"),
        ({"limits": {"day": 0}}, "limits"),
        ({"design": {"color": "red"}}, "design.color"),
        ({"sise": 3}, ""),
    ],
)
def test_terms_that_cannot_be_meant(wrong, field):
    good = {"title": "Card", "size": 3, "rewards": [{"at": 3, "prize": {"program": 1}}]}
    assert read(good).size == 3

    with pytest.raises(TermsProblem) as found:
        read(good | wrong)

    assert (found.value.problem.field or "") == field
