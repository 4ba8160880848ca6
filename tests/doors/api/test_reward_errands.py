"""Giving to a segment and taking back, by programs of others."""

import pytest

from polku.act.rewards.errands import run
from polku.kit import clock, ids
from polku.know.people.models import Identity
from polku.know.segments import lists
from polku.know.segments.models import Segment
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
TERMS = {"title": "Tea", "benefit": {"kind": "free_delivery"}}


def test_a_segment_gets_one_each_and_what_is_open_is_taken_back(get, post, send, noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    log_events(*[{"type": "identify", "userId": name} for name in ("devi", "aki")])
    carry_on()
    people = list(Identity.objects.values_list("id", flat=True))
    friends = lists.make_list("Friends", identities=people)
    tea = post("rewards/programs", {"name": "Tea", "terms": TERMS})["id"]
    send("patch", f"rewards/programs/{tea}", {"state": "live"})
    asked = {"program": tea, "segment": friends.pk, "cause": "spring"}

    first, second = post("rewards/grants", asked), post("rewards/grants", asked)
    run.tick(clock.now())
    told = get(f"rewards/givings/{first['giving']}")

    assert first == second
    assert (told["found"], told["granted"], told["ended_at"] is not None) == (2, 2, True)
    (coupon,) = get(f"people/{ids.public(people[0])}/wallet")["coupons"]
    gone = [post(f"rewards/grants/{coupon['id']}/withdrawal", {"reason": "a mistake"}) for _twice in "12"]
    assert gone == [{"withdrawn": True}, {"withdrawn": False}]
    assert post(f"rewards/programs/{tea}/withdrawal", {"reason": "all of them"}) == {"open": 1}
    run.tick(clock.now())
    assert get(f"people/{ids.public(people[1])}/wallet")["coupons"] == []
    assert Segment.objects.count() == 1
