"""People to write to, and a channel that does as it is told."""

from collections.abc import Callable, Iterator

import pytest

from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.say.channels.registry import register, unregister
from polku.say.outbox.ask import put_into_words
from tests.say.outbox.pigeon import Pigeon
from tests.say.outbox.ways import HOWS, everybodys


@pytest.fixture
def pigeon() -> Iterator[Pigeon]:
    """Drops what it has had already."""
    yield from _registered(Pigeon(has_idempotency_key=True))


@pytest.fixture
def plain_pigeon() -> Iterator[Pigeon]:
    """Delivers whatever it is handed."""
    yield from _registered(Pigeon(has_idempotency_key=False))


def _registered(made: Pigeon) -> Iterator[Pigeon]:
    register(made)
    yield made
    unregister(made.name)


@pytest.fixture
def person(db: None) -> Callable[..., int]:
    """`person("devi")`: a profile with a user id and an e-mail address; gives their identity's number."""

    def make(name: str, *, email: str | None = None, traits: str = "{}") -> int:
        number = ids.identity_id("user_id", name)
        address = f"{name}@shop.example" if email is None else email
        Profile.objects.create(id=number, name=name, email=address, traits=traits, first_seen_ms=0, last_seen_ms=0)
        _identity(number, "user_id", name, number)
        return number

    return make


@pytest.fixture
def merge() -> Callable[[int, int], None]:
    """`merge(into, absorbed)`: two profiles become one, as the people's fold would do it."""

    def run(into: int, absorbed: int) -> None:
        Identity.objects.filter(profile_id=absorbed).update(profile_id=into)
        Profile.objects.filter(id=absorbed).delete()

    return run


def _identity(number: int, kind: str, value: str, profile_id: int) -> None:
    Identity.objects.create(id=number, kind=kind, value=value, profile_id=profile_id, first_seen_ms=0, last_seen_ms=0)


@pytest.fixture(params=["alone"])
def ask(request: pytest.FixtureRequest) -> Callable[..., int]:
    """`ask(devi, emile)`: a pigeon to each, for one cause; with rows of their own, or packed: see `in_both_ways`."""
    how = HOWS[request.param]

    def run(*identity_ids: int, cause: str = "campaign:7", channel: str = "pigeon", body: str = "Hello") -> int:
        put_into_words(cause, subject="Tea", body=body)
        now = clock.now()
        given = {"channel": channel, "campaign_id": 7, "due_ms": clock.to_ms(now), "now": now}
        return how(cause, identity_ids=sorted(identity_ids), **given)

    return run


@pytest.fixture
def states() -> Callable[[], dict[int, tuple[str, str]]]:
    """State and reason by identity."""

    def read() -> dict[int, tuple[str, str]]:
        return {message.identity_id: (message.state, message.reason) for message in everybodys()}

    return read
