"""A shop in Helsinki with a draft to plan."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from polku.act.campaigns import write
from polku.act.campaigns.models import Campaign
from polku.act.plan import loop
from polku.know.teams.models import Member, Team


@pytest.fixture
def aino(db: None) -> Member:
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    return Member.objects.create_user("aino@kahvila.example", "secret", name="Aino")


@pytest.fixture
def draft(aino: Member) -> Callable[..., Campaign]:
    def make(**given: Any) -> Campaign:
        wanted = {"subject": "Tea", "body": "Hello", "rule": {"all": []}, "by": aino} | given
        return write.create(wanted.pop("name", "Friday coupon"), **wanted)

    return make


def run(now: datetime) -> None:
    """What the lanes do at this instant, until nothing is left to do."""
    while loop.make_due(now) + loop.launch_due(now):
        pass
