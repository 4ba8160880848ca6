"""Who becomes a friend is told the first message of the place where they came from, once."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from polku.act.greetings.write import end, write
from polku.kit import clock
from polku.know.people.find import by_identity
from polku.know.teams.models import Team
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.arrivals import Counts, arrive, counts
from polku.say.channels.line.sources.make import make
from polku.say.channels.line.sources.models import LineSource
from polku.say.content.chat.read import of_text
from polku.say.outbox.models import Message, Wording
from tests.say.channels.line import webhooks
from tests.say.channels.line.inbox.conftest import tell  # noqa: F401 fixture
from tests.say.channels.line.webhooks import DEVI, FUMI, NOON_MS


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.fixed(datetime.fromtimestamp(NOON_MS / 1000, UTC)):
        yield


@pytest.fixture
def account(db: None) -> LineAccount:
    Team.objects.create(name="Kahvila")
    return webhooks.account()


@pytest.fixture
def till(account: LineAccount) -> LineSource:
    return make(account, title="Till 3", kind="till")


@pytest.fixture
def follow(tell: Callable[..., None], carry_on: Callable[[], None]) -> Callable[..., None]:  # noqa: F811
    def follow(*users: str, at_ms: int = NOON_MS, number: str = "", is_unblocked: bool = False) -> None:
        more: dict[str, Any] = {"follow": {"isUnblocked": is_unblocked}}
        tell(*[webhooks.event("follow", user=user, at_ms=at_ms, number=number, **more) for user in users])
        carry_on()

    return follow


def said() -> list[str]:
    bodies = {row.cause: row.mail for row in Wording.objects.all()}
    return [bodies[row.cause] for row in Message.objects.order_by("pk")]


def test_the_account_greets_once_whatever_comes_again(account: LineAccount, follow: Callable[..., None]) -> None:
    write(account, None, of_text("Welcome, {{ person.first_name }}!"))

    follow(DEVI, number="01A")
    follow(DEVI, number="01A")  # LINE sends it again
    follow(DEVI, at_ms=NOON_MS + 60_000)

    (message,) = Message.objects.all()
    assert (message.channel, message.state, "Welcome" in said()[0]) == ("line:kahvila", "asked", True)


def test_a_place_greets_in_its_own_words_and_is_known_of_the_friend(
    account: LineAccount, till: LineSource, follow: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    write(account, None, of_text("Welcome!"))
    write(account, till, of_text("A coffee for you"))
    arrive(till, now_ms=NOON_MS - 60_000)

    follow(DEVI)

    assert ["A coffee" in one for one in said()] == [True]
    assert counts([till.pk]) == {till.pk: Counts(arrived=1, followed=1, first=1, guessed=1)}
    devi = by_identity("line", DEVI)
    assert devi is not None
    assert f'"line_kahvila_source": "{till.key}"' in devi.traits or till.key in devi.traits


def test_whoever_comes_by_no_place_gets_the_accounts_words(
    account: LineAccount, till: LineSource, follow: Callable[..., None]
) -> None:
    write(account, None, of_text("Welcome!"))
    write(account, till, of_text("A coffee for you"))

    follow(FUMI)

    assert ["Welcome" in one for one in said()] == [True]
    assert counts([till.pk]) == {}


def test_who_only_ends_a_block_is_not_greeted(account: LineAccount, follow: Callable[..., None]) -> None:
    write(account, None, of_text("Welcome!"))

    follow(DEVI, is_unblocked=True)

    assert said() == []


def test_a_new_wording_is_for_those_who_come_later(account: LineAccount, follow: Callable[..., None]) -> None:
    row = write(account, None, of_text("One"))
    follow(DEVI)
    write(account, None, of_text("Two"))
    follow(FUMI)
    end(row)
    follow("U" + "e" * 32)

    assert [("One" in one, "Two" in one) for one in said()] == [(True, False), (False, True)]
