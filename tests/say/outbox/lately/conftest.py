"""Caps as they hold in the outbox."""

from collections.abc import Callable, Iterator

import pytest

from polku.say.channels.registry import register, unregister
from polku.say.limits.models import Cap
from tests.say.outbox.pigeon import Pigeon


@pytest.fixture
def cap(db: None) -> Callable[..., Cap]:
    """`cap(2, 24)`: at most two messages in 24 hours."""

    def make(most: int, hours: int, *, kind: str = "", purpose: str = "") -> Cap:
        return Cap.objects.create(most=most, hours=hours, kind=kind, purpose=purpose)

    return make


@pytest.fixture
def raven() -> Iterator[Pigeon]:
    """Another channel, which delivers whatever it is handed."""
    made = Pigeon(has_idempotency_key=False)
    made.name = made.kind = "raven"
    register(made)
    yield made
    unregister("raven")
