"""Cards of people: two who turn out to be one, one who is forgotten; points as what there is for a card."""

from datetime import UTC, datetime

import pytest

from polku.act.rewards import forget
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.stamps.cards import cards_of
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.undo import undo
from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_two_who_turn_out_to_be_one_have_one_card(noon, card, log_events, carry_on):
    program = card(5)
    log_events(*[{"type": "identify", "userId": name} for name in ("devi", "d.k.")])
    carry_on()
    first, second = (Identity.objects.get(value=name).pk for name in ("devi", "d.k."))
    stamp(program, first, 3, "a", now=NOW)
    stamp(program, second, 4, "b", now=NOW)
    Identity.objects.filter(pk=second).update(profile_id=Identity.objects.get(pk=first).profile_id)
    names = [first, second]
    (both,) = cards_of(names, now_ms=clock.to_ms(NOW))
    assert (both.has, both.missing) == (5, 0)

    after = stamp(program, second, 1, "c", now=NOW)

    assert (after.has, after.completed, after.filled, len(after.given)) == (3, 1, 1, 1)
    assert stamp(program, first, 4, "b", now=NOW).is_new is False, "whoever of them is said"
    assert list(prove.wrong()) == []


def test_forgotten_nothing_is_left(card):
    stamp(card(2), 7, 3, "a", now=NOW)

    forget.forget(Whom([{7: ("user_id", "devi")}]))

    assert [table.objects.count() for table in (Movement, Lot, Counter)] == [0, 0, 0]


def test_points_for_a_card_are_taken_back_with_its_stamp(card):
    beans = Program.objects.create(kind="points", name="Beans", currency="EUR", state="live")
    Terms.objects.create(program=beans, number=1, terms={"title": "Beans"})
    program = card(2, [{"at": 2, "prize": {"program": beans.pk, "amount": 200}}])
    full = stamp(program, 7, 2, "a", now=NOW)
    assert (len(full.given), Lot.objects.get(program_id=beans.pk).left) == (1, 200)

    assert undo(full.stamp, now=NOW).has == 0
    assert Lot.objects.get(program_id=beans.pk).left == 0
    stamp(program, 7, 2, "b", now=NOW)
    assert sorted(Lot.objects.filter(program_id=beans.pk).values_list("left", flat=True)) == [0, 200]
    assert list(prove.wrong()) == []
