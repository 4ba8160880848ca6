"""A friend who names a code at the till is written down, and that can be undone as long as nothing was given."""

import pytest

from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.till import friends, today, undoing, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import clock
from polku.know.people.models import Identity, Profile
from tests.act.rewards.made import coupon, program, team

pytestmark = pytest.mark.django_db
STAFF = Teller("member:1", stores=("kallio",), may_undo=True)


def press(key, at):
    return Press(STAFF, key, at, "kallio")


def test_a_friend_noted_at_the_till_can_be_undone_until_something_was_given(noon, log_events, carry_on):
    team()
    bring = program("referral", {"title": "Bring a friend", "friend": {"program": coupon().pk}}, at=noon)
    log_events(*[{"type": "identify", "userId": name, "traits": {"name": name}} for name in ("aino", "devi")])
    carry_on()
    aino, devi = (Identity.objects.get(value=name).pk for name in ("aino", "devi"))
    code = link.code_of(link.referrer_of(bring, [aino], now_ms=0))
    token = visit.begin(Profile.objects.get(name="devi"), "", STAFF, now_ms=clock.to_ms(noon))

    def note(key):
        answer, is_new = friends.came(press(key, clock.now()), visit=token, code=code)
        carry_on()
        return answer["act"], is_new, Referral.objects.filter(identity_id=devi).count()

    act, _new, _count = note("k1")
    assert note("k1") == (act, False, 1)
    undoing.undo(press("u1", noon), act)
    carry_on()
    assert not Referral.objects.exists()

    with clock.fixed(clock.from_ms(clock.to_ms(noon) + 1_000)):
        again, *rest = note("k2")
        assert (rest, [one.kind for one in today.today(STAFF, store="kallio", now=noon)]) == (
            [True, 1],
            ["friend", "undo", "friend"],
        )
        Referral.objects.update(state="rewarded")
        with pytest.raises(TillProblem):
            undoing.undo(press("u2", clock.now()), again)
