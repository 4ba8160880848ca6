"""Many stamp one card at the same instant: it is full as often as there are stamps for it."""

from datetime import UTC, datetime

import pytest

from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.stamps.cards import cards_of
from polku.act.rewards.stamps.stamp import stamp
from polku.kit import clock
from tests.act.rewards.ledger.test_side_by_side import CROWD, all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_a_card_is_completed_once(card):
    program = card(5)

    came = all_at_once(lambda number: stamp(program, 7, 1, f"till-{number // 2 * 2}", now=NOW).is_new)

    assert came == {True: CROWD // 2, False: CROWD // 2}
    (stands,) = cards_of([7], now_ms=clock.to_ms(NOW))
    assert (stands.has, stands.completed) == (1, 1)
    assert Movement.objects.filter(program_id=program.pk, kind="grant").count() == CROWD // 2
    assert (Lot.objects.exclude(program_id=program.pk).count(), list(prove.wrong())) == (1, [])
