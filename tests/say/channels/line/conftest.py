"""An account at a LINE of our own, friends of it, and messages asked for."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from polku.kit import clock, ids, seal
from polku.know.people.models import Identity, Profile
from polku.say.channels.line import tokens
from polku.say.channels.line.channel import Line, accounts
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.outbox.ask import put_into_words
from tests.say.channels.line.rogue import RogueLine
from tests.say.outbox.ways import HOWS, everybodys


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who looks at what all the others have asked comes after them."""
    items.sort(key=lambda item: item.name == "test_every_path_that_the_code_names_was_asked_by_some_test")


@pytest.fixture
def rogue() -> Iterator[RogueLine]:
    made = RogueLine()
    yield made
    made.stop()


@pytest.fixture
def account(db: None, rogue: RogueLine) -> Iterator[LineAccount]:
    yield LineAccount.objects.create(
        name="kahvila",
        title="Kahvila",
        channel_id="1650000000",
        sealed_secret=seal.shut("s" * 32, key=settings.SECRET_KEY),
        api_base=rogue.base,
        data_api_base=rogue.data_base,
    )
    tokens._kept.clear()


@pytest.fixture
def line(account: LineAccount) -> Iterator[Line]:
    (made,) = accounts()
    yield made
    made.close()


@pytest.fixture
def friend(account: LineAccount) -> Callable[..., int]:
    """`friend("devi")`: somebody who added the account; gives their identity's number."""

    def make(name: str, *, is_friend: bool = True, traits: str = "{}") -> int:
        user_id = user(name)
        number = ids.identity_id("line", user_id)
        Profile.objects.create(id=number, name=name, email="", traits=traits, first_seen_ms=0, last_seen_ms=0)
        Identity.objects.create(
            id=number, kind="line", value=user_id, profile_id=number, first_seen_ms=0, last_seen_ms=0
        )
        LineFriend.objects.create(account=account, user_id=user_id, is_friend=is_friend, changed_ms=0)
        return number

    return make


def user(name: str) -> str:
    return "U" + name.encode().hex().ljust(32, "0")[:32]


@pytest.fixture(params=["alone"])
def ask(request: pytest.FixtureRequest) -> Callable[..., None]:
    """With rows of their own, or packed: see `in_both_ways`."""

    def run(*people: int, body: str = "Hello", cause: str = "campaign:7", campaign_id: int | None = 7) -> None:
        put_into_words(cause, subject="", body=body)
        now = clock.now()
        HOWS[request.param](
            cause,
            identity_ids=sorted(people),
            channel="line:kahvila",
            campaign_id=campaign_id,
            due_ms=clock.to_ms(now),
            now=now,
        )

    return run


@pytest.fixture
def states() -> Callable[[], dict[int, tuple[str, str]]]:
    """State and reason by identity."""

    def read() -> dict[int, tuple[str, str]]:
        return {message.identity_id: (message.state, message.reason) for message in everybodys()}

    return read
