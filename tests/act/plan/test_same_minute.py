"""Many campaigns planned for the same minute: each goes, once, and one that cannot go holds up no other."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from polku.act.campaigns import loop as campaigns
from polku.act.campaigns.models import Campaign, Launch
from polku.act.plan import schedule
from polku.act.plan.models import Planned
from polku.know.people import columns as people_columns
from polku.know.teams.models import Member
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
CAMPAIGNS, GROUPS = 60, 3  # more than one round takes


@pytest.fixture
def groups(columns: None, log_events: Callable[..., None], carry_on: Callable[[], None], noon: datetime) -> None:
    """Two people in each."""
    for group in range(GROUPS):
        for number in range(2):
            traits = {"first_name": f"F{number}", "group": group}
            log_events({"type": "identify", "userId": f"{group}-{number}", "traits": traits})
    carry_on()
    while people_columns.sync():
        pass


def test_all_go_and_none_twice(
    groups: None, draft: Callable[..., Campaign], aino: Member, noon: datetime, carry_on: Callable[[], None]
) -> None:
    at = noon + timedelta(hours=1)
    for number in range(CAMPAIGNS):
        rule: dict[str, Any] = {"trait": "group", "op": "is", "value": number % GROUPS}
        schedule.schedule(draft(name=f"C{number}", rule=rule), at=at, by=aino, now=noon)
    changed = Campaign.objects.order_by("pk")[CAMPAIGNS // 2]
    Campaign.objects.filter(pk=changed.pk).update(body="Another word than the planned one")

    run(at)
    carry_on()
    for _ in range(3):
        while campaigns.tick(at) + outbox.tick(at):
            pass

    assert Counter(Planned.objects.values_list("state", flat=True)) == {"launched": CAMPAIGNS - 1, "held": 1}
    assert Launch.objects.count() == CAMPAIGNS - 1
    got = Counter(PaperCopy.objects.values_list("campaign_id", "identity_id"))
    assert set(got.values()) == {1}
    assert Counter(Counter(campaign for campaign, _person in got).values()) == {2: CAMPAIGNS - 1}
