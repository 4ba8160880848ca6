"""An account at the lab, which counts what its people see and tap."""

from collections.abc import Iterator

import pytest

from polku.lab.line.account import Account
from polku.lab.line.world import World
from polku.say.channels.line import accounts, tokens
from polku.say.channels.line.insight import loop
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.test_lab import running


@pytest.fixture
def official() -> Iterator[tuple[Account, str]]:
    """The lab's account, and its address."""
    world = World(seed=3, friends=40)
    with running(world) as url:
        yield world.accounts[0], url
    tokens._kept.clear()


@pytest.fixture
def at_lab(db: None, official: tuple[Account, str]) -> LineAccount:
    loop._not_before.clear()
    account, url = official
    values = {"title": "Kahvila", "channel_id": account.channel_id, "api_base": url, "data_api_base": url}
    return accounts.make("kahvila", values, secret=account.secret, by=None)
